// What this browser keeps for a person: typed and not sent, and which wordings they have seen.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Kept } from "../../hrgl/ui/reviews/reviewing/kept.js"

const WHO = { edition: 3, member: 5 }
const ABOUT = { id: 7, called: "7 “buy fairly”", wording: 1 }
let stored

beforeEach(() => {
  stored = new Map()
  globalThis.localStorage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value) }
})

function kept(who = WHO) {
  const made = new Kept()
  made.of(who)
  return made
}

test("what is typed outlives the page, for the same person in the same edition only", () => {
  kept().type("5 7 object", ABOUT, "reason", "Too vague")
  assert.deepEqual(kept().fields("5 7 object"), { reason: "Too vague" })
  assert.ok(kept().holds(7))
  assert.deepEqual(kept({ edition: 3, member: 6 }).fields("5 7 object"), {})
  assert.deepEqual(kept({ edition: 4, member: 5 }).fields("5 7 object"), {})
})

test("a form that was emptied, or sent, holds nothing any more", () => {
  const here = kept()
  here.type("f", ABOUT, "reason", "Too vague")
  here.type("f", ABOUT, "reason", "  ")
  assert.ok(!kept().holds(7))
  here.type("f", ABOUT, "reason", "Again")
  here.drop("f")
  assert.deepEqual(kept().typed, {})
})

test("what was typed about something that is gone is handed back", () => {
  const here = kept()
  here.type("f", ABOUT, "reason", "Too vague")
  assert.deepEqual(here.leftOver(new Set([7])), [])
  const [[form, { called }]] = here.leftOver(new Set([8]))
  assert.deepEqual([form, called], ["f", "7 “buy fairly”"])
})

test("a wording is marked against the one that was seen before, as long as the page stands", () => {
  const first = kept()
  assert.equal(first.lookedAt({ id: 7, wording: 2 }), 2) // never seen: nothing is marked
  first.look({ id: 7, wording: 2 })
  const second = kept()
  assert.equal(second.lookedAt({ id: 7, wording: 4 }), 2)
  second.look({ id: 7, wording: 4 })
  assert.equal(second.lookedAt({ id: 7, wording: 4 }), 2) // still: it was not there before this page
  assert.equal(second.lookedAt({ id: 7, wording: 5 }), 4) // came while it was looked at
  assert.equal(kept().lookedAt({ id: 7, wording: 5 }), 4)
})
