// What is read off a text, how statements are spread over rooms, and how far one has come in words.
import assert from "node:assert/strict"
import { test } from "node:test"
import { heardOf, spreadOverRooms } from "../../hrgl/ui/encouragements/words/spread.js"
import { calledFor, lapsing, nameOf, stateOf } from "../../hrgl/ui/encouragements/words/telling.js"
import { lengthOf, namedAt, namedIn, sentenceAt, withReference, wordsIn } from "../../hrgl/ui/encouragements/words/text.js"

test("references are found where they stand, and in no other braces", () => {
  const found = namedIn("As {b2-07} says, {not one} and {A1-103}.")
  assert.deepEqual(found, [{ ref: "B2-07", start: 3, end: 10 }, { ref: "A1-103", start: 31, end: 39 }])
})

test("a caret stands in a reference between its braces only", () => {
  const text = "As {B2-07} says"
  assert.deepEqual([3, 4, 9, 10].map((at) => namedAt(text, at)), [undefined, "B2-07", "B2-07", undefined])
})

test("words are counted without references, in any script", () => {
  assert.equal(wordsIn("women’s cooperatives can't bid {C1-18}, 30 % do"), 6)
  assert.equal(wordsIn("الناس أولاً"), 2)
  assert.equal(wordsIn("  "), 0)
})

test("a length is short, fitting or too long", () => {
  const said = (words) => lengthOf("pay people", "word ".repeat(words - 2))
  assert.deepEqual([24, 25, 75, 76].map((words) => said(words).fits), [false, true, true, false])
  assert.equal(said(24).say, "24 words with the heading, short of 25–75")
})

test("a reference is put in with a space where a word would touch it", () => {
  assert.deepEqual(withReference("Buyit", 3, "A1-01"), { text: "Buy {A1-01} it", at: 12 })
  assert.equal(withReference("Buy.", 3, "A1-01").text, "Buy {A1-01}.")
  assert.equal(withReference("", 0, "A1-01").text, "{A1-01}")
})

test("rooms that were heard least come first, and take turns", () => {
  const rows = [[1, "A1"], [2, "A1"], [3, "B2"], [4, "B2"], [5, "C3"]].map(([id, room]) => ({ id, room }))
  const cited = [{ room: "A1" }]
  assert.deepEqual(spreadOverRooms(rows, cited).map(({ id }) => id), [3, 5, 1, 4, 2])
})

test("whose statements they are is told without what is not known", () => {
  assert.equal(heardOf([{ room: "A1", actor: "", region: "" }]), "1 statement from 1 room")
  const two = [{ room: "A1", actor: "city", region: "" }, { room: "B2", actor: "city", region: "Asia" }]
  assert.equal(heardOf(two), "2 statements from 2 rooms, 1 actor type, 1 region")
  assert.equal(heardOf([]), "0 statements")
})

const draft = { stage: "draft", lacks: [], wording: 3, objections: 0, themes: [7], heading: "", opinions: [] }
const THEMES = new Map([[7, { name: "Money" }]])

test("how far an encouragement has come is told in words", () => {
  const told = (more, beside) => stateOf({ ...draft, ...more }, beside)
  assert.equal(told({ lacks: ["Give it a place first."] }, { fresh: 2, unsaved: true }), "draft · wording 3 · 2 new in its themes · not saved yet")
  assert.equal(told({ waiting: 2 }), "ready · wording 3 · 2 comments wait")
  assert.equal(told({}), "ready · wording 3")
  assert.equal(told({ stage: "submitted", favour: 1, quorum: 3 }), "in review, 1 of 3")
  assert.equal(told({ stage: "submitted", objections: 2, unanswered: 2 }), "2 objections to answer")
  assert.equal(told({ stage: "submitted", objections: 2, unanswered: 1 }), "objection to answer")
  assert.equal(told({ stage: "submitted", objections: 1, unanswered: 0 }), "an objection stands")
  assert.equal(told({ stage: "submitted", approved: true }), "✓ approved")
  assert.equal(told({ stage: "set_aside", because: "said in 4" }, { fresh: 3 }), "set aside: said in 4")
})

test("one without a heading is called by its themes", () => {
  assert.equal(nameOf(draft, THEMES), "from “Money”")
  assert.equal(calledFor({ ...draft, place: 4 }, THEMES), "4 from “Money”")
  assert.equal(calledFor({ ...draft, heading: "buy well" }, THEMES), "“buy well”")
})

test("approvals that lapse with a new wording are told before", () => {
  assert.equal(lapsing(draft), "")
  const spoken = { ...draft, opinions: [{ wording: 2 }, { wording: 3 }] }
  assert.equal(lapsing(spoken), "One of the steering group has spoken on wording 3; wording 4 begins without approvals.")
})

test("the sentence around a caret is taken without its references", () => {
  const text = "Buy well {A1-01}. Ask who sews it {B2-07}, and\nanswer. And then"
  assert.equal(sentenceAt(text, 3), "Buy well.")
  assert.equal(sentenceAt(text, 25), "Ask who sews it, and")
  assert.equal(sentenceAt(text, text.length), "And then")
  assert.equal(sentenceAt("", 0), "")
})
