// The keys of a desk: each does one thing.
import assert from "node:assert/strict"
import { test } from "node:test"
import { helpLines } from "../../hrgl/ui/themes/desk/offers.js"

test("no key stands twice in the list of keys", () => {
  const keys = helpLines().map(([key]) => key)
  assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), [])
})
