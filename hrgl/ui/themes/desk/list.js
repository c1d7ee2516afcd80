// The list of statements: what is in it, the current one, and those that are picked.
import { FOUND, QUEUE, isLane } from "./standing.js"
import { NONE, Picks } from "./picks.js"
import { drawRow, guess, textWidth } from "./row.js"
import { Virtual } from "../../parts/desks/virtual.js"

const NEAR = 3 // themes that are offered

export class List extends Picks {
  constructor(box, { model, kinds, changed, chosen }) {
    super()
    Object.assign(this, { box, front: box, model, kinds, changed, chosen })
    this.virtual = new Virtual(box, (line, id, at) => this.drawRow(line, id, at))
    box.addEventListener("click", (event) => this.clicked(event))
    box.addEventListener("scroll", () => this.activate(), { passive: true })
    box.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault())
  }

  clicked(event) {
    const row = event.target.closest("[data-id]")
    if (!row || event.detail > 1) return // the second half of a double click picks nothing more
    const id = Number(row.dataset.id)
    const chip = event.target.closest("button")
    if (chip?.matches(".said-again")) return this.repeats.pick(id)
    if (chip) return this.chosen([id], Number(chip.dataset.to))
    if (event.shiftKey) return this.pickTo(id)
    if (event.target.closest(".mates")) return this.pickMates(id)
    this.current = id
    this.pick(id)
  }

  draw(ids, place, groups) {
    Object.assign(this, { ids, line: ids, place, groups, where: this.model.placing() })
    if (this.current !== NONE && !ids.includes(this.current)) this.current = ids[0]
    this.drawRows(this.box.hidden ? [] : ids)
    if (!this.view) this.activate()
  }

  drawRows(ids) {
    const anchor = this.virtual.anchor(this.current)
    this.box.setAttribute("aria-rowcount", ids.length)
    this.box.classList.toggle("grouped", this.groups.size > 0)
    const bare = !ids.some((id) => this.saysMore(this.model.rows.get(id)))
    this.box.classList.toggle("bare", bare)
    const width = textWidth(this.box.clientWidth, bare)
    this.virtual.set(ids, (id) => guess(this.model.rows.get(id), width))
    this.virtual.hold(anchor)
  }

  // The current one is told of while it is in the page.
  activate() {
    const there = this.aims && (this.view ?? this.virtual).drawn.has(this.current)
    this.front.setAttribute("aria-activedescendant", there ? `statement-${this.current}` : "")
  }

  drawRow(line, id, at) {
    const row = this.model.rows.get(id)
    const where = this.where(id)
    drawRow(line, at, {
      row,
      current: id === this.current,
      picked: this.picked.has(id),
      kind: this.kinds[row.kind] ?? "",
      chip: this.chip(row),
      said: this.repeats.words(id),
      mates: this.matesIn(id, at),
      stands: this.tellsPlace ? (this.model.theme(where)?.name ?? "") : "",
      fresh: this.model.attention.isFresh(id, where),
    })
  }

  // How many are alike with a statement, and whether it is the first of them.
  matesIn(id, at) {
    const number = this.groups.has(id) ? this.matesOf(id).length : 1
    const first = this.groups.get(this.ids[at - 1]) !== this.groups.get(id)
    return { number, first }
  }

  // Where the statements of a lane stand; a column of the board says it once for all of its own.
  get tellsPlace() {
    return isLane(this.place) && !this.view?.columns
  }

  // Whether anything stands beside the text of a statement.
  saysMore(row) {
    const more = row.kind || row.who || row.because || row.used.length || this.repeats.words(row.id)
    return this.tellsPlace || more || this.chip(row)
  }

  // The theme it could also stand in, where there is a doubt or it stands in none.
  chip(row) {
    const doubted = row.unsure && !row.pinned
    const into = this.place === FOUND ? this.model.found.into : undefined
    const waits = this.where(row.id) === QUEUE
    if (!waits && !doubted && !into) return undefined
    const theme = this.model.theme(into ?? this.model.near(row.id)[0])
    if (!theme) return undefined
    return { theme, words: `${waits ? "" : "or "}${theme.name}?` }
  }

  step(by) {
    const at = this.aims ? this.ids.indexOf(this.current) + by : (this.stood ?? 0)
    this.current = this.ids[Math.max(0, Math.min(this.ids.length - 1, at))]
    this.virtual.see(this.current)
    this.changed()
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

  focus() {
    this.front.focus({ preventScroll: true })
  }
}
