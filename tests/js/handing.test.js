import assert from "node:assert/strict"

import { Handing } from "../../hrgl/ui/notes/editor/handing.js"
import { timed } from "./standin.js"

const handing = () => {
  const handed = []
  const made = new Handing(
    (note) => handed.push(note),
    () => handed.push("given up"),
  )
  return [made, handed]
}

timed("a note is handed over at once and every one and a half seconds", async (pass) => {
  const [made, handed] = handing()
  made.begin("one")
  assert.deepEqual(handed, ["one"])
  await pass(1500)
  await pass(1500)
  assert.deepEqual(handed, ["one", "one", "one"])
})

timed("after fifteen seconds it is given up", async (pass) => {
  const [made, handed] = handing()
  made.begin("one")
  await pass(14999)
  assert.equal(handed.includes("given up"), false)
  await pass(1)
  assert.equal(handed.includes("given up"), true)
})

timed("a note that is taken is neither handed over again nor given up", async (pass) => {
  const [made, handed] = handing()
  made.begin("one")
  made.end()
  await pass(60000)
  assert.deepEqual(handed, ["one"])
})

timed("a newer note takes the place of the one before", async (pass) => {
  const [made, handed] = handing()
  made.begin("one")
  made.begin("two")
  await pass(1500)
  assert.deepEqual(handed, ["one", "two", "two"])
})
