import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"

import {
  SAVE,
  add,
  collect,
  collected,
  collecting,
  typedAhead,
} from "../../hrgl/ui/notes/editor/ahead.js"
import { key, openPage } from "./standin.js"

beforeEach(() => {
  openPage()
  collected()
})

const after = (...names) => {
  const keys = []
  for (const name of names) add(keys, { key: name })
  return keys
}

test("letters and ends of lines are kept, and Backspace takes the last one away", () => {
  assert.deepEqual(after("a", "b", "Backspace", "Enter", "c"), ["a", "\n", "c"])
})

test("keys that type nothing are left to the page", () => {
  const keys = []
  for (const name of ["Tab", "ArrowLeft", "F5"]) assert.equal(add(keys, { key: name }), false)
  assert.equal(add(keys, { key: "c", ctrlKey: true }), false)
  assert.deepEqual(keys, [])
})

test("Control or Command and Enter stand for saving once more", () => {
  const keys = []
  assert.equal(add(keys, { key: "Enter", ctrlKey: true }), true)
  assert.equal(add(keys, { key: "Enter", metaKey: true }), true)
  assert.deepEqual(keys, [SAVE, SAVE])
})

test("nothing is collected unless a note is on its way", () => {
  const pressed = key("a")
  typedAhead(pressed)
  assert.equal(pressed.stopped, false)
  assert.equal(collecting(), false)
})

test("what is collected is handed out once", () => {
  collect({}, ["x"])
  const pressed = key("a")
  typedAhead(pressed)
  assert.equal(pressed.stopped, true)
  assert.equal(collecting(), true)
  assert.deepEqual(collected(), ["x", "a"])
  assert.deepEqual(collected(), [])
})

test("keys typed into another field stay there", () => {
  const editor = {}
  collect(editor, [])
  document.activeElement = {}
  typedAhead(key("a"))
  typedAhead(key("b", { composedPath: () => [editor] }))
  assert.deepEqual(collected(), ["b"])
})

test("after fifteen seconds, and with Alt, keys are the page's again", (context) => {
  context.mock.timers.enable({ apis: ["Date"] })
  collect({}, [])
  typedAhead(key("a", { altKey: true }))
  context.mock.timers.tick(15001)
  typedAhead(key("b"))
  assert.deepEqual(collected(), [])
})
