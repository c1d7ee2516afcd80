// What the page knows: the database's word, acts on their way over it, and what is typed beside it.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Acts } from "../../hrgl/ui/encouragements/words/acts.js"
import { Model } from "../../hrgl/ui/encouragements/words/state.js"
import { Typed } from "../../hrgl/ui/encouragements/words/typed.js"

const ROWS = [
  [1, 1, null, 7, "", "A1-01", "Pay people", "", "A1", "", "", 10],
  [2, 1, null, 7, "", "A1-02", "Pay them soon", "", "A1", "", "", 99],
  [3, 1, null, 8, "", "B2-01", "Listen", "", "B2", "", "", 10],
]
const one = (id, more = {}) => ({ id, version: 4, place: id, stage: "draft", wording: 2, heading: `h${id}`, explanation: "", examples: "", remarks: "", worded: 50, because: "", themes: [7], cited: [[1, "supports"]], lacks: [], opinions: [], ...more })
const TOLD = { revision: [1, 1], edition: { places: 4, published: false }, groups: [[2, "Money", 1]], themes: [[7, 1, "Money"], [8, 1, "People"]], encouragements: [one(1), one(2), one(3, { place: null })], rows: ROWS }

let model
let acts
beforeEach(() => {
  model = new Model()
  model.load(structuredClone(TOLD))
  acts = new Acts(model, () => {})
})

const places = () => model.contents().places.map(({ held }) => held?.id)
const answer = (act, ok, more = {}) => ({ ...structuredClone(TOLD), rows: undefined, revision: [2, 2], answers: [{ act: act.sent.act, ok }], ...more })

test("the contents are the places, the candidates and what was set aside", () => {
  acts.setAside(model.one(1), "said in 2")
  assert.deepEqual(places(), [undefined, 2, undefined, undefined])
  assert.deepEqual(model.contents().aside.map(({ id, because }) => [id, because]), [[1, "said in 2"]])
  assert.deepEqual(model.order(), [2, 3, 1])
})

test("a swap shows at once, travels with both versions, and is gone when it was refused", () => {
  const act = acts.swap(model.one(1), model.one(2))
  assert.deepEqual([act.sent.version, act.sent.other_version], [4, 4])
  assert.deepEqual(places().slice(0, 2), [2, 1])
  assert.deepEqual([model.version(1), model.version(2)], [6, 5])
  assert.ok(model.patch(answer(act, false)))
  assert.deepEqual(places().slice(0, 2), [1, 2])
  assert.deepEqual(model.done, [])
})

test("acts that follow one another carry the version that the ones before will have made", () => {
  acts.place(model.one(3), 3)
  const act = acts.submit(model.one(3))
  assert.deepEqual([act.sent.version, model.one(3).place, model.one(3).stage], [5, 3, "submitted"])
})

test("citing shows at once and carries as what it was cited before", () => {
  const second = model.rows.get(2)
  acts.cite(model.one(1), second, "example")
  const again = acts.cite(model.one(1), second, "reservation")
  assert.deepEqual(again.sent.statements, [[2, "example"]])
  assert.deepEqual(model.one(1).cited, [[1, "supports"], [2, "reservation"]])
  acts.cite(model.one(1), model.rows.get(1), null)
  assert.deepEqual(model.cited(model.one(1)).map(({ row }) => row.ref), ["A1-02"])
  assert.equal(model.version(1), 4)
})

test("what arrived in its themes since its wording is counted until it is cited", () => {
  assert.equal(model.fresh(model.one(1)), 1)
  acts.cite(model.one(1), model.rows.get(2), "supports")
  assert.equal(model.fresh(model.one(1)), 0)
})

test("themes without an encouragement are those that hold something", () => {
  assert.deepEqual(model.unworded().map(({ name }) => name), ["People"])
})

test("what was done can be undone in turn; an undo itself is not", () => {
  const act = acts.word("listen first")
  model.patch(answer(act, true))
  assert.deepEqual(model.done, [act.sent.act])
  const undo = acts.undo(model.done.pop())
  model.patch(answer(undo, true))
  assert.deepEqual(model.done, [])
})

test("an earlier answer that comes late does not take the page back", () => {
  model.revision = [9, 9]
  assert.ok(model.patch({ ...answer({ sent: { act: "x" } }, true), encouragements: [] }))
  assert.equal(model.raw.length, 3)
})

test("statements that are not known are read anew", () => {
  assert.equal(model.patch({ ...answer({ sent: { act: "x" } }, true), places: [[77, 1, null, 7, ""]] }), false)
  assert.equal(model.patch({ anew: true }), false)
})

test("where nobody typed anything, what others save is no difference of ours", () => {
  const typed = new Typed()
  const saved = { id: 1, wording: 1, heading: "h", explanation: "e", examples: "", remarks: "" }
  typed.of(saved) // it was open once
  const newer = { ...saved, wording: 2, explanation: "theirs" }
  assert.ok(!typed.unsaved(newer) && !typed.overtaken(newer))
  typed.type(saved, "heading", "mine")
  assert.ok(typed.unsaved(newer) && typed.overtaken(newer))
})

test("what nobody touched follows what is saved, what was typed stays and is overtaken", () => {
  const typed = new Typed()
  assert.equal(typed.of(one(1)).now.heading, "h1")
  assert.equal(typed.of(one(1, { heading: "theirs", wording: 3 })).now.heading, "theirs")
  typed.type(one(1, { heading: "theirs", wording: 3 }), "explanation", "mine")
  const newer = one(1, { heading: "again", wording: 4 })
  assert.deepEqual([typed.of(newer).now.heading, typed.of(newer).now.explanation], ["theirs", "mine"])
  assert.ok(typed.overtaken(newer))
  typed.goOn(newer)
  assert.ok(!typed.overtaken(newer) && typed.unsaved(newer))
  typed.leave(newer)
  assert.equal(typed.of(newer).now.heading, "again")
})

test("remarks that are typed are no new wording, and another wording does not overtake them", () => {
  const typed = new Typed()
  typed.type(one(1), "remarks", "see 4")
  assert.deepEqual([typed.wordsChanged(one(1)), typed.remarksChanged(one(1))], [false, true])
})

test("after saving, what was typed meanwhile stays and goes on from the new wording", () => {
  const typed = new Typed()
  typed.type(one(1), "heading", "Mine.")
  const sent = { heading: "Mine.", explanation: "", examples: "" }
  typed.type(one(1), "explanation", "and more")
  const saved = one(1, { heading: "Mine", wording: 3 })
  typed.saved(saved, sent)
  assert.deepEqual(typed.of(saved).now, { heading: "Mine", explanation: "and more", examples: "", remarks: "" })
  assert.ok(!typed.overtaken(saved) && typed.unsaved(saved))
})

test("a kept draft comes back, but never over what is typed here", () => {
  const draft = { encouragement: 1, wording: 2, heading: "kept", explanation: "", examples: "", remarks: "", seen: "s", kept: "21:31" }
  const typed = new Typed()
  typed.bring([draft], [one(1), one(2)])
  assert.deepEqual([typed.of(one(1)).now.heading, typed.of(one(1)).seen], ["kept", "s"])
  const other = new Typed()
  other.type(one(1), "heading", "here")
  other.bring([draft, { ...draft, encouragement: 99 }], [one(1)])
  assert.equal(other.of(one(1)).now.heading, "here")
})
