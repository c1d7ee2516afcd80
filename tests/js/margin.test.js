// What stands in the margin of a Word file: of which words it is said, and what still waits first.
import assert from "node:assert/strict"
import { test } from "node:test"
import { saidOf, unsettledFirst } from "../../hrgl/ui/parts/amending/margin.js"

test("a comment tells of which words of which wording it is said", () => {
  assert.equal(saidOf({ quote: "every year", field: "explanation", place: [3, 13], wording: 2 }), "on “every year”, wording 2")
  assert.equal(saidOf({ quote: "", field: "heading", place: [0, 0], wording: 1 }), "on the heading, wording 1")
})

test("it says when its words have changed since, and nothing of a place that it never had", () => {
  assert.equal(saidOf({ quote: "every year", field: "explanation", place: null, wording: 2 }), "on “every year”, wording 2, which has changed since")
  assert.equal(saidOf({ quote: "", field: "", place: null, wording: 2 }), "wording 2")
})

test("what nobody has settled stands first, in the order in which it came", () => {
  const notes = [{ id: 1, settled: "Said." }, { id: 2, settled: "" }, { id: 3, settled: "" }]
  assert.deepEqual(unsettledFirst(notes).map(({ id }) => id), [2, 3, 1])
})
