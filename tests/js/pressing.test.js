// What comes in waits while a button is held down.
import assert from "node:assert/strict"
import { Pressing } from "../../hrgl/ui/parts/desks/pressing.js"
import { openPage, settled, timed } from "./standin.js"

const begin = () => {
  openPage()
  const [pressing, came] = [new Pressing(), []]
  const arrives = (what) => pressing.over().then(() => came.push(what))
  return { pressing, came, arrives }
}

timed("what comes in while nothing is held down is drawn at once", async () => {
  const { came, arrives } = begin()
  arrives("news")
  await settled()
  assert.deepEqual(came, ["news"])
})

timed("what comes in during a press waits until the press has ended and was answered", async (pass) => {
  const { came, arrives } = begin()
  window.fire("pointerdown")
  arrives("first")
  arrives("second")
  await pass(200)
  assert.deepEqual(came, [])
  window.fire("pointerup")
  came.push("the click")
  await pass(1)
  assert.deepEqual(came, ["the click", "first", "second"])
})

timed("a press whose end is never told holds nothing up for ever", async (pass) => {
  const { came, arrives } = begin()
  window.fire("pointerdown")
  arrives("news")
  await pass(2001)
  assert.deepEqual(came, ["news"])
})

timed("a page that closes lets go of what waits, and listens no more", async () => {
  const { pressing, came, arrives } = begin()
  window.fire("pointerdown")
  arrives("news")
  pressing.close()
  await settled()
  assert.deepEqual(came, ["news"])
  window.fire("pointerdown")
  assert.equal(pressing.held, false)
})
