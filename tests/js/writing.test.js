import assert from "node:assert/strict"
import { beforeEach } from "node:test"

import { Box, Part, bar, key, openPage, serve, settled, timed } from "./standin.js"

openPage()
const { default: draw } = await import("../../hrgl/ui/notes/editor/writing.js")
let forms = 0

beforeEach(() => {
  document.activeElement = document.body
})

// The editor on a page, as Streamlit draws it; `handed` are the notes that reached the page.
const open = (data = {}) => {
  const root = bar()
  const box = new Box({ value: "" })
  const other = new Part({ hidden: true, parts: { p: new Part(), ".text": new Part() } })
  Object.assign(root.parts, {
    textarea: box,
    "button.save": new Part(),
    "button.mine": new Part(),
    "button.theirs": new Part(),
    ".status": new Part(),
    ".other": other,
    ".writing": new Part(),
    ol: new Part(),
    ul: new Part(),
    ".more": new Part(),
  })
  const handed = []
  const composedPath = () => [box, root]
  const component = {
    parentElement: root,
    data: { form: `form ${++forms}`, text: "", saved_at: null, workshop: 7, kinds: {}, ...data },
    setTriggerValue: (_, note) => handed.push(note),
  }
  const find = (selector) => root.parts[selector]
  const again = (more) => draw({ ...component, data: { ...component.data, ...more } })
  const press = (name, more) => document.fire("keydown", key(name, { composedPath, ...more }))
  return { box, find, handed, again, press, close: draw(component) }
}
const saved = (text) => ({
  saved_at: "2031-05-03T09:05:00Z",
  number: 1,
  statements: [{ text, context: "", line: 0 }],
  left_out: [],
})
const save = async ({ find }) => {
  find("button.save").onclick()
  await settled()
}

timed("what is typed is kept and shown as it will be cut", async (pass) => {
  serve(saved("one"))
  const editor = open()
  editor.box.type("one")
  await pass(0)
  assert.equal(editor.find(".status").textContent, "")
  await pass(800)
  assert.match(editor.find(".status").textContent, /^saved .* · 1 statement$/)
  assert.equal(editor.find("ol").words, "one")
  editor.close()
})

timed("a draft is back, is said to be, and is listed", async () => {
  const asked = serve(saved("old"))
  const zone = "Europe/Vienna"
  const editor = open({ text: "old", saved_at: new Date().toISOString(), zone })
  assert.equal(editor.box.value, "old")
  assert.match(editor.find(".status").textContent, /^Your draft of \d\d:\d\d CES?T is back\.$/)
  await settled()
  assert.equal(asked.length, 1)
  editor.close()
})

timed("a note is handed over again until it is taken", async (pass) => {
  serve()
  const editor = open()
  editor.box.type("/n one")
  await save(editor)
  assert.equal(editor.box.readOnly, true)
  await pass(3000)
  const about = { actor_type: "" }
  const note = { text: "one", seen: null, about, kinds: ["need"] }
  assert.deepEqual(editor.handed, [note, note, note])
  editor.close()
  await pass(60000)
  assert.equal(editor.handed.length, 3)
})

timed("what could not be saved before the editor was closed is in it again", async () => {
  serve()
  const before = open({ form: "the same" })
  before.box.type("one")
  before.close()
  const again = open({ form: "the same" })
  assert.equal(again.box.value, "one")
  again.close()
})

timed("Control or Command and Enter save the note, each alone does not", async () => {
  serve()
  for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
    const editor = open()
    editor.box.type("one")
    const pressed = editor.find(".writing").onkeydown
    pressed(key("Enter"))
    pressed(key("c", held))
    await settled()
    assert.equal(editor.handed.length, 0)
    pressed(key("Enter", held))
    await settled()
    assert.equal(editor.handed.length, 1)
    editor.again({ turn: 1 })
    editor.close()
  }
})

timed("a note that is saved twice is handed over once", async () => {
  serve()
  const editor = open()
  editor.box.type("one")
  await save(editor)
  await save(editor)
  assert.equal(editor.handed.length, 1)
  editor.again({ turn: 1 })
  await save(editor)
  assert.equal(editor.handed.length, 2)
  editor.close()
})

timed("a page that is only drawn anew does not end the handing over", async (pass) => {
  serve()
  const editor = open({ turn: 3 })
  editor.box.type("one")
  await save(editor)
  editor.again({ turn: 3 })
  assert.equal(editor.box.readOnly, true)
  editor.again({ turn: 4 })
  await save(editor)
  editor.again({ turn: 4 })
  await pass(1500)
  assert.equal(editor.handed.length, 3)
  editor.close()
})

timed("a draft is sent with what the page said last", async (pass) => {
  const asked = serve(saved("one"))
  const editor = open()
  editor.again({ edition: 9 })
  editor.box.type("one")
  await pass(800)
  assert.equal(asked[0].edition, 9)
  editor.close()
})

timed("a page that refuses a note gives the editor back with its text", async (pass) => {
  const asked = serve(saved("one"))
  const editor = open()
  editor.box.type("one")
  await save(editor)
  editor.again({ turn: 1 })
  assert.equal(editor.box.readOnly, false)
  assert.equal(editor.box.value, "one")
  await pass(60000)
  assert.equal(editor.handed.length, 1)
  assert.equal(asked[0].text, "one")
  editor.close()
})

timed("after fifteen seconds without an answer one can go on typing", async (pass) => {
  serve()
  const editor = open()
  editor.box.type("one")
  await save(editor)
  await pass(15000)
  assert.equal(editor.box.readOnly, false)
  editor.close()
})

timed("what is typed while a note is on its way begins the next one", async () => {
  serve()
  const editor = open()
  editor.box.type("one")
  await save(editor)
  for (const name of ["/", "n", " ", "t", "w", "x", "Backspace", "o"]) editor.press(name)
  editor.close()
  const next = open()
  assert.equal(next.box.value, "two")
  assert.equal(document.activeElement, next.box)
  await save(next)
  assert.deepEqual(next.handed[0].kinds, ["need"])
  next.close()
})

timed("a note that is ended before its editor is there is saved as soon as it is", async () => {
  serve()
  const editor = open()
  editor.box.type("one")
  await save(editor)
  editor.press("b")
  editor.press("Enter", { ctrlKey: true })
  editor.press("c")
  editor.close()
  const next = open()
  await settled()
  assert.equal(next.handed[0].text, "b")
  next.close()
  const last = open()
  assert.equal(last.box.value, "c")
  last.close()
})

timed("the editor of another workshop does not take the keyboard", async () => {
  serve()
  const editor = open()
  editor.box.type("one")
  await save(editor)
  editor.close()
  const elsewhere = open({ workshop: 8 })
  assert.equal(document.activeElement, document.body)
  elsewhere.close()
})

timed("another text stands beside one's own, and either can be taken", async (pass) => {
  for (const kept of ["mine", "theirs"]) {
    const theirs = { status: 409, message: "Somebody saved it.", text: "theirs", saved_at: "9" }
    const asked = serve(theirs, saved(kept))
    const editor = open()
    editor.box.type("mine")
    await pass(800)
    const other = editor.find(".other")
    assert.equal(other.hidden, false)
    assert.equal(other.parts.p.textContent, "Somebody saved it.")
    assert.equal(other.parts[".text"].textContent, "theirs")
    assert.equal(editor.find(".status").classes.has("trouble"), true)
    editor.find(`button.${kept}`).onclick()
    await settled()
    assert.equal(editor.box.value, kept)
    assert.match(editor.find(".status").textContent, /^saved /)
    assert.equal(other.hidden, true)
    assert.deepEqual([asked[1].text, asked[1].seen], [kept, "9"])
    editor.close()
  }
})

timed("who leaves has the draft sent, and is warned only where it cannot be", async (pass) => {
  const asked = serve(undefined)
  const editor = open()
  editor.box.type("one")
  document.fire("visibilitychange")
  await settled()
  assert.deepEqual(asked, [])
  document.visibilityState = "hidden"
  document.fire("visibilitychange")
  document.visibilityState = "visible"
  await settled()
  assert.equal(asked.length, 1)
  window.fire("pagehide")
  await settled()
  assert.equal(asked.length, 2)
  const leaving = key("")
  window.fire("beforeunload", leaving)
  assert.equal(leaving.stopped, true)
  const answers = serve(saved("one"))
  window.fire("online")
  await settled()
  assert.equal(answers.length, 1)
  const later = key("")
  window.fire("beforeunload", later)
  assert.equal(later.stopped, false)
  editor.close()
  editor.box.type("two")
  window.fire("pagehide")
  document.visibilityState = "hidden"
  document.fire("visibilitychange")
  document.visibilityState = "visible"
  assert.equal(answers.length, 1)
  await pass(0)
})
