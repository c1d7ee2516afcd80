// In which order a list stands: settled when it is opened; what comes later stands behind.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Model } from "../../hrgl/ui/themes/desk/model.js"
import { Picks } from "../../hrgl/ui/themes/desk/picks.js"
import { Sorting } from "../../hrgl/ui/themes/desk/sorting.js"
import { ALL, QUEUE, UNSURE } from "../../hrgl/ui/themes/desk/standing.js"
import { Storage } from "./standin.js"

const row = (id, at, doubt = -1, pinned = false) => [
  id, 1, null, at, "", [], pinned, `A1-0${id}`, "words", "", "A1", "", "", [], doubt,
]
const theme = (id) => [id, 1, `Theme ${id}`, "", false, []]

beforeEach(() => {
  globalThis.sessionStorage = new Storage()
})

function sitting(by, groups = []) {
  const model = new Model()
  const rows = [row(1, 7, -0.2), row(2, 7, 0.4), row(3, 7, 0.9, true), row(4, 8), row(5, QUEUE)]
  model.load({ rows, themes: [theme(7), theme(8)], revision: [1, 1] })
  const asked = []
  const told = async (...given) => asked.push(given) && { groups }
  const views = { get ordering() { return desk.place } }
  const desk = { model, place: 7, views, looking: { told }, list: new Picks(), draw: () => {} }
  Object.assign(desk.list, { begin: () => {} })
  const sorting = new Sorting({ value: "" }, desk)
  sorting.select.value = by
  return { desk, model, sorting, asked }
}

test("by reference nothing is asked and nothing moves", () => {
  const { sorting, asked } = sitting("reference")
  sorting.begin(7)
  assert.deepEqual(sorting.sorted([2, 1]), [2, 1])
  assert.deepEqual(asked, [])
})

test("the surest doubt stands first, and what a person placed is in no doubt", () => {
  const { sorting } = sitting("unsure")
  sorting.begin(7)
  assert.deepEqual(sorting.sorted([1, 2, 3]), [2, 1, 3])
})

test("the newest stand first, and what is decided meanwhile moves no row", () => {
  const { model, sorting } = sitting("newest")
  sorting.begin(7)
  model.rows.get(5).at = 7
  assert.deepEqual(sorting.sorted([1, 2, 3, 5]), [3, 2, 1, 5])
})

test("what is alike stands together, theme by theme as in the rail", async () => {
  const { desk, sorting, asked } = sitting("alike", [[5], [4], [3, 1], [2]])
  desk.place = ALL
  sorting.begin(ALL)
  await Promise.resolve()
  await Promise.resolve()
  assert.deepEqual(asked, [["alike", []]])
  assert.deepEqual(sorting.sorted([1, 2, 3, 4, 5]).slice(1), [3, 1, 2, 4])
  assert.equal(sorting.groups.get(1), sorting.groups.get(3))
  assert.equal(sorting.groups.has(2), false)
})

test("an answer for a list that is no longer open is left", async () => {
  const { desk, sorting } = sitting("alike", [[3, 1]])
  sorting.begin(7)
  desk.place = 8
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(sorting.groups.size, 0)
})

test("what is gathered from anywhere keeps its own order", () => {
  const { sorting, asked } = sitting("alike")
  sorting.begin(UNSURE)
  assert.deepEqual(asked, [])
})

test("a group is picked, let go of, and taken by its bracket; else the row or what is picked", () => {
  const picks = new Picks()
  Object.assign(picks, { ids: [1, 2, 3, 4], changed: () => {}, groups: new Map([[1, 0], [2, 0], [4, 1]]) })
  const bracket = { closest: (selector) => selector === ".mates" }
  const text = { closest: () => null }
  picks.pickMates(2)
  assert.deepEqual([...picks.picked], [1, 2])
  assert.deepEqual(picks.takenBy(2, text), [1, 2])
  picks.pickMates(1)
  assert.deepEqual([...picks.picked], [])
  assert.deepEqual(picks.takenBy(1, bracket), [1, 2])
  assert.deepEqual(picks.takenBy(3, bracket), [3])
  assert.deepEqual(picks.takenBy(1, text), [1])
})
