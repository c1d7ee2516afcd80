import assert from "node:assert/strict"
import { beforeEach } from "node:test"

import draw from "../../hrgl/ui/parts/newsline.js"
import { Part, openPage, serve, timed } from "./standin.js"

let chance // what the next wait is spread by

beforeEach((context) => {
  openPage()
  chance = 0.5
  context.mock.method(Math, "random", () => chance)
})

const open = (data = { edition: 3, since: 10 }) => {
  const status = new Part()
  const [button, link] = [new Part({ hidden: true }), new Part({ hidden: true })]
  const root = new Part({ parts: { "[role=status]": status, button, a: link } })
  const pressed = []
  const setTriggerValue = (name, value) => pressed.push([name, value])
  const component = { parentElement: root, data, setTriggerValue }
  const again = (more) => draw({ ...component, data: { ...data, ...more } })
  return { status, button, link, pressed, again, close: draw(component) }
}

timed("it asks every ten seconds what others have done since", async (pass) => {
  const asked = serve({ line: "" }, { line: "Ana saved a note" }, { line: "Ana saved a note" })
  const line = open()
  await pass(10000)
  assert.deepEqual(asked, ["/news?edition=3&since=10"])
  assert.equal(line.button.hidden, true)
  await pass(10000)
  assert.equal(line.status.textContent, "Ana saved a note – ")
  assert.equal(line.button.hidden, false)
  line.button.onclick()
  assert.deepEqual(line.pressed, [["show", true]])
  line.close()
  await pass(60000)
  assert.equal(asked.length, 2)
})

timed("a page that was drawn anew has nothing to tell, and asks from there", async (pass) => {
  for (const [more, query] of [
    [{ since: 11 }, "edition=3&since=11"],
    [{ edition: 4 }, "edition=4&since=10"],
  ]) {
    const asked = serve({ line: "Ana saved a note" }, { line: "" })
    const line = open()
    await pass(10000)
    await pass(5000)
    line.again(more)
    assert.equal(line.status.textContent, "")
    assert.equal(line.button.hidden, true)
    await pass(9999)
    assert.equal(asked.length, 1)
    await pass(1)
    assert.equal(asked.at(-1), `/news?${query}`)
    line.close()
  }
})

timed("a page drawn anew with nothing new goes on telling what it told", async (pass) => {
  serve({ line: "Ana saved a note" })
  const line = open()
  await pass(10000)
  line.again()
  assert.equal(line.status.textContent, "Ana saved a note – ")
  line.close()
})

timed("the pages of a room do not all ask at the same moment", async (pass) => {
  for (const [least, wait] of [
    [0, 9000],
    [1, 11000],
  ]) {
    chance = least
    const asked = serve({ line: "" })
    const line = open()
    await pass(wait - 1)
    assert.equal(asked.length, 0)
    await pass(1)
    assert.equal(asked.length, 1)
    line.close()
  }
})

timed("nobody is asked while nobody looks, and soon after somebody looks again", async (pass) => {
  const asked = serve({ line: "" }, { line: "" })
  const line = open()
  document.visibilityState = "hidden"
  await pass(60000)
  assert.deepEqual(asked, [])
  document.visibilityState = "visible"
  document.fire("visibilitychange")
  await pass(500)
  assert.equal(asked.length, 1)
  await pass(9999)
  assert.equal(asked.length, 1)
  await pass(1)
  assert.equal(asked.length, 2)
  line.close()
})

timed("a server that does not answer is asked ever less often", async (pass) => {
  const asked = serve(undefined, { status: 500 }, { line: "" }, { line: "" })
  const line = open()
  const counts = []
  for (const wait of [10000, 20000, 40000, 10000]) {
    await pass(wait - 1)
    counts.push(asked.length)
    await pass(1)
    counts.push(asked.length)
  }
  assert.deepEqual(counts, [0, 1, 1, 2, 2, 3, 3, 4])
  line.close()
})

timed("who is signed out is told so, with the way back, and asks no more", async (pass) => {
  for (const out of [{ status: 401 }, { status: 403 }, { type: "opaqueredirect", status: 0 }]) {
    const asked = serve({ line: "Ana saved a note" }, out)
    const line = open()
    await pass(10000)
    await pass(10000)
    assert.equal(line.status.textContent, "You are signed out – ")
    assert.equal(line.link.hidden, false)
    assert.equal(line.button.hidden, true)
    await pass(600000)
    assert.equal(asked.length, 2)
    line.again({ since: 11 })
    assert.equal(line.link.hidden, true)
    line.close()
  }
})

timed("a line that is closed asks no more, whoever looks", async (pass) => {
  const asked = serve({ line: "" })
  const line = open()
  line.close()
  document.fire("visibilitychange")
  await pass(600000)
  assert.deepEqual(asked, [])
})
