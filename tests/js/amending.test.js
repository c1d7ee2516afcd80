// Amendments in the text: what stays, goes and comes, what several would change, and on which lines.
import assert from "node:assert/strict"
import { test } from "node:test"
import { betweenTexts, readsTheSame } from "../../hrgl/ui/parts/amending/between.js"
import { becameOf } from "../../hrgl/ui/parts/amending/card.js"
import { linesFrom, linesInWords, linesTouched, stacked } from "../../hrgl/ui/parts/amending/lined.js"
import { askedBy, markedText } from "../../hrgl/ui/parts/amending/marked.js"

const TEXT = "A weight for poor districts keeps it fair."
const asked = (id, words, after, more = {}) => {
  const start = Array.from(TEXT).join("").indexOf(words)
  return { id, number: id, before: words, after, place: [start, start + words.length], outcome: null, ...more }
}
const told = (pieces) => pieces.map(({ kind, text }) => `${kind}: ${text}`)

test("what one amendment changes is told as what goes and what comes", () => {
  assert.deepEqual(told(markedText(TEXT, [asked(1, "poor", "under-served")])), ["kept: A weight for ", "removed: poor", "inserted: under-served", "kept:  districts keeps it fair."])
})

test("what is only added or only taken out has one piece", () => {
  const added = { id: 1, after: " and open", place: [41, 41], outcome: null }
  assert.deepEqual(told(markedText(TEXT, [added])), ["kept: A weight for poor districts keeps it fair", "inserted:  and open", "kept: ."])
  assert.deepEqual(told(markedText(TEXT, [asked(1, "poor ", "")])).slice(1, 2), ["removed: poor "])
})

test("what several would change stands once, in brackets, with the ids of all", () => {
  const pieces = markedText(TEXT, [asked(2, "poor districts", "districts"), asked(1, "weight for poor", "factor for poor")])
  assert.deepEqual(pieces[1], { kind: "bracket", text: "weight for poor districts", ids: [1, 2] })
  assert.equal(pieces.map(({ text }) => text).join(""), TEXT)
  const same = [{ id: 1, after: "a", place: [3, 3] }, { id: 2, after: "b", place: [3, 3] }]
  assert.deepEqual(markedText(TEXT, same)[1], { kind: "bracket", text: "", ids: [1, 2] })
})

test("what touches is no dispute, and what is decided or has no place is not marked", () => {
  const pieces = markedText(TEXT, [asked(1, "poor", "rich"), { id: 2, after: "very ", place: [13, 13] }])
  assert.deepEqual(told(pieces).slice(1, 4), ["inserted: very ", "removed: poor", "inserted: rich"])
  assert.deepEqual(told(markedText(TEXT, [asked(1, "poor", "x", { outcome: "declined" }), asked(2, "poor", "x", { place: null })])), [`kept: ${TEXT}`])
})

test("places are counted as the database does, also behind letters that a browser counts twice", () => {
  const [, removed] = markedText("𝔸𝔹 poor", [{ id: 1, after: "rich", place: [3, 7], outcome: null }])
  assert.equal(removed.text, "poor")
})

test("what an amendment asks for is said in words", () => {
  assert.equal(askedBy({ before: "", after: " and open" }), "add “and open”")
  assert.equal(askedBy({ before: "poor ", after: "" }), "take out “poor”")
  assert.equal(askedBy({ before: "poor", after: "rich" }), "“rich” for “poor”")
})

test("what became of one names the wording that holds it, and its words where they are others", () => {
  assert.equal(becameOf({ outcome: null }), "")
  assert.equal(becameOf({ outcome: "accepted", takenInto: 4 }), "accepted into wording 4")
  assert.equal(becameOf({ outcome: "modified", takenInto: 4, takenWords: "fair" }), "accepted with other words into wording 4: “fair”")
  assert.equal(becameOf({ outcome: "declined" }), "declined")
})

test("a difference while typing joins both texts again, word by word", () => {
  for (const [before, after] of [["we buy it", "we always buy"], ["", "new"], ["old", ""], ["a b", "c d"], ["שלום 𝔸", "שלום 𝔹 x"], ["a\nb", "a\n\nb"]]) {
    const stretches = betweenTexts(before, after)
    assert.equal(stretches.map(([, was]) => was).join(""), before)
    assert.equal(stretches.map(([, , is]) => is).join(""), after)
    assert.ok(stretches.every(([same, was, is]) => !same || was === is))
  }
  assert.ok(readsTheSame(betweenTexts(TEXT, TEXT)))
  assert.deepEqual(betweenTexts("we buy it", "they sell it"), [[false, "we buy", "they sell"], [true, " it", " it"]])
})

test("the longest texts are compared in a moment", () => {
  const [before, after] = ["a b ".repeat(1000), "b a ".repeat(1000)]
  const began = performance.now()
  assert.equal(betweenTexts(before, after).map(([, , is]) => is).join(""), after)
  assert.ok(performance.now() - began < 2000)
})

const rect = (top, bottom) => ({ top, bottom, height: bottom - top })

test("rectangles of one line are one line, and lines are counted from the top", () => {
  const lines = linesFrom([rect(40, 60), rect(0, 20), rect(1, 19), rect(20, 40), rect(22, 38), rect(5, 5)])
  assert.deepEqual(lines.map(({ top }) => top), [0, 20, 40])
  assert.deepEqual(linesTouched(lines, [rect(22, 38), rect(41, 59)]), [2, 3])
  assert.equal(linesTouched(lines, []), undefined)
  assert.deepEqual([[2, 2], [2, 3], undefined].map(linesInWords), ["line 2", "lines 2–3", ""])
})

test("cards stand at their lines, and below one another where these are close", () => {
  assert.deepEqual(stacked([{ top: 0, height: 50 }, { top: 20, height: 50 }, { top: 200, height: 50 }]), [0, 58, 200])
})
