// The list of statements: what is in it, the current one, and those that are picked.
import { FOUND, QUEUE } from "./model.js"
import { drawRow, guess } from "./row.js"
import { Virtual } from "./virtual.js"

const BESIDE_TEXT = [296, 106] // pixels of a row that are not its text, also if it says no more
const NARROW = 640
const NONE = null
// a place that gathers statements from anywhere
const isLane = (place) => typeof place === "string"
const NEAR = 3 // themes that are offered

export class List {
  ids = []
  picked = new Set()

  constructor(box, { model, kinds, changed, chosen }) {
    Object.assign(this, { box, model, kinds, changed })
    this.virtual = new Virtual(box, (line, id, at) => this.drawRow(line, id, at))
    box.addEventListener("click", (event) => {
      const row = event.target.closest("[data-id]")
      if (!row || event.detail > 1) return // the second half of a double click picks nothing more
      const id = Number(row.dataset.id)
      const chip = event.target.closest("button")
      if (chip) return chosen([id], Number(chip.dataset.to))
      this.current = id
      this.pick(id)
    })
  }

  draw(ids, place) {
    const anchor = this.virtual.anchor(this.current)
    this.ids = ids
    this.place = place
    if (this.current !== NONE && !ids.includes(this.current)) this.current = ids[0]
    this.box.setAttribute("aria-rowcount", ids.length)
    const bare = !ids.some((id) => this.saysMore(this.model.rows.get(id)))
    this.box.classList.toggle("bare", bare)
    const wide = this.box.clientWidth >= NARROW
    const width = this.box.clientWidth - (wide ? BESIDE_TEXT[Number(bare)] : 40)
    this.virtual.set(ids, (id) => guess(this.model.rows.get(id), width))
    this.virtual.hold(anchor)
    const active = this.aims ? `statement-${this.current}` : ""
    this.box.setAttribute("aria-activedescendant", active)
  }

  drawRow(line, id, at) {
    const row = this.model.rows.get(id)
    drawRow(line, at, {
      row,
      current: id === this.current,
      picked: this.picked.has(id),
      kind: this.kinds[row.kind] ?? "",
      chip: this.chip(row),
      stands: isLane(this.place) ? (this.model.theme(this.model.placing()(id))?.name ?? "") : "",
    })
  }

  // Whether anything stands beside the text of a statement.
  saysMore(row) {
    return isLane(this.place) || row.kind || row.who || row.because || row.used.length || this.chip(row)
  }

  // The theme it could also stand in, where there is a doubt or it stands in none.
  chip(row) {
    const doubted = row.doubt > 0 && !row.pinned
    const into = this.place === FOUND ? this.model.found.into : undefined
    if (this.place !== QUEUE && !doubted && !into) return undefined
    const theme = this.model.theme(into ?? this.model.near(row.id)[0])
    if (!theme) return undefined
    return { theme, words: `${this.place === QUEUE ? "" : "or "}${theme.name}?` }
  }

  // Picks that are not at this place any more; they are let go of.
  gone() {
    const where = this.model.placing()
    const here = (id) => isLane(this.place) || where(id) === this.place
    const gone = [...this.picked].filter((id) => !this.model.rows.has(id) || !here(id))
    for (const id of gone) this.picked.delete(id)
    return gone
  }

  pick(id) {
    if (id === undefined || id === NONE) return
    if (!this.picked.delete(id)) this.picked.add(id)
    this.changed()
  }

  pickAll() {
    const every = this.ids.every((id) => this.picked.has(id))
    this.picked = new Set(every ? [] : this.ids)
    this.changed()
  }

  step(by) {
    const at = this.aims ? this.ids.indexOf(this.current) + by : (this.stood ?? 0)
    this.current = this.ids[Math.max(0, Math.min(this.ids.length - 1, at))]
    this.virtual.see(this.current)
    this.changed()
  }

  get aims() {
    return this.current !== undefined && this.current !== NONE
  }

  // Somebody else moved the current statement away: no other one is aimed at in its stead.
  loseCurrent() {
    if (!this.aims || isLane(this.place) || this.model.placing()(this.current) === this.place) return
    this.stood = this.ids.indexOf(this.current)
    this.current = NONE
  }

  // What an act is done on: the picked ones, else the current one.
  get aimed() {
    if (this.picked.size) return [...this.picked]
    return this.aims ? [this.current] : []
  }

  // The themes that what is aimed at comes nearest to.
  get near() {
    const votes = new Map()
    if (this.place === FOUND && this.model.found.into) votes.set(this.model.found.into, Infinity)
    for (const id of this.aimed) {
      this.model.near(id).forEach((theme, at) => votes.set(theme, (votes.get(theme) ?? 0) + NEAR - at))
    }
    const best = [...votes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NEAR)
    return best.map(([theme]) => this.model.theme(theme))
  }

  // The statement to go on with when these are gone from here.
  goOn(ids) {
    const gone = new Set(ids)
    const at = this.ids.indexOf(this.current)
    const rest = [...this.ids.slice(Math.max(0, at)), ...this.ids.slice(0, Math.max(0, at)).toReversed()]
    this.current = rest.find((id) => !gone.has(id))
    for (const id of ids) this.picked.delete(id)
  }

  begin() {
    this.picked.clear()
    this.current = undefined
    this.box.scrollTop = 0
  }

  focus() {
    this.box.focus({ preventScroll: true })
  }
}
