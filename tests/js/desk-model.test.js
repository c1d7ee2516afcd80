// What a desk knows: acts lie over what the database said until they are answered.
import assert from "node:assert/strict"
import { test } from "node:test"
import { Acts } from "../../hrgl/ui/themes/desk/acts.js"
import { Model } from "../../hrgl/ui/themes/desk/model.js"
import { FOUND, LEFT_OUT, QUEUE, UNSURE } from "../../hrgl/ui/themes/desk/standing.js"

const place = (id, at, version = 1, pinned = false) => [id, version, null, at, "", [], pinned]
const row = (id, at, near = [], doubt = -1) => [
  ...place(id, at),
  `A1-0${id}`, "words", "", "A1", "", "", near, doubt, doubt > 0,
]
const theme = (id, name = `Theme ${id}`, version = 1) => [id, version, name, "", false, []]

function fresh() {
  const model = new Model()
  model.load({
    rows: [row(1, 7, [8], 0.2), row(2, 7, [8], 0.4), row(3, 8), row(4, QUEUE, [8, 7])],
    themes: [theme(7), theme(8)],
    revision: [3, 3],
  })
  return model
}

const acting = (model, sent = []) => [new Acts(model, (act) => sent.push(act.sent)), sent]
const at = (model, id) => model.placing()(id)
const answer = (act, more = {}) => ({ act: act.sent.act, ok: true, say: "", ...more })
const patch = (more) => ({ revision: [4, 4], themes: [theme(7), theme(8)], ...more })

test("an act shows at once, and a refusal puts the row back", () => {
  const model = fresh()
  const [acts] = acting(model)
  const act = acts.move([1], 8)
  assert.equal(at(model, 1), 8)
  assert.equal(model.counts().get(8), 2)
  model.patch(patch({ answers: [answer(act, { ok: false })] }))
  assert.equal(at(model, 1), 7)
  assert.equal(acts.last(), undefined)
})

test("an act goes with each row as it stood on the screen", () => {
  const [acts, sent] = acting(fresh())
  acts.move([1, 4], 8)
  acts.move([1], QUEUE)
  assert.deepEqual(sent[0].statements, [[1, 1, 7], [4, 1, null]])
  assert.deepEqual(sent[1].statements, [[1, 1, 8]])
  assert.equal(sent[0].theme_version, 1)
  assert.equal(sent[1].theme, null)
})

test("one's own acts that raise a version are counted in", () => {
  const [acts, sent] = acting(fresh())
  acts.mark(1, "need")
  acts.setAside([1], "off")
  acts.bringBack([1])
  assert.deepEqual(sent.map((each) => (each.statements ?? [each.statement])[0][1]), [1, 2, 3])
  acts.rename(7, "New name", "", 1)
  acts.review(7, true)
  assert.equal(sent.at(-1).version, 2)
})

test("an answer that is heard twice changes nothing", () => {
  const model = fresh()
  const [acts] = acting(model)
  const act = acts.move([1], 8)
  const told = patch({ places: [place(1, 8)], answers: [answer(act)] })
  model.patch(told)
  model.patch(told)
  assert.equal(at(model, 1), 8)
  assert.deepEqual(model.done, [act.sent.act])
})

test("an older answer that comes late does not bring back what was", () => {
  const model = fresh()
  model.patch({ ...patch({ places: [place(1, 8)] }), revision: [6, 6] })
  model.patch({ ...patch({ places: [place(1, 7)] }), revision: [5, 5] })
  assert.equal(at(model, 1), 8)
})

test("a statement that is not known, or a word of it, has all read anew", () => {
  assert.equal(fresh().patch(patch({ places: [place(9, 7)] })), false)
  assert.equal(fresh().patch({ since: [3, 3], anew: true, answers: [] }), false)
})

test("somebody else's act stands below mine until mine is answered", () => {
  const model = fresh()
  acting(model)[0].move([1], 8)
  model.patch(patch({ places: [place(1, QUEUE)] }))
  assert.equal(at(model, 1), 8)
})

test("a merged theme is gone from the rail, and what it held stands in the other", () => {
  const model = fresh()
  const [acts, sent] = acting(model)
  acts.merge(8, [7])
  assert.deepEqual(model.shownThemes().map((each) => each.id), [8])
  assert.deepEqual(model.list(8), [1, 2, 3])
  assert.deepEqual(sent[0].others, [{ theme: 7, version: 1, held: [1, 2] }])
})

test("what a dissolved theme held is in the queue", () => {
  const model = fresh()
  acting(model)[0].dissolve(7)
  assert.deepEqual(model.list(QUEUE), [1, 2, 4])
})

test("of the unsure the surest doubt comes first, and one that is moved or pinned is in none", () => {
  const model = fresh()
  assert.deepEqual(model.list(UNSURE), [2, 1])
  acting(model)[0].move([2], 7)
  assert.deepEqual(model.list(UNSURE), [1])
  model.patch(patch({ places: [place(1, 7, 1, true)] }))
  assert.deepEqual(model.list(UNSURE), [])
})

test("the nearest themes are those it does not stand in, as far as they still exist", () => {
  const model = fresh()
  assert.deepEqual(model.near(4), [8, 7])
  const [acts] = acting(model)
  acts.merge(7, [8])
  assert.deepEqual(model.near(4), [7])
})

test("the rail is steady: the largest first when it is opened, new themes last", () => {
  const model = fresh()
  assert.deepEqual(model.rail, [7, 8])
  model.patch(patch({ places: [place(1, 8), place(2, 8)], themes: [theme(7), theme(8), theme(9)] }))
  assert.deepEqual(model.rail, [7, 8, 9])
})

test("undo takes back what was done here, last first, also what is still on its way", () => {
  const model = fresh()
  const [acts, sent] = acting(model)
  const first = acts.move([1], 8)
  model.patch(patch({ answers: [answer(first)] }))
  const second = acts.move([2], 8)
  acts.undo()
  acts.undo()
  assert.equal(acts.undo(), undefined)
  const undone = sent.filter((each) => each.do === "undo").map((each) => each.of)
  assert.deepEqual(undone, [second.sent.act, first.sent.act])
})

test("what counts as the same is left out, and the first stands for all", () => {
  const model = fresh()
  const [acts, sent] = acting(model)
  acts.same([1, 2])
  assert.deepEqual([at(model, 1), at(model, 2)], [7, LEFT_OUT])
  assert.deepEqual([sent[0].of, sent[0].statements], [[1, 1, 7], [[2, 1, 7]]])
})

test("ten thousand statements are counted and listed in an instant", () => {
  const model = new Model()
  const rows = Array.from({ length: 10_000 }, (_, id) => row(id, 1 + (id % 15)))
  model.load({ rows, themes: Array.from({ length: 15 }, (_, id) => theme(id + 1)), revision: [1, 1] })
  assert.equal(model.counts().get(3), 667)
  assert.equal(model.list(3).length, 667)
})

test("what was found is listed until it stands where it may belong", () => {
  const model = fresh()
  model.found = { ids: [4, 1, 99], into: 8, name: "May belong to Theme 8" }
  assert.deepEqual(model.list(FOUND), [4, 1])
  acting(model)[0].move([4], 8)
  assert.deepEqual(model.list(FOUND), [1])
  acting(model)[0].setAside([1], "off")
  assert.equal(model.counts().get(FOUND), 0)
})
