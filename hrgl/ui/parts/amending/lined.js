// A text with the numbers of its lines, as they are broken on this very screen, and beside each line
// the amendments that would change it.
import { el } from "../desks/elements.js"

const APART = 8 // pixels between two cards
const SAME_LINE = 0.5 // of a line's height: marks of another size stand a little higher or lower

// The lines that rectangles of text stand in, from the top: [{ top, bottom }].
export function linesFrom(rects) {
  const lines = []
  for (const { top, bottom } of rects.filter(({ height }) => height > 0).toSorted((a, b) => a.top - b.top)) {
    const last = lines.at(-1)
    const middle = (top + bottom) / 2
    if (last && middle < last.bottom - (last.bottom - last.top) * (1 - SAME_LINE) * 0.5) last.bottom = Math.max(last.bottom, bottom)
    else lines.push({ top, bottom })
  }
  return lines
}

// The numbers of the first and the last line that rectangles touch; nothing if they touch none.
export function linesTouched(lines, rects) {
  const inside = ({ top, bottom }) => lines.findIndex((line) => (top + bottom) / 2 < line.bottom)
  const found = rects.filter(({ height }) => height > 0).map(inside).filter((at) => at >= 0)
  return found.length ? [Math.min(...found) + 1, Math.max(...found) + 1] : undefined
}

export const linesInWords = (found) => (found ? (found[0] === found[1] ? `line ${found[0]}` : `lines ${found[0]}–${found[1]}`) : "")

// Cards want to stand at their lines; each is moved down as far as the one before needs room.
export function stacked(wanted, apart = APART) {
  let free = 0
  return wanted.map(({ top, height }) => {
    const at = Math.max(top, free)
    free = at + height + apart
    return at
  })
}

export class Lined {
  // `told(lines)`: by amendment, the words for its lines, each time they were broken anew
  constructor(box, told = () => {}) {
    Object.assign(this, { box, told })
    this.text = el("div", { class: "lined-text" })
    this.numbers = el("div", { class: "lined-numbers", "aria-hidden": "true" })
    this.beside = el("div", { class: "lined-beside" })
    box.classList.add("lined")
    box.replaceChildren(this.numbers, this.text, this.beside)
    this.observer = new ResizeObserver(() => this.measure())
    this.observer.observe(box)
  }

  // `fields`: elements with text; `cards`: [{ ids, card }], each beside the first line of its marks
  draw(fields, cards = []) {
    this.cards = cards
    this.text.replaceChildren(...fields)
    this.beside.replaceChildren(...cards.map(({ card }) => card))
    this.measure()
  }

  measure() {
    const { top } = this.box.getBoundingClientRect()
    const here = (rects) => [...rects].map((each) => ({ top: each.top - top, bottom: each.bottom - top, height: each.height }))
    const lines = linesFrom(here([...this.text.children].flatMap((field) => this.rectsOf(field))))
    this.numbers.replaceChildren(...lines.map((line, at) => this.number(line, at + 1)))
    const found = new Map()
    for (const { ids } of this.cards ?? [])
      for (const id of ids) found.set(id, linesTouched(lines, here(this.marksOf(id).flatMap((mark) => this.rectsOf(mark)))))
    this.told(new Map([...found].map(([id, touched]) => [id, linesInWords(touched)])))
    this.stand(lines, found)
  }

  // What only a reader hears has no line.
  rectsOf(field) {
    const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT)
    const rects = []
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(".unseen")) continue
      const range = document.createRange()
      range.selectNodeContents(walker.currentNode)
      rects.push(...range.getClientRects())
    }
    return rects
  }

  marksOf(id) {
    return [...this.text.querySelectorAll("[data-amendments]")].filter((mark) => mark.dataset.amendments.split(" ").includes(String(id)))
  }

  number({ top, bottom }, number) {
    const made = el("span", { text: String(number) })
    made.style.top = `${top}px`
    made.style.height = `${bottom - top}px`
    return made
  }

  // Where there is no room beside the text, cards follow it.
  stand(lines, found) {
    const beside = getComputedStyle(this.beside).position === "absolute"
    const cards = this.cards ?? []
    const firstOf = ({ ids }) => Math.min(...ids.map((id) => found.get(id)?.[0] ?? Infinity))
    const sorted = cards.toSorted((a, b) => firstOf(a) - firstOf(b))
    if (sorted.some(({ card }, at) => this.beside.children[at] !== card)) this.beside.replaceChildren(...sorted.map(({ card }) => card))
    const wanted = sorted.map((each) => ({ top: lines[firstOf(each) - 1]?.top ?? 0, height: each.card.offsetHeight }))
    const tops = stacked(wanted)
    for (const [at, { card }] of sorted.entries()) card.style.top = beside ? `${tops[at]}px` : ""
    const lowest = sorted.length ? tops.at(-1) + wanted.at(-1).height : 0
    this.box.style.minHeight = beside ? `${Math.ceil(lowest)}px` : ""
  }

  close() {
    this.observer.disconnect()
  }
}
