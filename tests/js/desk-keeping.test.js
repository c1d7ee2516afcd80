// Acts that are not answered yet outlive the page, for the same person and edition only.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Keeping } from "../../hrgl/ui/parts/desks/keeping.js"
import { Storage } from "./standin.js"

class Tab extends Storage {
  removeItem(name) {
    this.kept.delete(name)
  }
}

beforeEach(() => {
  globalThis.sessionStorage = new Tab()
})

const keeping = (outbox, whose) => {
  const made = new Keeping({ outbox }, "a desk")
  made.of(whose)
  return made
}
const FAY = { edition: 1, member: 2 }
const act = { sent: { act: "a", do: "create" }, ids: [] }

test("what was left is handed over again by the same person", () => {
  keeping([act], FAY).keep()
  const again = keeping([], FAY)
  assert.equal(again.bringBack(), true)
  assert.deepEqual(again.model.outbox, [act])
})

test("another person, and another edition, gets nothing of it", () => {
  keeping([act], FAY).keep()
  for (const other of [{ ...FAY, member: 3 }, { ...FAY, edition: 4 }]) {
    const theirs = keeping([], other)
    assert.equal(theirs.bringBack(), false)
    assert.deepEqual(theirs.model.outbox, [])
  }
})

test("what was answered is kept no longer", () => {
  const made = keeping([act], FAY)
  made.keep()
  made.model.outbox = []
  made.keep()
  assert.equal(keeping([], FAY).bringBack(), false)
})
