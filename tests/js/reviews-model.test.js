// What the page Reviews knows: what waits in which order, one's last word, and acts on their way over it.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { ReviewActs } from "../../hrgl/ui/reviews/reviewing/acts.js"
import { ReviewModel, tableOf } from "../../hrgl/ui/reviews/reviewing/model.js"
import { stateForAll, stateForMe } from "../../hrgl/ui/reviews/reviewing/saying.js"

const [SARA, SVEN] = [5, 6]
const one = (id, more = {}) => ({ id, place: id, wording: 2, wordingId: 100 + id, heading: `h${id}`, favour: 0, quorum: 2, approved: false, contested: false, opinions: [], ...more })
const said = (review, more = {}) => ({ review, member: SARA, who: "Sara", wording: 2, verdict: "object", stands: true, overruled: false, answerId: null, answered: null, unanswered: true, ...more })
const TOLD = {
  revision: [1, 1],
  edition: { published: false, rule: [], silence: "" },
  encouragements: [one(1), one(2), one(3, { contested: true, opinions: [said(9)] })],
  mine: [{ member: SARA, name: "Sara", consent: [1, 2], contested: [], spoken: [3] }, { member: SVEN, name: "Sven", consent: [1], contested: [3], spoken: [2] }],
}

let model
let acts
let sent
beforeEach(() => {
  model = new ReviewModel()
  model.load(structuredClone(TOLD))
  sent = 0
  acts = new ReviewActs(model, () => (sent += 1))
})

const answer = (act, ok, more = {}) => ({ ...structuredClone(TOLD), revision: [2, 2], answers: [{ act: act.sent.act, ok }], ...more })

test("what was said is out of the list at once, and back in it when it was refused", () => {
  const act = acts.give(model.one(1), SARA, "live_with")
  assert.equal(sent, 1)
  assert.deepEqual(model.waiting(SARA), { consent: [2], apart: [], contested: [], spoken: [3, 1], all: [2] })
  assert.deepEqual(model.waiting(SVEN).consent, [1])
  assert.equal(model.lastWord(model.one(1), SARA).verdict, "live_with")
  model.patch(answer(act, false))
  assert.deepEqual(model.waiting(SARA).consent, [1, 2])
})

test("agreeing to all carries every wording that was read, and whose word it is", () => {
  const { sent: what } = acts.agreeToAll([model.one(1), model.one(2)], SVEN)
  assert.deepEqual([what.do, what.wordings, what.member], ["agree_to_all", [101, 102], SVEN])
  assert.deepEqual(model.waiting(SVEN).consent, [])
  assert.deepEqual(model.waiting(SARA).consent, [1, 2])
})

test("a word carries the wording and the answer that stood on the screen", () => {
  const { sent: what } = acts.give(model.one(3), SARA, "agree", { answer: 77 })
  assert.deepEqual([what.wording, what.answer, what.reason, what.reservation], [103, 77, "", null])
})

test("an answer shows at once and goes on from the one that was seen", () => {
  const { sent: what } = acts.answer(model.one(3), said(9, { answerId: 4 }), "in_part", "Half of it.")
  assert.deepEqual([what.review, what.seen, what.answer], [9, 4, "in_part"])
  const [opinion] = model.one(3).opinions
  assert.deepEqual([opinion.answered, opinion.unanswered], ["in_part", false])
  assert.equal(model.lastWord(model.one(3), undefined), undefined) // a facilitator has no word of their own
})

test("an earlier answer that comes late does not take the page back", () => {
  model.revision = [9, 9]
  model.patch({ ...answer({ sent: { act: "x" } }, true), encouragements: [] })
  assert.equal(model.raw.length, 3)
})

test("the last word is the latest, on whichever wording", () => {
  const words = [said(9, { wording: 2 }), said(12, { wording: 1, verdict: "agree" }), said(20, { member: SVEN })]
  assert.equal(model.lastWord(one(4, { opinions: words }), SARA).review, 12)
  assert.equal(model.lastWord(one(4), SARA), undefined)
})

test("facilitators first meet what waits for an answer, then what stands, then the rest", () => {
  const answered = one(4, { contested: true, opinions: [said(11, { unanswered: false, answered: "declined" })] })
  const found = tableOf([one(1), one(2, { approved: true }), TOLD.encouragements[2], answered])
  assert.deepEqual(found, { answer: [3], stands: [4], review: [1], approved: [2] })
})

test("the list says why something waits, and for whom one speaks", () => {
  const mine = said(9, { unanswered: false, answered: "in_part" })
  assert.equal(stateForMe(one(3), mine, ""), "answered: accepted in part")
  assert.equal(stateForMe(one(3), { ...mine, answered: null, wording: 1 }, ""), "reworded since your objection")
  assert.equal(stateForMe(one(3), said(9, { verdict: "agree", wording: 1 }), ""), "new wording since you spoke")
  assert.equal(stateForMe(one(3, { approved: true }), said(9, { verdict: "agree" }), "Sven"), "Sven agrees · ✓ approved")
  assert.equal(stateForMe(one(3), undefined, ""), "0 of 2 in favour")
  assert.equal(stateForAll(TOLD.encouragements[2]), "1 to answer")
})

test("what was taken out of the list waits by itself, for whom it was taken out, until it is put back", () => {
  model.takeApart(SARA, 1)
  const { consent, apart, all } = model.waiting(SARA)
  assert.deepEqual([consent, apart, all], [[2], [1], [2, 1]])
  assert.deepEqual(model.waiting(SVEN).consent, [1])
  model.takeApart(SARA, 1)
  assert.deepEqual(model.waiting(SARA).consent, [1, 2])
})
