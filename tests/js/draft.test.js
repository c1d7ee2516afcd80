import assert from "node:assert/strict"

import { Draft } from "../../hrgl/ui/notes/editor/draft.js"
import { serve, settled, timed } from "./standin.js"

let forms = 0 // every test types into a form of its own

// An editor that keeps what it is told; each of its texts is one that somebody typed.
const editing = (text = "", form = `form ${++forms}`) => {
  const editor = {
    text,
    data: { form, text, saved_at: text ? "first" : null, workshop: 7, edition: 3, header: "x-s" },
    told: [],
    drawn: [],
    say: (words) => editor.told.push(words),
    draw: (answer) => editor.drawn.push(answer),
    offerBoth: (answer) => (editor.offered = answer),
    type(typed) {
      editor.text = typed
      editor.draft.typed()
    },
  }
  editor.draft = new Draft(editor)
  return editor
}
const saved = (saved_at) => ({ saved_at, number: 1, statements: [], left_out: [] })

timed("a text is sent when the keys pause, once", async (pass) => {
  const asked = serve(saved("1"))
  const editor = editing()
  editor.type("a")
  await pass(700)
  editor.type("ab")
  await pass(799)
  assert.deepEqual(asked, [])
  await pass(1)
  assert.deepEqual(asked, [{ edition: 3, workshop: 7, text: "ab", seen: null }])
  await pass(60000)
  assert.equal(asked.length, 1)
})

timed("who never pauses is kept every three seconds all the same", async (pass) => {
  const asked = serve(saved("1"), saved("2"))
  const editor = editing()
  for (let at = 0; at < 65; at++) {
    editor.type(`${editor.text}a`)
    await pass(100)
  }
  assert.deepEqual(
    asked.map((each) => each.text.length),
    [30, 60],
  )
})

timed("each text goes on from the state the last one made", async (pass) => {
  const asked = serve(saved("1"), saved("2"))
  const editor = editing("old")
  for (const text of ["one", "two"]) {
    editor.type(text)
    await pass(800)
  }
  assert.deepEqual(
    asked.map((each) => each.seen),
    ["first", "1"],
  )
  assert.equal(editor.draft.seen, "2")
})

timed("one text at a time is on its way, and what was typed meanwhile follows", async (pass) => {
  let answer
  const slow = new Promise((resolve) => (answer = resolve))
  const asked = serve(slow, saved("2"))
  const editor = editing()
  editor.type("one")
  await pass(800)
  editor.type("one two")
  await pass(5000)
  assert.equal(asked.length, 1)
  answer(saved("1"))
  await settled()
  await pass(800)
  assert.deepEqual(
    asked.map((each) => [each.text, each.seen]),
    [
      ["one", null],
      ["one two", "1"],
    ],
  )
})

timed("a server that does not answer is asked again until it has the text", async (pass) => {
  const asked = serve(undefined, { status: 503 }, saved("1"), undefined, saved("2"))
  const editor = editing()
  editor.type("one")
  await pass(800)
  assert.equal(editor.told.at(-1), "not saved – no connection, trying again")
  assert.equal(editor.draft.troubled, true)
  await pass(999)
  assert.equal(asked.length, 1)
  await pass(1)
  await pass(1999)
  assert.equal(asked.length, 2)
  await pass(1)
  assert.equal(asked.length, 3)
  assert.equal(editor.draft.troubled, false)
  assert.match(editor.told.at(-1), /^saved .* · 1 statement$/)
  assert.equal(editor.draft.changed, false)
  editor.type("two")
  await pass(800)
  await pass(1000)
  assert.equal(asked.length, 5)
})

timed("a text of this window of which only the answer was lost is no other text", async (pass) => {
  const asked = serve(undefined, { status: 409, text: "one", saved_at: "1" }, saved("2"))
  const editor = editing()
  editor.type("one")
  await pass(800)
  editor.type("one two")
  await pass(800)
  assert.equal(editor.offered, undefined)
  await pass(800)
  assert.deepEqual([asked[2].text, asked[2].seen], ["one two", "1"])
})

timed("another text is offered, and nothing is sent until somebody has chosen", async (pass) => {
  const asked = serve({ status: 409, text: "theirs", saved_at: "9" }, saved("10"))
  const editor = editing()
  editor.type("mine")
  await pass(800)
  assert.equal(editor.offered.text, "theirs")
  assert.equal(editor.draft.troubled, true)
  editor.type("mine still")
  await pass(60000)
  assert.equal(asked.length, 1)
  editor.draft.settle()
  editor.draft.post()
  await settled()
  assert.deepEqual([asked[1].text, asked[1].seen], ["mine still", "9"])
  assert.equal(editor.draft.troubled, false)
})

timed("a text that is refused says why, and is not sent again by itself", async (pass) => {
  const asked = serve({ status: 403, message: "You are signed out." })
  const editor = editing()
  editor.type("one")
  await pass(60000)
  assert.equal(editor.told.at(-1), "Not saved. You are signed out.")
  assert.equal(asked.length, 1)
  assert.equal(editor.draft.changed, true)
  assert.equal(editor.draft.troubled, true)
})

timed("what an editor could not save is there for the next one of its form, once", async () => {
  serve()
  const before = editing("", "a form")
  before.type("one")
  before.draft.close()
  await settled()
  assert.equal(editing("", "another form").draft.left(), undefined)
  const next = editing("", "a form")
  assert.equal(next.draft.left(), "one")
  assert.equal(next.draft.left(), undefined)
})

timed("what is saved while its editor is closed is not left over", async () => {
  const asked = serve(saved("1"))
  const before = editing("", "a form")
  before.type("one")
  before.draft.close()
  await settled()
  assert.equal(asked[0].text, "one")
  assert.equal(editing("", "a form").draft.left(), undefined)
})

timed("who leaves has what is typed sent at once, and nothing if nothing changed", async (pass) => {
  const asked = serve(saved("1"))
  const editor = editing()
  editor.type("one")
  editor.draft.flush()
  await settled()
  editor.draft.flush()
  await pass(60000)
  assert.deepEqual(
    asked.map((each) => each.text),
    ["one"],
  )
})

timed("who leaves does not wait for a text that is on its way", async (pass) => {
  const asked = serve(new Promise(() => {}), new Promise(() => {}), saved("1"))
  const editor = editing()
  editor.type("one")
  await pass(800)
  editor.type("one two")
  editor.draft.flush()
  editor.type("one two three")
  editor.draft.close()
  await settled()
  assert.deepEqual(
    asked.map((each) => each.text),
    ["one", "one two", "one two three"],
  )
})

timed("an editor that is closed asks once more and never again", async (pass) => {
  const asked = serve()
  const editor = editing()
  editor.type("one")
  editor.draft.close()
  await pass(60000)
  assert.equal(asked.length, 1)
})

timed("while a note is on its way its draft is sent no more", async (pass) => {
  let answer
  const slow = new Promise((resolve) => (answer = resolve))
  const asked = serve(slow, saved("2"))
  const editor = editing()
  editor.type("one")
  await pass(800)
  editor.type("one two")
  editor.saving = true
  editor.draft.rest()
  answer(saved("1"))
  await pass(60000)
  editor.draft.flush()
  editor.draft.close()
  await settled()
  assert.equal(asked.length, 1)
})

timed("a text that is only to be listed is sent although it is kept", async () => {
  const asked = serve(saved("1"), saved("2"))
  const editor = editing("old")
  editor.draft.post()
  await settled()
  assert.deepEqual(asked, [])
  editor.draft.post({ list: true })
  await settled()
  assert.equal(asked.length, 1)
  assert.deepEqual(editor.told, [])
  assert.equal(editor.drawn.length, 1)
})
