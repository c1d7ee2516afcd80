// What of a place is shown: all that is chosen holds at once.
import assert from "node:assert/strict"
import { test } from "node:test"
import { narrowed } from "../../hrgl/ui/themes/desk/filters.js"

const ROWS = [
  { ref: "A1-01", text: "Pay people", room: "A1", kind: "need", actor: "Academia", region: "Asia" },
  { ref: "A1-02", text: "Pay in time", room: "A1", kind: "need", actor: "Academia", region: "Europe" },
  { ref: "B2-03", text: "People first", room: "B2", kind: null, actor: "", region: "" },
]
const MARKS = { unread: ({ ref }) => ref !== "A1-01", fresh: ({ ref }) => ref === "B2-03" }
const found = (typed, chosen = {}) => {
  const values = Object.entries(chosen).map(([name, value]) => ({ name, value }))
  return narrowed(ROWS, typed, values, MARKS).map((row) => row.ref)
}

test("nothing typed or chosen shows all", () => {
  assert.equal(found("").length, 3)
  assert.equal(found("  ").length, 3)
})

test("words are found in any order, small or large, and by reference", () => {
  assert.deepEqual(found("people PAY"), ["A1-01"])
  assert.deepEqual(found("b2-"), ["B2-03"])
  assert.deepEqual(found("nowhere"), [])
})

test("room, kind, actor type and region narrow each other", () => {
  assert.deepEqual(found("", { room: "A1", kind: "need" }), ["A1-01", "A1-02"])
  assert.deepEqual(found("", { actor: "Academia", region: "Europe" }), ["A1-02"])
  assert.deepEqual(found("people", { region: "Europe" }), [])
})

test("of whom nothing is shown is found by neither actor type nor region", () => {
  assert.deepEqual(found("people", { actor: "Academia" }), ["A1-01"])
})

test("what is unread, and what is new, narrow like all else", () => {
  assert.deepEqual(found("pay", { seen: "unread" }), ["A1-02"])
  assert.deepEqual(found("", { seen: "fresh", room: "B2" }), ["B2-03"])
  assert.deepEqual(found("", { seen: "fresh", room: "A1" }), [])
})
