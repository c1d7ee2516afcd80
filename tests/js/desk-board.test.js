// The board: which columns are in sight, what stands in them, and what is in a row with what.
import assert from "node:assert/strict"
import { test } from "node:test"
import { columnWidth, columnsInSight, grouped } from "../../hrgl/ui/themes/desk/columns.js"
import { Model } from "../../hrgl/ui/themes/desk/model.js"
import { ALL, LEFT_OUT, QUEUE } from "../../hrgl/ui/themes/desk/standing.js"
import { Picks } from "../../hrgl/ui/themes/desk/picks.js"

const row = (id, at) => [id, 1, null, at, "", [], false, `A1-0${id}`, "words", "", "A1", "", "", [], -1, false]

function standing() {
  const model = new Model()
  const rows = [row(1, 7), row(2, 8), row(3, 7), row(4, QUEUE), row(5, LEFT_OUT), row(6, 7)]
  model.load({ rows, themes: [[7, 1, "A", "", false, []], [8, 1, "B", "", false, []]], revision: [1, 1] })
  return model
}

test("the columns in sight are drawn with one on either side, however many there are", () => {
  const seen = (left) => columnsInSight({ left, width: 600, each: 240, number: 40 })
  assert.deepEqual(seen(0), [0, 4])
  assert.deepEqual(seen(240 * 10), [9, 14])
  assert.deepEqual(seen(240 * 40 - 600), [36, 40])
  assert.deepEqual(columnsInSight({ left: 0, width: 600, each: 240, number: 1 }), [0, 1])
})

test("every column that shows even a pixel is drawn", () => {
  for (let left = 0; left <= 240 * 9; left += 7) {
    const [from, to] = columnsInSight({ left, width: 613, each: 240, number: 12 })
    for (let at = 0; at < 12; at++) {
      const shows = at * 240 < left + 613 && (at + 1) * 240 > left
      if (shows) assert.ok(from <= at && at < to, `column ${at} at ${left}`)
    }
  }
})

test("a column fills a telephone, and is of one width where there is room for two", () => {
  assert.equal(columnWidth(358), 358)
  assert.equal(columnWidth(614), columnWidth(1400))
})

test("each statement stands in the column of its theme, in its order, also before an answer", () => {
  const model = standing()
  const columns = () => Object.fromEntries(grouped(model.order, model.placing()))
  assert.deepEqual(columns(), { 7: [1, 3, 6], 8: [2], 0: [4], [-1]: [5] })
  model.act({ do: "move" }, { ids: [3], to: 8 })
  assert.deepEqual(columns(), { 7: [1, 6], 8: [2, 3], 0: [4], [-1]: [5] })
})

function picks() {
  const made = new Picks()
  Object.assign(made, { model: standing(), place: ALL, changed: () => undefined })
  Object.assign(made, { ids: [1, 2, 3, 4, 5, 6], line: [1, 3, 6] })
  return made
}

test("one goes on to the next card of the column, and never to another column", () => {
  const made = picks()
  made.current = 3
  made.goOn([3])
  assert.equal(made.current, 6)
  made.goOn([6, 3])
  assert.equal(made.current, 1)
  made.goOn([1, 3, 6])
  assert.equal(made.current, undefined)
})

test("several in a row are of one column, and A picks the column and keeps what is picked elsewhere", () => {
  const made = picks()
  made.picked.add(2)
  made.current = 1
  made.pickTo(6)
  assert.deepEqual([...made.picked], [2, 1, 3, 6])
  made.pickAll()
  assert.deepEqual([...made.picked], [2])
  made.pickTo(4) // of another column
  assert.deepEqual([...made.picked], [2, 4])
})

test("what somebody else moves from column to column stays picked and current", () => {
  const made = picks()
  made.current = 3
  made.picked.add(3)
  made.model.patch({ revision: [2, 2], places: [[3, 1, null, 8, "", [], false]], themes: [] })
  made.loseCurrent()
  assert.deepEqual([made.gone(), made.current, [...made.picked]], [[], 3, [3]])
})
