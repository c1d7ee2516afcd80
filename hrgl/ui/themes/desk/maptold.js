// What the map tells in words: the current statement, what is not on the map, and which themes are near.
import { button, el, many } from "../../parts/desks/elements.js"

const NONE_YET =
  "There is no map yet. It is laid out with the next proposal: ask for one in the view Proposal. Until then the list and the board show the same statements."
const HOW = "Draw a line around statements to pick them. Press one to read it."
const NOBODY = "Press a point, or go from one to the next with the arrows."

const later = (missing) =>
  missing === 1
    ? "1 statement is not on the map yet; the next proposal puts it there."
    : `${missing} statements are not on the map yet; the next proposal puts them there.`

export class MapTold {
  constructor(box, desk) {
    Object.assign(this, { box, desk })
    const find = (selector) => box.querySelector(selector)
    this.reading = find(".reading")
    this.hint = find(".onmap")
    this.hands = find(".hands")
    this.words = find("details")
    this.hovered = find(".hovered")
    this.words.ontoggle = () => this.tell()
    this.reading.onclick = (event) => desk.list.clicked(event)
  }

  draw(spots, known) {
    const { list } = this.desk
    const missing = list.ids.filter((id) => !spots.has(id)).length
    this.hands.hidden = !spots.size
    this.hint.textContent = known && missing ? (spots.size ? later(missing) : NONE_YET) : HOW
    this.read()
    this.tell()
  }

  // The current statement, as a row of the list.
  read() {
    const { list } = this.desk
    if (!list.aims) return this.reading.replaceChildren(el("p", { class: "quiet", text: NOBODY }))
    const row = el("div")
    list.drawRow(row, list.current, 0)
    this.reading.replaceChildren(el("div", { role: "grid", "aria-label": "The current statement" }, row))
  }

  hover(id, at) {
    this.hovered.hidden = id === undefined
    if (this.hovered.hidden) return
    const { model } = this.desk
    const { ref, text } = model.rows.get(id)
    const theme = model.theme(model.placing()(id))?.name ?? ""
    this.hovered.replaceChildren(el("b", { text: ref }), ` ${text} `, el("i", { text: theme }))
    const { offsetWidth, offsetHeight, parentElement } = this.hovered
    const left = Math.max(0, Math.min(at[0] + 14, parentElement.clientWidth - offsetWidth))
    const below = at[1] + 14
    const top = below + offsetHeight < parentElement.clientHeight ? below : at[1] - offsetHeight - 14
    Object.assign(this.hovered.style, { left: `${left}px`, top: `${top}px` })
  }

  tell() {
    if (!this.words.open) return
    const { model } = this.desk
    const rows = [...model.rows.values()]
    const lines = mapInWords(model.shownThemes(), rows, model.placing()).map(({ id, name, holds, near }) => {
      const others = near.map((theme) => model.theme(theme)?.name).filter(Boolean)
      const theme = button(name, { class: "link", data: { place: id } })
      theme.onclick = () => this.desk.open(id)
      return el("tr", {}, el("th", { scope: "row" }, theme), ...[holds, others.join(", ")].map((text) => el("td", { text })))
    })
    const heads = ["Theme", "Holds", "Nearest themes"].map((text) => el("th", { scope: "col", text }))
    this.words.querySelector("table").replaceChildren(el("tr", {}, ...heads), ...lines)
  }
}

// How many statements each theme has, and which others most of them come near to.
export function mapInWords(themes, rows, where) {
  return themes.map(({ id, name }) => {
    const mine = rows.filter((row) => where(row.id) === id)
    const votes = new Map()
    for (const { near } of mine) {
      const other = near.find((theme) => theme !== id)
      if (other !== undefined) votes.set(other, (votes.get(other) ?? 0) + 1)
    }
    const best = [...votes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3)
    return { id, name, holds: many(mine.length, "statement"), near: best.map(([theme]) => theme) }
  })
}
