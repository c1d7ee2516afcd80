// What is typed is handed over after a pause, and shown both where it was typed twice.
import assert from "node:assert/strict"
import { Keeper } from "../../hrgl/ui/encouragements/words/keeper.js"
import { Typed } from "../../hrgl/ui/encouragements/words/typed.js"
import { serve, timed } from "./standin.js"

const ONE = { id: 1, wording: 2, heading: "h", explanation: "", examples: "", remarks: "" }
const DRAFT = { wording: 2, heading: "other", explanation: "", examples: "", remarks: "", seen: "s1", kept: "21:31" }

const sitting = () => {
  const typed = new Typed()
  const told = []
  const address = () => ({ edition: 5, header: "x-secret", secret: "s" })
  const keeper = new Keeper(typed, { one: () => ONE, told: (id) => told.push(id), address })
  const type = (words) => {
    typed.type(ONE, "heading", words)
    keeper.soon(1)
  }
  return { typed, keeper, told, type }
}

timed("it is kept once after a pause, however much is typed", async (pass) => {
  const asked = serve({ draft: DRAFT })
  const { typed, keeper, type } = sitting()
  for (const words of ["m", "mi", "mine"]) type(words)
  await pass(1000)
  assert.equal(asked.length, 0)
  await pass(300)
  assert.deepEqual(asked.map(({ heading, wording, seen, edition }) => [heading, wording, seen, edition]), [["mine", 2, null, 5]])
  assert.deepEqual([typed.of(ONE).seen, typed.of(ONE).kept, keeper.waiting.size], ["s1", "21:31", 0])
})

timed("without a connection it is tried again, with what is typed by then", async (pass) => {
  const asked = serve(undefined, { draft: DRAFT })
  const { typed, keeper, type } = sitting()
  type("mine")
  await pass(1300)
  typed.type(ONE, "heading", "mine again")
  assert.equal(keeper.waiting.size, 1)
  await pass(5100)
  assert.deepEqual(asked.map(({ heading }) => heading), ["mine", "mine again"])
})

timed("a text that was typed elsewhere stands beside until one is chosen", async (pass) => {
  const asked = serve({ status: 409, draft: DRAFT }, { draft: { ...DRAFT, seen: "s2" } })
  const { typed, keeper, type, told } = sitting()
  type("mine")
  await pass(1300)
  assert.equal(typed.of(ONE).other.heading, "other")
  type("mine, longer")
  await pass(1300)
  assert.equal(asked.length, 1)
  keeper.choose(1, false)
  await pass(10)
  assert.deepEqual([asked[1].heading, asked[1].seen, typed.of(ONE).other], ["mine, longer", "s1", undefined])
  assert.deepEqual(told, [1, 1, 1])
})

timed("the text from elsewhere can be taken", async (pass) => {
  serve({ status: 409, draft: DRAFT })
  const { typed, keeper, type } = sitting()
  type("mine")
  await pass(1300)
  keeper.choose(1, true)
  assert.equal(typed.of(ONE).now.heading, "other")
})

timed("a draft that was saved meanwhile is begun again", async (pass) => {
  const asked = serve({ status: 409, draft: null }, { draft: DRAFT })
  const { typed, type } = sitting()
  typed.of(ONE).seen = "gone"
  type("mine")
  await pass(1300)
  await pass(10)
  assert.deepEqual(asked.map(({ seen }) => seen), ["gone", null])
})

timed("why nothing can be kept is told beside the field", async (pass) => {
  serve({ status: 422, message: "This is too long." })
  const { typed, type } = sitting()
  type("mine")
  await pass(1300)
  assert.equal(typed.of(ONE).refused, "This is too long.")
})
