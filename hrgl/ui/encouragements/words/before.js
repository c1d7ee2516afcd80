// What earlier editions published near the encouragement that is open: one quiet line that opens.
import { el } from "../../parts/desks/elements.js"

const OPEN_FOR = 400 // ms that one is open before it is asked for
const READ_BY = 10000 // ms until meaning may be read, if words alone had to do

export class Before {
  known = new Map() // by encouragement: of which wording, and what came near

  constructor(box, page) {
    Object.assign(this, { box, page })
  }

  draw(one) {
    const told = this.known.get(one.id)
    if (told?.wording !== one.wording) this.soon(one)
    const found = told?.wording === one.wording ? told : undefined
    const state = JSON.stringify([one.id, found])
    if (this.state === state) return
    if (this.of !== one.id) this.box.open = false
    Object.assign(this, { state, of: one.id })
    this.box.hidden = !found?.compared
    if (!found) return
    const { before, note } = found
    const line = before.length ? `Near it ${yearsOf(before)}` : "Near it in no earlier edition"
    const list = el("ul", {}, ...before.map(nearOf))
    this.box.replaceChildren(el("summary", { text: line }), list, ...(note ? [el("p", { class: "quiet", text: note })] : []))
  }

  soon({ id, wording }) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(id, wording), OPEN_FOR)
  }

  async ask(id, wording, again = false) {
    const told = await this.page.feed.get("before", { encouragement: id })
    if (!told || this.page.feed.closed) return
    this.known.set(id, { ...told, wording })
    if (told.note && !again) this.timer = setTimeout(() => this.ask(id, wording, true), READ_BY)
    if (this.page.one) this.draw(this.page.one)
  }

  close() {
    clearTimeout(this.timer)
  }
}

const nearOf = ([year, place, heading]) => el("li", {}, el("b", { text: `${year}: ${place}` }), ` “${heading}”`)

// "in 2021 and 2023": each year once.
export function yearsOf(before) {
  const years = [...new Set(before.map(([year]) => year))]
  return `in ${years.length > 1 ? `${years.slice(0, -1).join(", ")} and ${years.at(-1)}` : years[0]}`
}
