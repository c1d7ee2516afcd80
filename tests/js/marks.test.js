import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"

import { Marks } from "../../hrgl/ui/notes/editor/marks.js"
import { Box, bar, key, openPage, timed } from "./standin.js"

const NAMES = { need: "need", challenge: "challenge" }

beforeEach(openPage)

const marking = (text = "") => {
  const box = new Box({ value: text, selectionStart: text.length, selectionEnd: text.length })
  const root = bar()
  const drawn = []
  const data = { edition: 1, workshop: 2, kinds: NAMES }
  const marks = new Marks(root, box, data, () => drawn.push([...marks.kinds]))
  box.oninput = ({ inputType }) => marks.changed(inputType)
  marks.begin()
  const names = () => box.value.split("\n").map((_, at) => marks.name(at))
  return { box, root, marks, drawn, names }
}

test("a sign sets its line and the next ones, and is taken out of the text again", () => {
  const { box, names } = marking()
  box.type("one\n/n two\nthree")
  assert.equal(box.value, "one\ntwo\nthree")
  assert.deepEqual(names(), ["", "need", "need"])
})

test("a sign in a line of another kind changes it and is drawn", () => {
  const { box, drawn, names } = marking("one\ntwo")
  box.selectionStart = box.selectionEnd = 4
  box.type("/n ")
  assert.deepEqual(names(), ["", "need"])
  assert.deepEqual(drawn, [["", "need"]])
  box.type("/c ")
  assert.deepEqual(names(), ["", "challenge"])
})

test("what is typed takes the kind of the bar, a pasted pad takes none", () => {
  const { box, names } = marking()
  box.type("/n one\n")
  box.paste("two\nthree\n")
  box.type("four")
  assert.deepEqual(names(), ["need", "", "", "need"])
})

test("a sign nobody knows is text", () => {
  const { box } = marking()
  box.type("/x two")
  assert.equal(box.value, "/x two")
})

test("the sign of a list leads into it, and Enter leads back", () => {
  const { box, marks } = marking()
  box.type("/s ")
  const [list] = marks.selects
  assert.equal(document.activeElement, list)
  const pressed = key("Enter")
  list.onkeydown(pressed)
  assert.equal(pressed.stopped, true)
  assert.equal(document.activeElement, box)
  list.onblur()
  assert.equal(marks.list, undefined)
})

test("Control or Command and Enter in a list are left to the editor, which saves", () => {
  const [list] = marking().marks.selects
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    const pressed = key("Enter", held)
    list.onkeydown(pressed)
    assert.equal(pressed.stopped, false)
  }
})

timed("a click on a kind gives the keyboard back to the text", async (pass) => {
  const { box, root } = marking()
  root.querySelector(".kinds").onpointerup()
  assert.equal(document.activeElement, document.body)
  await pass(1)
  assert.equal(document.activeElement, box)
})

test("letters typed before the list was there choose as in the list", () => {
  const { box, marks } = marking()
  box.type("/s ")
  for (const letter of "Aca") marks.pick(letter)
  marks.pick("\n")
  assert.equal(marks.told().about.actor_type, "academia")
  assert.equal(document.activeElement, box)
  assert.equal(marking().marks.told().about.actor_type, "academia")
})

test("a choice in the bar counts for all lines that are selected", () => {
  const { box, marks, drawn, names } = marking("one\ntwo\nthree")
  ;[box.selectionStart, box.selectionEnd] = [0, 5]
  marks.radios[1].onchange()
  assert.deepEqual(names(), ["need", "need", ""])
  assert.equal(drawn.length, 1)
  assert.deepEqual(marking("one\ntwo\nthree").names(), ["need", "need", ""])
})

test("what is set is there again after a reload, for a text of as many lines", () => {
  const { box, marks } = marking()
  box.type("one\n/n two")
  marks.selects[0].value = "city"
  marks.selects[0].onchange()
  const again = marking("one\ntwo")
  assert.deepEqual(again.names(), ["", "need"])
  assert.deepEqual(again.marks.told().about, { actor_type: "city" })
  assert.equal(again.marks.kind, "need")
  assert.deepEqual(marking("one").names(), [""])
})

test("what was typed with a kind in the bar is of that kind after a reload too", () => {
  const { box, marks } = marking()
  marks.radios[1].checked = true
  box.type("one\ntwo")
  assert.deepEqual(marking("one\ntwo").names(), ["need", "need"])
})

test("a list that no longer has what was chosen stays at its first entry", () => {
  const { marks } = marking()
  marks.selects[0].value = "gone"
  marks.keep()
  assert.equal(marking().marks.told().about.actor_type, "")
})

test("a browser that keeps nothing marks all the same", () => {
  globalThis.sessionStorage = undefined
  const { box, names } = marking()
  box.type("/c one")
  assert.deepEqual(names(), ["challenge"])
})
