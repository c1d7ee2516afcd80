import assert from "node:assert/strict"
import { test } from "node:test"

import { Part, key, openPage } from "./standin.js"

openPage()
let shown = 0
const headings = [0, 1, 2].map(() => new Part())
document.parts.section = headings.map(
  (h1, at) =>
    new Part({
      parts: { h1 },
      getBoundingClientRect: () => ({ bottom: (at + 1 - shown) * window.innerHeight }),
      scrollIntoView: () => (shown = at),
    }),
)
const { ledTo } = await import("../../hrgl/web/templates/plenary.js")

test("keys lead one room on or back, and stop at both ends", () => {
  const from = (at, ...keys) => keys.map((each) => ledTo(each, at, 3))
  assert.deepEqual(from(1, "ArrowRight", "ArrowDown", "PageDown", " "), [2, 2, 2, 2])
  assert.deepEqual(from(1, "ArrowLeft", "ArrowUp", "PageUp"), [0, 0, 0])
  assert.deepEqual(from(2, "ArrowRight", "Home", "End"), [2, 0, 2])
  assert.deepEqual(from(0, "ArrowLeft", "Home", "End"), [0, 0, 2])
})

test("other keys turn no pages", () => {
  for (const other of ["a", "Enter", "Tab"]) assert.equal(ledTo(other, 1, 3), undefined)
})

test("a page that is turned is shown, and its heading has the keyboard", () => {
  const pressed = key("ArrowRight")
  document.fire("keydown", pressed)
  assert.equal(pressed.stopped, true)
  assert.equal(shown, 1)
  assert.equal(document.activeElement, headings[1])
  document.fire("keydown", key("End"))
  assert.equal(shown, 2)
})

test("keys held with another one are the browser's", () => {
  const before = shown
  for (const held of ["ctrlKey", "metaKey", "altKey"]) {
    const pressed = key("Home", { [held]: true })
    document.fire("keydown", pressed)
    assert.equal(pressed.stopped, false)
  }
  assert.equal(shown, before)
})

test("F fills the whole screen, and gives it back", () => {
  const done = []
  document.documentElement = { requestFullscreen: () => done.push("filled") }
  document.exitFullscreen = () => done.push("given back")
  document.fire("keydown", key("f"))
  document.fullscreenElement = {}
  document.fire("keydown", key("F"))
  assert.deepEqual(done, ["filled", "given back"])
})
