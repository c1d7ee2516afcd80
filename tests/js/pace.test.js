import assert from "node:assert/strict"
import { test } from "node:test"

import {
  delayAfterKey,
  meaning,
  outlivesThePage,
  waitAfterFailure,
} from "../../hrgl/ui/notes/editor/pace.js"

test("a draft waits for a pause of the keys, but three seconds at most", () => {
  assert.equal(delayAfterKey(0, 0), 800)
  assert.equal(delayAfterKey(0, 2000), 800)
  assert.equal(delayAfterKey(0, 2600), 400)
  assert.equal(delayAfterKey(0, 9000), 0)
})

test("after every failure the wait is twice as long, up to half a minute", () => {
  const waits = []
  let wait
  for (let time = 0; time < 7; time++) waits.push((wait = waitAfterFailure(wait)))
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000])
  assert.equal(waitAfterFailure(0), 1000)
})

test("what outlives its page is counted in bytes, not in letters", () => {
  assert.equal(outlivesThePage("a".repeat(59999)), true)
  assert.equal(outlivesThePage("–".repeat(20000)), false)
})

test("a conflict with a text of this window is none", () => {
  assert.equal(meaning(409, { text: "mine" }, ["older", "mine"]), "ours")
  assert.equal(meaning(409, { text: "theirs" }, ["mine"]), "theirs")
  assert.equal(meaning(409, { text: "" }, [""]), "theirs")
})

test("what is neither saved nor a conflict is refused", () => {
  assert.equal(meaning(200, {}, []), "saved")
  for (const status of [400, 403, 413]) assert.equal(meaning(status, {}, []), "refused")
})
