// Near it in 2021 and 2023: each year once, in the order in which they come.
import assert from "node:assert/strict"
import { test } from "node:test"
import { yearsOf } from "../../hrgl/ui/encouragements/words/before.js"

test("each year is told once, however many of its encouragements are near", () => {
  assert.equal(yearsOf([["2021", 4, "a"]]), "in 2021")
  assert.equal(yearsOf([["2021", 4, "a"], ["2021", 7, "b"], ["2023", 1, "c"]]), "in 2021 and 2023")
  assert.equal(yearsOf([["2021", 4, "a"], ["2022", 7, "b"], ["2023", 1, "c"]]), "in 2021, 2022 and 2023")
})
