import assert from "node:assert/strict"
import { test } from "node:test"

import { kindsAfter, kindsAtFirst, lineAt, signBefore } from "../../hrgl/ui/notes/editor/kinds.js"

const after = (was, now, kinds, { kind = "need", pasted = false } = {}) =>
  kindsAfter(was.split("|"), now.split("|"), kinds, kind, pasted)

test("a sign counts only at the beginning of a line or behind its bullet, and with a space", () => {
  assert.deepEqual(signBefore("/n ", 3), { letter: "n", from: 0 })
  assert.deepEqual(signBefore("one\n- /c ", 9), { letter: "c", from: 6 })
  assert.deepEqual(signBefore("one\n  • /0 two", 11), { letter: "0", from: 8 })
  assert.deepEqual(signBefore("/n \ntwo", 3), { letter: "n", from: 0 })
  for (const text of ["/n", "and/or ", "one /n ", "/nn ", "/N ", ""]) {
    assert.equal(signBefore(text, text.length), undefined, text)
  }
})

test("a sign that stands behind the cursor or on another line was not typed just now", () => {
  assert.equal(signBefore("/n one", 0), undefined)
  assert.equal(signBefore("/n \none", 7), undefined)
})

test("a position is on the line it stands in", () => {
  assert.deepEqual([0, 3, 4, 8].map((at) => lineAt("one\ntwo\n", at)), [0, 0, 1, 2])
})

test("a text of as many lines as were marked before a reload gets its marks back", () => {
  assert.deepEqual(kindsAtFirst("one\ntwo", ["need", ""], ""), ["need", ""])
})

test("a text of other lines begins without marks, and an empty line with what the bar says", () => {
  assert.deepEqual(kindsAtFirst("one\ntwo", ["need"], "need"), ["", ""])
  assert.deepEqual(kindsAtFirst("one\n", undefined, "need"), ["", "need"])
  assert.deepEqual(kindsAtFirst("", ["practice"], "need"), ["need"])
})

test("lines before and behind a change keep their kind", () => {
  assert.deepEqual(after("a|b|c", "a|new|b|c", ["1", "2", "3"]), ["1", "need", "2", "3"])
  assert.deepEqual(after("a|b|c", "a|c", ["1", "2", "3"]), ["1", "3"])
})

test("a line that is typed on keeps its kind, and an empty one takes what the bar says", () => {
  assert.deepEqual(after("a|b", "a|bb", ["1", "2"]), ["1", "2"])
  assert.deepEqual(after("a|", "a|b", ["1", "2"]), ["1", "need"])
  assert.deepEqual(after("a|b||d", "a|x|y|d", ["1", "2", "3", "4"]), ["1", "2", "need", "4"])
  assert.deepEqual(after("a|b|c|d", "a|x|y|d", ["1", "2", "3", "4"]), ["1", "2", "3", "4"])
})

test("a pasted pad is of no kind until somebody says so, a pasted word is", () => {
  assert.deepEqual(after("a|", "a|b|c", ["1", "2"], { pasted: true }), ["1", "", ""])
  assert.deepEqual(after("a|", "a|b", ["1", "2"], { pasted: true }), ["1", "need"])
  assert.deepEqual(after("a||c", "a|b|c", ["1", "2", "3"], { pasted: true }), ["1", "need", "3"])
})

test("there are as many kinds as lines, whatever is changed", () => {
  for (const was of ["", "a", "a|a", "a|b|a"]) {
    for (const now of ["", "a", "b|a", "a|a|a", "a||b|a"]) {
      const lines = was.split("|")
      assert.equal(after(was, now, lines.map(String)).length, now.split("|").length)
    }
  }
})
