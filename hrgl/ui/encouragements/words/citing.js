// One statement of the evidence, with the three buttons that cite it.
import { el } from "../../parts/desks/elements.js"

const [LINE, AROUND, WIDTH, BESIDE] = [18, 32, 6.6, 112] // pixels: of a line, around all, of a letter, of the buttons
const SUPPORTS = [["supports", "S", "support"], ["example", "E", "example"], ["reservation", "R", "reservation"]]

export const guessed = (row, width) =>
  row ? AROUND + LINE * Math.max(1, Math.ceil((row.text.length * WIDTH) / Math.max(140, width - BESIDE))) : 30

export function drawHeading(line, at, words, keys) {
  line.className = "heading"
  line.setAttribute("role", "row")
  line.setAttribute("aria-rowindex", at + 1)
  line.removeAttribute("data-row")
  const cell = el("span", { role: "gridcell", text: words })
  if (keys) cell.append(el("span", { class: "keys", "aria-hidden": "true" }, ...SUPPORTS.flatMap(([, key, word]) => [el("kbd", { text: key }), ` ${word} `])))
  line.replaceChildren(cell)
}

// `said`: how often in how many rooms; `fresh`: the wording since which it is new; `stands`: its theme
export function drawStatement(line, at, { row, support, current, marked, kind, said, fresh, stands }) {
  line.className = `said${current ? " current" : ""}${marked ? " marked" : ""}`
  line.id = `said-${row.id}`
  line.dataset.row = row.id
  line.setAttribute("role", "row")
  line.setAttribute("aria-rowindex", at + 1)
  line.setAttribute("aria-selected", String(Boolean(current)))
  const about = [kind.toLowerCase(), row.who, stands, said && `said ${said.times} times in ${said.rooms} ${said.rooms === 1 ? "room" : "rooms"}`]
  const small = el("small", {}, refOf(row), ...about.filter(Boolean).map((words) => ` · ${words}`))
  if (fresh) small.append(" · ", el("b", { text: `new since wording ${fresh}` }))
  if (row.because) small.append(" · ", el("b", { text: `left out: ${row.because}` }))
  const put = el("button", { type: "button", class: "put", tabindex: "-1", title: "Put its reference into the text (I)", "aria-label": `Put ${row.ref} into the text`, text: "{ }" })
  line.replaceChildren(
    el("span", { role: "gridcell" }, el("p", { text: row.text }), small),
    el("span", { role: "gridcell", class: "cite" }, ...SUPPORTS.map((each) => citeButton(row, support, each)), put),
  )
}

const refOf = ({ ref }) =>
  el("button", { type: "button", class: "ref", tabindex: "-1", title: "Where the text names it", text: ref })

function citeButton({ ref }, support, [as, key, word]) {
  const pressed = support === as
  const title = pressed ? `Cited as ${word}: press to take it out` : `Cite as ${word} (${key})`
  return el("button", { type: "button", tabindex: "-1", class: as, title, "aria-label": `${ref} as ${word}`, "aria-pressed": String(pressed), text: key, data: { cite: as } })
}
