// What of a proposal is taken over: all that stands on the screen, but for what was skipped.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { meanwhile } from "../../hrgl/ui/themes/proposal/head.js"
import { cardsOf } from "../../hrgl/ui/themes/proposal/telling.js"
import { Ticks, inSight, takes } from "../../hrgl/ui/themes/proposal/ticks.js"
import { Storage } from "./standin.js"

beforeEach(() => {
  globalThis.sessionStorage = new Storage()
})

const FAY = { edition: 1, member: 2 }
const row = (id, more = {}) => {
  const { from = null, typical = false, other = "" } = more
  return [id, 10 + id, from, `A1-0${id}`, `Statement ${id}`, from ? "Old" : "", typical, other]
}
const group = (number, rows, more = {}) => ({
  number, rows, name: `Group ${number}`, theme: null, size: rows.length, staying: 0, hangs: "", near: "", line: "", titles: [], ...more,
})
const TOLD = {
  proposal: 7,
  groups: [
    group(1, [row(1, { typical: true }), row(2, { other: "Group 2" })]),
    group(2, [row(3, { from: 5 }), row(4)], { theme: [9, 3] }),
  ],
  losing: [{ theme: 5, name: "Old", apart: false, staying: 0, goes: [[2, [3]]] }],
}
const ticks = (told = TOLD, whose = FAY) => {
  const made = new Ticks()
  made.load(told, whose)
  return made
}

test("at first everything is taken, as it stands on the screen", () => {
  assert.deepEqual(ticks().act, {
    do: "adopt",
    proposal: 7,
    parts: [
      { number: 1, theme: null, called: 0, statements: [[1, 11, null], [2, 12, null]] },
      { number: 2, theme: [9, 3], called: 0, statements: [[3, 13, 5], [4, 14, null]] },
    ],
  })
})

test("what is skipped is not sent, nor a group of which all is skipped", () => {
  const made = ticks()
  made.set([1, 3, 4], false)
  assert.deepEqual(made.act.parts, [{ number: 1, theme: null, called: 0, statements: [[2, 12, null]] }])
  assert.deepEqual([made.of([1, 2]), made.of([3, 4]), made.of([2])], ["some", "none", "all"])
  made.set([3], true)
  assert.deepEqual(made.taken, [2, 3])
})

test("a new theme is called by the other title that was pressed, also when it is read again", () => {
  const told = { ...TOLD, groups: [group(1, [row(1)], { others: ["Parks", "Trees"] })], losing: [] }
  ticks(told).call(1, "Trees")
  const again = ticks({ ...told, groups: [group(1, [row(1)], { others: ["Parks", "Trees"] })] })
  assert.equal(again.act.parts[0].called, 2)
  const [card] = cardsOf(again.told)
  assert.deepEqual([card.name, card.titles], ["Trees", ["Group 1", "Parks"]])
})

test("what is skipped stays skipped when the same proposal is read again, in any state", () => {
  ticks().set([2, 3], false)
  const again = ticks({ ...TOLD, groups: [group(1, [row(2), row(6)])] })
  assert.deepEqual(again.taken, [6])
})

test("another proposal, person or edition begins with everything ticked", () => {
  ticks().set([1, 2], false)
  for (const [told, whose] of [
    [{ ...TOLD, proposal: 8 }, FAY],
    [TOLD, { ...FAY, member: 3 }],
    [TOLD, { ...FAY, edition: 4 }],
  ]) {
    assert.equal(ticks(told, whose).taken.length, 4)
  }
})

test("the button says how much of it is taken", () => {
  assert.equal(takes(34, 34), "Take over all 34")
  assert.equal(takes(31, 34), "Take over 31 of 34")
  assert.equal(takes(1, 1), "Take it over")
  assert.equal(takes(0, 34), "Nothing is ticked")
})

test("of a large group the typical statements stand open, of a small one all, or the unsure ones", () => {
  const rows = Array.from({ length: 9 }, (_, at) => row(at, { typical: at === 4, other: at === 6 ? "X" : "" }))
  const made = ticks({ proposal: 1, groups: [group(1, rows)] })
  const ids = made.all
  assert.deepEqual(inSight(ids, made.rows, {}), [4])
  assert.deepEqual(inSight(ids, made.rows, { unfolded: true }), ids)
  assert.deepEqual(inSight(ids, made.rows, { unfolded: true, only: true }), [6])
  assert.deepEqual(inSight(ids.slice(0, 8), made.rows, {}), ids.slice(0, 8))
  const plain = ticks({ proposal: 1, groups: [group(1, rows.map((each) => row(each[0])))] })
  assert.deepEqual(inSight(ids, plain.rows, {}), [0, 1, 2])
})

test("each card says where its statements come from, or where they go", () => {
  const cards = cardsOf(TOLD).map(({ kind, name, about, ids }) => [kind, name, about.filter(Boolean), ids])
  assert.deepEqual(cards, [
    ["new", "Group 1", ["2 statements: 2 from no theme"], [1, 2]],
    ["gains", "Group 2", ["gains 1 from no theme and 1 from other themes"], [3, 4]],
    ["loses", "Old", ["1 to “Group 2”", "nothing stays: it ends"], [3]],
  ])
  const [apart] = cardsOf({ ...TOLD, losing: [{ ...TOLD.losing[0], apart: true, staying: 2 }] }).slice(-1)
  assert.deepEqual([apart.kind, apart.about], ["apart", ["1 to “Group 2”", "2 stay"]])
  const [sure] = cardsOf({ groups: [group(1, [row(1)], { staying: 2, size: 3, hangs: "closely", near: "Water" })] })
  assert.deepEqual(sure.about, [
    "1 statement: 1 from no theme", "2 stay where people decided", "hangs together closely", "close to “Water”",
  ])
})

test("that something else stands there now is said, unless this person did it or nothing changed", () => {
  assert.equal(meanwhile(undefined, TOLD), "")
  assert.equal(meanwhile(TOLD, structuredClone(TOLD)), "")
  assert.equal(meanwhile(TOLD, { ...TOLD, proposal: 8 }), "This is a newer proposal.")
  assert.equal(meanwhile({}, TOLD), "")
  assert.equal(meanwhile(TOLD, {}), "")
  const other = { ...TOLD, groups: TOLD.groups.slice(1) }
  assert.match(meanwhile(TOLD, other), /^Somebody decided something meanwhile/)
})
