import assert from "node:assert/strict"
import { test } from "node:test"

import { drawCut, leftOut, pieces } from "../../hrgl/ui/notes/editor/cut.js"
import { Part, openPage } from "./standin.js"

const statement = (text, context = "", line = 0) => ({ text, context, line })
const noKind = () => ""

test("a context that several pieces share is shown once", () => {
  const told = [statement("a"), statement("b", "Money"), statement("c", "Money"), statement("d")]
  const above = pieces(told, noKind).map((each) => each.above)
  assert.deepEqual(above, ["", "Money", "", ""])
})

test("a piece is of the kind of its line", () => {
  const [piece] = pieces([statement("a", "", 7)], (line) => `kind of ${line}`)
  assert.equal(piece.kind, "kind of 7")
})

test("what is left out says why", () => {
  const { words } = leftOut({ text: "Hello", reason: "a greeting" })
  assert.equal(words, "left out (a greeting): Hello")
})

test("people's words are drawn as text, and a cut that goes on says so", () => {
  openPage()
  const [ol, ul, more] = [new Part(), new Part(), new Part()]
  const root = new Part({ parts: { ol, ul, ".more": more } })
  const cut = {
    statements: [statement("<b>bold</b>", "Money")],
    left_out: [{ text: "Hi", reason: "a greeting" }],
    more: true,
  }
  drawCut(root, cut, () => "need")
  assert.equal(ol.words, "Money|<b>bold</b>|need")
  assert.equal(ul.words, "left out (a greeting): Hi")
  assert.equal(more.textContent, "… and more: only the beginning is shown.")
  drawCut(root, { statements: [], left_out: [], more: false }, noKind)
  assert.deepEqual([ol.words, ul.words, more.textContent], ["", "", ""])
})
