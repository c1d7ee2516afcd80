// What somebody has read, and what is new to them since they looked.
import assert from "node:assert/strict"
import { test } from "node:test"
import { Acts } from "../../hrgl/ui/themes/desk/acts.js"
import { Attention } from "../../hrgl/ui/themes/desk/attention.js"
import { Model } from "../../hrgl/ui/themes/desk/model.js"
import { QUEUE } from "../../hrgl/ui/themes/desk/standing.js"

const row = (id, at) => [id, 1, null, at, "", [], false, `A1-0${id}`, "words", "", "A1", "", "", [], -1, false]
const theme = (id) => [id, 1, `Theme ${id}`, "", false, [], ""]

function fresh(seen = {}) {
  const model = new Model()
  model.attention = new Attention(model)
  const rows = [row(1, 7), row(2, 7), row(3, 8), row(4, QUEUE)]
  model.load({ rows, themes: [theme(7), theme(8)], revision: [3, 3] })
  model.attention.load({ read: [], looked: [], here: [], ...seen })
  return model
}

const told = (model, id) => model.attention.tally().get(id)
const moved = (id, at) => ({
  revision: [4, 4],
  places: [[id, 1, null, at, "", [], true]],
  themes: [theme(7), theme(8)],
})

test("of each theme it is known how many statements were read", () => {
  const model = fresh({ read: [1, 3] })
  assert.deepEqual(told(model, 7), { read: 1, fresh: 0 })
  model.attention.read.add(2)
  assert.equal(told(model, 7).read, 2)
})

test("what was read stays read wherever it is moved", () => {
  const model = fresh({ read: [3] })
  model.patch(moved(3, 7))
  assert.equal(told(model, 7).read, 1)
})

test("in a theme that was never looked at nothing is new", () => {
  assert.equal(told(fresh(), 7).fresh, 0)
})

test("what somebody else moves into a theme is new until one has left it", () => {
  const model = fresh({ looked: [[7, [1, 2]]] })
  model.patch(moved(4, 7))
  assert.equal(told(model, 7).fresh, 1)
  assert.ok(model.attention.isFresh(4, 7))
  model.attention.leave(7)
  assert.equal(told(model, 7).fresh, 0)
})

test("what comes back after it was moved away is not new", () => {
  const model = fresh({ looked: [[7, [1, 2]]] })
  model.patch(moved(2, 8))
  model.patch({ ...moved(2, 7), revision: [5, 5] })
  assert.equal(told(model, 7).fresh, 0)
})

test("what one moves or merges there oneself is not new", () => {
  const model = fresh({ looked: [[7, [1, 2]]] })
  const acts = new Acts(model, (act) => model.attention.mine(act))
  acts.move([4], 7)
  assert.equal(told(model, 7).fresh, 0)
  acts.merge(7, [8])
  assert.deepEqual(told(model, 7), { read: 0, fresh: 0 })
})

test("a filter for the unread keeps what is read while it is set", () => {
  const model = fresh({ read: [1] })
  const { attention } = model
  const unread = () => [...model.rows.values()].filter(attention.marks().unread).map((each) => each.id)
  assert.deepEqual(unread(), [2, 3, 4])
  attention.read.add(2)
  assert.deepEqual(unread(), [2, 3, 4])
  attention.hold()
  assert.deepEqual(unread(), [3, 4])
})

test("what was read here and is not handed over yet survives reading all anew", () => {
  const model = fresh()
  model.attention.read.add(1)
  model.attention.leave(7)
  model.attention.load({ read: [3], looked: [[7, []]], here: [["Bo", 8]] })
  assert.equal(told(model, 7).read, 1)
  assert.equal(told(model, 7).fresh, 0)
  assert.deepEqual(model.attention.present(8), ["Bo"])
})
