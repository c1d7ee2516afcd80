// What the bar and the keys offer: one table for both, and for the list of keys.
import { LEFT_OUT, QUEUE } from "./standing.js"
import { VIEWS } from "./views.js"

const MOVE = ["move", "Move …", "M"]
const NEW = ["newTheme", "New theme …", "N"]
const OFF = ["newTheme", "Split off …", "N"] // the picked ones begin a theme of their own
const ASIDE = ["setAside", "Set aside …", "S"]
const STAYS = ["stays", "Stays", "Enter"]
const OUT = ["queue", "Out", "Q"]
const SAME = ["same", "Same", "="]
const RESERVATION = ["reservation", "Reservation", "V"]
const TOGETHER = ["together", "Together", "T"]
const APART = ["apart", "Apart", "P"]
const LIKE = ["like", "Like this one", "L"]
const AGAIN = ["again", "Pick what says the same", "Z"]
const MORE = ["more", "More …", "."]
const BACK = ["bringBack", "Bring back", "B"]

// What can be done with what is aimed at in a place, and what besides: [what it does, words, key].
export function offersAt(place, { aimed, picked }) {
  if (!aimed) return { first: [NEW], more: [] }
  if (place === LEFT_OUT) return { first: [BACK], more: [] }
  const inTheme = place === QUEUE ? [] : [STAYS, OUT]
  const several = picked > 1 ? [SAME, TOGETHER, APART] : [RESERVATION]
  const [one, ...others] = picked > 1 ? [...several, ...inTheme] : [...inTheme, ...several]
  return { first: [MOVE, ASIDE, one, MORE], more: [place > 0 ? OFF : NEW, ...others, LIKE, ...(place > 0 ? [AGAIN] : [])] }
}

const KEYS = [
  ["J K or arrows", "down and up; on board and map also left and right"],
  ["X or space", "pick the statement, or let go of it"],
  ["Shift + J or K, or a click", "pick several in a row"],
  ["A", "pick all that are shown, or none"],
  ["W", "pick what is alike with the statement, where the list is sorted so"],
  ["1 2 3", "move to one of the nearest themes"],
  ...[MOVE, NEW, ASIDE, STAYS, OUT, SAME, TOGETHER, APART, RESERVATION, BACK].map(([, words, key]) => [
    key,
    words.replace(" …", "").toLowerCase(),
  ]),
  [".", "what else can be done"],
  ["L", "show what is like the statement"],
  ["Z", "pick what says the same in this theme"],
  ["Y", "show what may belong there too"],
  ["[ ]", "theme before, theme after"],
  ["D", "the theme is looked through"],
  ["F", "flag the theme with a word"],
  ["E", "edit the name of the theme; Shift + Enter goes on to the next name"],
  ["I", "split the theme into parts"],
  ["O", "begin an encouragement from the theme"],
  ["G", "merge the theme, or the ticked ones"],
  ["U", "undo, step by step"],
  ["/", "find words"],
  ["7 8 9", "list, board, map"],
  ["+ - 0", "the map closer, farther, whole"],
  ["H", "drag the map, or draw a lasso on it"],
  ["Esc", "let go of what is picked"],
  ["?", "these keys"],
]

export const helpLines = () => KEYS

// What each key does on a desk.
export function keysOf(desk) {
  const { list, doing, views } = desk
  const onMap = (does) => () => (views.now === "map" ? views.view[does]() : false)
  const way = (where) => ({ shiftKey }) => views.step({ ...where, picking: shiftKey })
  const [down, up, right, left] = [{ down: 1 }, { down: -1 }, { across: 1 }, { across: -1 }].map(way)
  const pick = () => list.pick(list.current)
  const does = [MORE, LIKE, AGAIN, MOVE, NEW, ASIDE, STAYS, OUT, SAME, TOGETHER, APART, RESERVATION, BACK]
  const acts = does.map(([what, , key]) => [key.length === 1 ? key.toLowerCase() : key, () => doing.run(what)])
  return {
    ...Object.fromEntries(acts),
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    ArrowRight: right,
    ArrowLeft: left,
    x: pick,
    " ": pick,
    a: () => list.pickAll(),
    w: () => list.pickMates(list.current),
    1: () => doing.run("near", list.near[0]?.id),
    2: () => doing.run("near", list.near[1]?.id),
    3: () => doing.run("near", list.near[2]?.id),
    ...Object.fromEntries(VIEWS.map(([view, , key]) => [key, () => views.show(view)])),
    "+": onMap("nearer"),
    "-": onMap("farther"),
    0: onMap("fit"),
    h: onMap("turnHand"),
    d: () => doing.run("review"),
    f: () => doing.run("flag"),
    e: () => desk.naming.edit(),
    i: () => doing.run("split"),
    o: () => doing.run("word"),
    g: () => doing.run("mergeInto"),
    u: () => doing.run("undo"),
    y: () => doing.follow(),
    "[": () => desk.rail.step(-1),
    "]": () => desk.rail.step(1),
    "/": () => desk.filters.words.focus(),
    "?": () => desk.lines.showHelp(),
    Escape: () => desk.escape(),
  }
}
