import assert from "node:assert/strict"
import { test } from "node:test"

import { clock, savedAndCut } from "../../hrgl/ui/notes/editor/sentences.js"

const VIENNA = "Europe/Vienna"
const morning = new Date("2031-05-03T07:05:00Z")
const evening = new Date("2031-05-03T21:59:00Z")

test("a moment of today is told by its time, another one by its day too", () => {
  assert.equal(clock(morning.toISOString(), VIENNA, evening), "09:05 CEST")
  assert.equal(clock(morning.toISOString(), VIENNA, new Date("2031-05-04T10:00:00Z")), "3 May, 09:05 CEST")
})

test("the day is that of the zone, wherever the browser is", () => {
  const night = new Date("2031-05-03T22:30:00Z")
  assert.equal(clock(evening.toISOString(), VIENNA, night), "3 May, 23:59 CEST")
  assert.equal(clock(evening.toISOString(), "America/Bogota", night), "16:59 GMT-5")
})

test("what was saved is told with the number of its statements", () => {
  const told = (number, more) =>
    savedAndCut({ saved_at: morning.toISOString(), number, more }, VIENNA, evening)
  assert.equal(told(1, false), "saved 09:05 CEST · 1 statement")
  assert.equal(told(0, false), "saved 09:05 CEST · 0 statements")
  assert.equal(told(40, true), "saved 09:05 CEST · more than 40 statements")
})
