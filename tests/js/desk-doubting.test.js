// What statements come nearest to follows what was decided.
import assert from "node:assert/strict"
import { test } from "node:test"
import { takeDoubts } from "../../hrgl/ui/themes/desk/doubting.js"
import { Model } from "../../hrgl/ui/themes/desk/model.js"
import { QUEUE } from "../../hrgl/ui/themes/desk/standing.js"

const row = (id, at, near, doubt) => [
  id, 1, null, at, "", [], false, `A1-0${id}`, "words", "", "A1", "", "", near, doubt, doubt > 0,
]
const theme = (id) => [id, 1, `Theme ${id}`, "", false, [], ""]

function fresh() {
  const model = new Model()
  const rows = [row(1, 7, [8], 0.2), row(2, 7, [8], -0.2), row(3, QUEUE, [7], -1)]
  model.load({ rows, themes: [theme(7), theme(8)], revision: [3, 3] })
  return model
}

test("what differs is taken over and all else stays", () => {
  const model = fresh()
  takeDoubts(model, { all: false, others: [[2, [8], 0.4, true], [3, [8, 7], -1, false], [99, [7], 1, true]] })
  assert.deepEqual(model.unsure(), [2, 1])
  assert.deepEqual(model.near(3), [8, 7])
  assert.deepEqual(model.near(1), [8])
})

test("where all is told, what is not named is near to nothing", () => {
  const model = fresh()
  takeDoubts(model, { all: true, others: [[2, [8], 0.4, true]] })
  assert.deepEqual(model.unsure(), [2])
  assert.deepEqual(model.near(3), [])
})
