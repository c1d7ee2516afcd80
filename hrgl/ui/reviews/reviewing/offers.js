// What each key does on the page, for the keyboard and for the list of keys.
const READING = [
  ["J K", "next, previous"],
  ["Enter", "open the one that is marked in the list"],
  ["C", "what changed, or the clean text"],
  ["D", "the amendments in the text, beside their lines"],
  ["P", "propose other words for it"],
  ["E", "all statements behind it"],
  ["M", "comments of participants"],
  ["W", "the rule by which it is agreed"],
  ["Esc", "close the sheet; back to the list"],
  ["?", "these keys"],
]
const SPEAKING = [
  ["A", "agree: to this one, or to all on the list; that settles it"],
  ["L", "can live with it"],
  ["I", "can live with it, if …"],
  ["O", "object …; it does not settle it …"],
  ["B", "abstain"],
  ["1", "the list that nobody contests"],
  ["X", "take it out of that list, or put it back"],
]
const ANSWERING = [
  ["R", "answer the first that waits for an answer"],
  ["G", "go and reword it, on the page Encouragements"],
]

export function keysFor({ member, data }) {
  return [...(member === undefined ? [] : SPEAKING), ...(data.answers ? ANSWERING : []), ["Ctrl + Enter", "send what is typed"], ...READING]
}

const VERDICT_KEYS = { a: "agree", l: "live_with", o: "object", b: "abstain", i: "if", r: "answer", g: "reword" }

export function reviewKeys(page) {
  const says = Object.fromEntries(Object.entries(VERDICT_KEYS).map(([key, what]) => [key, () => page.run(what)]))
  const unfold = (name) => () => {
    const found = page.root.querySelector(`details[data-opens="${name}"]`) ?? page.root.querySelector(`details.${name}`)
    if (found) found.open = !found.open
  }
  return {
    ...says,
    j: () => page.step(1),
    k: () => page.step(-1),
    ArrowDown: () => (page.atList ? page.step(1) : false),
    ArrowUp: () => (page.atList ? page.step(-1) : false),
    Enter: () => page.openCurrent(),
    1: () => page.toList(),
    x: () => page.takeApart(),
    c: () => page.turnClean(),
    d: () => page.turnAmended(),
    p: () => page.amend(),
    e: unfold("statements"),
    m: unfold("comments"),
    w: unfold("rule"),
    "?": () => page.lines.showHelp(),
    Escape: () => page.escape(),
  }
}
