// The map: where spots stand on the screen, what a lasso holds, where an arrow leads, what it tells.
import assert from "node:assert/strict"
import { test } from "node:test"
import { drawPoints, markOf } from "../../hrgl/ui/themes/desk/drawing.js"
import { LEFT_OUT, QUEUE } from "../../hrgl/ui/themes/desk/standing.js"
import { StatementMap } from "../../hrgl/ui/themes/desk/map.js"
import { mapInWords } from "../../hrgl/ui/themes/desk/maptold.js"
import { Picks } from "../../hrgl/ui/themes/desk/picks.js"
import {
  MAP_SIDE, brought, heldBy, isInside, middleOf, nearestTo, nextTo, onScreen, roomFor, wholeLook, zoomed,
} from "../../hrgl/ui/themes/desk/plane.js"

const ROOM = { width: 600, height: 400 }

test("the whole map is in sight at first, in a room of any form", () => {
  for (const room of [ROOM, { width: 340, height: 700 }, { width: 1900, height: 300 }]) {
    const look = wholeLook(room)
    for (const corner of [[0, 0], [MAP_SIDE, 0], [0, MAP_SIDE], [MAP_SIDE, MAP_SIDE]]) {
      const [x, y] = onScreen(look, corner)
      assert.ok(x >= 0 && x <= room.width && y >= 0 && y <= room.height)
    }
  }
})

test("looking closer leaves what is under the hand where it is, and ends somewhere", () => {
  const look = wholeLook(ROOM)
  const spot = [2500, 7000]
  const hand = onScreen(look, spot)
  let near = look
  for (let times = 0; times < 99; times++) near = zoomed(near, 1.5, hand, ROOM)
  for (const at of [0, 1]) assert.ok(Math.abs(onScreen(near, spot)[at] - hand[at]) < 1e-6)
  assert.ok(near.across > look.across * 10 && near.across < look.across * 100)
  assert.ok(Math.abs(near.across / near.down - look.across / look.down) < 1e-9)
})

test("what is out of sight is brought into sight, and what is in sight is left where it is", () => {
  const look = wholeLook(ROOM)
  assert.deepEqual(brought(look, [300, 200], ROOM), look)
  const moved = brought(look, [-50, 500], ROOM)
  assert.equal(moved.x - look.x, 66)
  assert.equal(moved.y - look.y, -116)
})

test("a lasso holds what is inside its line, also where the line is hollow or crosses itself", () => {
  const cup = [[0, 0], [100, 0], [100, 100], [70, 100], [70, 30], [30, 30], [30, 100], [0, 100]]
  assert.equal(isInside([15, 80], cup), true)
  assert.equal(isInside([50, 80], cup), false)
  assert.equal(isInside([50, 15], cup), true)
  const points = [[1, 15, 80], [2, 50, 80], [3, 85, 80], [4, 200, 15], [5, -1, 50]]
  assert.deepEqual(heldBy(points, cup), [1, 3])
  const eight = [[0, 0], [10, 10], [10, 0], [0, 10]]
  assert.deepEqual(heldBy([[1, 2, 5], [2, 8, 5], [3, 5, 9]], eight), [1, 2])
  assert.deepEqual(heldBy(points, [[15, 80]]), [])
})

test("a lasso agrees with arithmetic for a square, wherever a point stands", () => {
  const square = [[20, 20], [80, 20], [80, 80], [20, 80]]
  for (let x = 0.5; x < 100; x += 3) {
    for (let y = 0.5; y < 100; y += 3) {
      assert.equal(isInside([x, y], square), x > 20 && x < 80 && y > 20 && y < 80)
    }
  }
})

test("the nearest point is found, and none that is too far away", () => {
  const points = [[1, 10, 10], [2, 20, 10]]
  assert.equal(nearestTo(points, [14, 10]), 1)
  assert.equal(nearestTo(points, [17, 10], 12), 2)
  assert.equal(nearestTo(points, [50, 50], 12), undefined)
})

test("an arrow leads in its direction, rather straight ahead than to what is near beside", () => {
  const points = [[1, 30, 0], [2, 12, 11], [3, -10, 0], [4, 0, 25], [5, 2, -40]]
  const from = [0, 0]
  assert.equal(nextTo(points, from, [1, 0]), 1)
  assert.equal(nextTo(points, from, [-1, 0]), 3)
  assert.equal(nextTo(points, from, [0, 1]), 4)
  assert.equal(nextTo(points, from, [0, -1]), 5)
  assert.equal(nextTo([[3, -10, 0]], from, [1, 0]), undefined)
})

test("a name stands where most of its theme does, and covers no other", () => {
  assert.deepEqual(middleOf([[1, 1], [2, 2], [900, 3]]), [2, 2])
  const label = (name, x, y) => ({ name, x, y, width: 80 })
  const placed = roomFor([label("A", 0, 100), label("B", 40, 102), label("C", 300, 100)], 17)
  assert.deepEqual(placed.map(({ name }) => name), ["A", "B", "C"])
  const [a, b] = placed
  assert.ok(Math.abs(a.y - b.y) >= 17)
  const crowd = Array.from({ length: 30 }, (_, at) => label(`N${at}`, 0, 100))
  const some = roomFor(crowd, 17)
  assert.equal(some[0].name, "N0")
  const rows = some.map(({ y }) => y).toSorted((one, other) => one - other)
  assert.ok(rows.every((y, at) => at === 0 || y - rows[at - 1] >= 17))
})

test("themes that follow one another differ in colour, and in colour or shape for long", () => {
  for (const dark of [false, true]) {
    const marks = Array.from({ length: 24 }, (_, at) => markOf(100 + at, dark))
    assert.equal(new Set(marks.map(({ colour, shape }) => `${colour} ${shape.name}`)).size, 24)
    marks.slice(1).forEach(({ colour }, at) => assert.notEqual(colour, marks[at].colour))
  }
})

test("points that look alike are drawn at once, in the order of importance", () => {
  const drawn = []
  const context = { beginPath: () => drawn.push([]), fill: () => drawn.at(-1).push(context.fillStyle) }
  const shape = (_, x) => drawn.at(-1).push(x)
  const seenAs = (id) => ({ key: id % 2, order: id % 2 ? 1 : 2, colour: `c${id % 2}`, shape, size: 1 })
  drawPoints(context, [[2, 20, 0], [1, 10, 0], [4, 40, 0]], seenAs)
  assert.deepEqual(drawn, [[10, "c1"], [20, 40, "c0"]])
})

test("the map in words says how many statements a theme has and which others are near", () => {
  const themes = [{ id: 7, name: "A" }, { id: 8, name: "B" }, { id: 9, name: "C" }]
  const rows = [[1, 7, [8, 9]], [2, 7, [9]], [3, 7, [7, 8]], [4, 8, []]].map(([id, at, near]) => ({ id, at, near }))
  const told = mapInWords(themes, rows, (id) => rows.find((row) => row.id === id).at)
  assert.deepEqual(told, [
    { id: 7, name: "A", holds: "3 statements", near: [8, 9] },
    { id: 8, name: "B", holds: "1 statement", near: [] },
    { id: 9, name: "C", holds: "0 statements", near: [] },
  ])
})

test("a lasso picks besides what is picked, and around what is all picked lets go of it", () => {
  const made = Object.assign(new Picks(), { changed: () => undefined })
  made.picked.add(1)
  made.pickThese([1, 2, 3])
  assert.deepEqual([...made.picked], [1, 2, 3])
  made.pickThese([2, 3])
  assert.deepEqual([...made.picked], [1])
  made.pickThese([])
  assert.deepEqual([...made.picked], [1])
})

// A map without a page: four points in a row and one below the first.
const chart = (current, place = QUEUE) => ({
  __proto__: StatementMap.prototype,
  points: [[1, 90, 90], [2, 100, 90], [3, 120, 90], [4, 160, 90], [5, 90, 99]],
  spots: new Map([[1, [0, 0]], [2, [10, 0]], [3, [30, 0]], [4, [70, 0]], [5, [0, 9]]]),
  look: { across: 1, down: 1, x: 90, y: 90 },
  lit: new Set([1, 2, 4, 5]),
  picture: { size: ROOM },
  desk: { place, list: { current }, draw: () => undefined, model: { placing: () => (id) => (id < 4 ? 7 : 8) } },
})

test("one goes on with what stands nearest to what is gone", () => {
  const picks = Object.assign(new Picks(), { view: chart(2), current: 2 })
  picks.goOn([2])
  assert.equal(picks.current, 1)
  Object.assign(picks, { view: chart(4), current: 4 })
  picks.goOn([4, 2])
  assert.equal(picks.current, 1)
})

test("an arrow passes by what is filtered out, and stays where there is nothing further", () => {
  const made = chart(2)
  made.step(1, 0)
  assert.equal(made.desk.list.current, 4)
  made.step(1, 0)
  assert.equal(made.desk.list.current, 4)
})

test("a theme that is opened is entered in its middle, by what can be seen", () => {
  assert.equal(chart(null).first(7), 2)
  assert.equal(chart(null).first(9), undefined)
})

test("what is left out is on the map only when that is what is looked at", () => {
  assert.deepEqual([QUEUE, 7, LEFT_OUT].map((at) => chart(null).shows(at)), [true, true, false])
  assert.deepEqual([7, LEFT_OUT].map((at) => chart(null, LEFT_OUT).shows(at)), [false, true])
})

test("a pick that somebody else set aside is let go of where it cannot be seen any more", () => {
  const rows = new Map([[1, {}], [2, {}]])
  const model = { rows, placing: () => (id) => (id === 1 ? LEFT_OUT : 7) }
  const picks = Object.assign(new Picks(), { model, view: chart(2), place: "all" })
  picks.picked = new Set([1, 2])
  assert.deepEqual(picks.gone(), [1])
  assert.deepEqual([...picks.picked], [2])
})
