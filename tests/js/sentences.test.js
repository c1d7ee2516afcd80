import assert from "node:assert/strict"
import { test } from "node:test"

import { clock, savedAndCut } from "../../hrgl/ui/notes/editor/sentences.js"

const morning = new Date(2031, 4, 3, 9, 5)
const evening = new Date(2031, 4, 3, 23, 59)

test("a moment of today is told by its time, another one by its day too", () => {
  assert.equal(clock(morning.toISOString(), evening), "09:05")
  assert.equal(clock(morning.toISOString(), new Date(2031, 4, 4)), "3 May, 09:05")
})

test("what was saved is told with the number of its statements", () => {
  const told = (number, more) =>
    savedAndCut({ saved_at: morning.toISOString(), number, more }, evening)
  assert.equal(told(1, false), "saved 09:05 · 1 statement")
  assert.equal(told(0, false), "saved 09:05 · 0 statements")
  assert.equal(told(40, true), "saved 09:05 · more than 40 statements")
})
