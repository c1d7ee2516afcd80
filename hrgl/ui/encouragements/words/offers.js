// What each key does on the page, for the keyboard and for the list of keys.
export const KEYS = [
  ["J K", "next, previous encouragement"],
  ["1 2 3", "to the places, the wording, the evidence"],
  ["↓ ↑", "down and up in the places, or in the evidence"],
  ["S E R", "cite the statement as support, example, reservation; again takes it out"],
  ["I", "put the statement's reference into the text"],
  ["/", "find words; Enter finds what supports the sentence, by meaning"],
  ["Ctrl + Enter", "save what is typed"],
  ["P", "which place"],
  ["Alt + ↑ ↓", "one place up, down"],
  ["N", "a new candidate"],
  ["B", "one candidate for each theme"],
  ["Z", "a candidate from the statement"],
  ["T", "submit it for review"],
  ["G", "submit all that are ready"],
  ["X", "set aside, because …"],
  ["A", "bring it back"],
  ["O", "merge another one into it"],
  ["H", "heading above its place"],
  ["W C D V M", "wording, changes, amendments, reviews, comments"],
  ["L", "propose other words, as an amendment"],
  ["F", "follow the recommendations on all amendments that are not disputed"],
  [".", "what else can be done"],
  ["U", "undo, step by step"],
  ["Esc", "out of a field, back to the list"],
  ["?", "these keys"],
]

const RUNS = { p: "place", n: "begin", b: "beginEach", z: "beginFrom", t: "submit", g: "submitReady", x: "setAside", a: "bringBack", o: "merge", h: "head", ".": "more", u: "undo", i: "put", l: "amend", f: "followAll", "Alt+ArrowUp": "up", "Alt+ArrowDown": "down" }
const CITES = { s: "supports", e: "example", r: "reservation" }
const TAB_KEYS = { w: "wording", c: "changes", d: "amended", v: "spoken", m: "comments" }

export function keysOf(page) {
  const to = (entries, act) => Object.fromEntries(Object.entries(entries).map(([key, what]) => [key, () => act(what)]))
  return {
    ...to(RUNS, (what) => page.doing.run(what)),
    ...to(CITES, (support) => page.doing.run("citeCurrent", support)),
    ...to(TAB_KEYS, (tab) => page.show(tab)),
    j: () => page.step(1),
    k: () => page.step(-1),
    ArrowDown: () => page.evidence.step(1),
    ArrowUp: () => page.evidence.step(-1),
    1: () => page.places.focus(),
    2: () => page.toWording(),
    3: () => page.toEvidence(),
    "/": () => page.toFind(),
    "?": () => page.lines.showHelp(),
    Escape: () => page.escape(),
  }
}
