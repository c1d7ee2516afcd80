// One statement of the list, and how high it is likely to be.
import { el } from "../../parts/desks/elements.js"

const [LINE, AROUND, WIDTH] = [18.5, 9, 6.7] // pixels: of a line, around all lines, of a letter

const [BESIDE, BARE, NARROW] = [296, 106, 640] // pixels beside the text; below NARROW it stands under it

// How wide the text of a row is; `bare`: nothing stands beside it.
export const textWidth = (width, bare) => width - (width < NARROW ? 40 : bare ? BARE : BESIDE)

export const guess = (row, width) =>
  AROUND + LINE * Math.max(1, Math.ceil((row.text.length * WIDTH) / Math.max(120, width)))

// `stands`: the theme it stands in, where that is not the one that is open
// `mates`: how many are alike with it, and whether it is the first of them
export function drawRow(line, at, { row, current, picked, kind, chip, mates, stands, fresh, said }) {
  line.className = `row${picked ? " picked" : ""}${current ? " current" : ""}`
  line.id = `statement-${row.id}`
  line.dataset.id = row.id
  line.setAttribute("role", "row")
  line.setAttribute("aria-rowindex", at + 1)
  line.setAttribute("aria-selected", String(picked))
  line.replaceChildren(
    el("span", { role: "gridcell", class: "grip" }, ...bracket(mates), tickBox(picked), ...refOf(row, fresh)),
    el("p", { role: "gridcell", class: "text", text: row.text }),
    el("span", { role: "gridcell", class: "about" }, ...about(row, { kind, chip, stands, said })),
  )
}

// Pressed, it picks all that are alike; dragged, it takes them along.
function bracket({ number, first }) {
  if (number < 2) return []
  const title = `Pick these ${number} that are alike (W)`
  const made = el("span", { class: `mates${first ? " first" : ""}`, title, text: first ? number : "" })
  return first ? [made, el("span", { class: "unseen", text: `${number} alike` })] : [made]
}

function refOf({ ref }, fresh) {
  const dot = el("span", { class: "fresh" }, el("span", { class: "unseen", text: "new since you looked" }))
  return [el("span", { class: "ref", text: ref }), ...(fresh ? [dot] : [])]
}

function tickBox(picked) {
  return el("span", { class: "box" }, el("span", { class: "unseen", text: picked ? "picked" : "" }))
}

function about(row, { kind, chip, stands, said }) {
  const told = stands ? [el("span", { class: "stands", text: stands })] : []
  if (chip) told.push(chipOf(chip))
  const used = row.used.length ? `in ${row.used.join(", ")}` : ""
  const first = [row.because || kind, used].filter(Boolean).join(" · ")
  if (first) told.push(el("span", { class: "kind", text: first }))
  if (said) told.push(el("button", { type: "button", class: "said-again link", tabindex: "-1", title: "Pick them (Z)", text: said }))
  if (row.who) told.push(el("span", { class: "who", text: row.who }))
  return told
}

function chipOf({ theme, words }) {
  const chip = el("button", { type: "button", class: "chip", tabindex: "-1", text: words })
  chip.dataset.to = theme.id
  chip.title = `Move it to ${theme.name}`
  return chip
}
