// The board: a column for the queue, for each theme, and for what was left out. Only the columns in
// sight are in the page, and of them only the cards in sight.
import { BoardSteps } from "./boardsteps.js"
import { Column } from "./column.js"
import { columnWidth, columnsInSight, grouped } from "./columns.js"
import { scrollAtEdges } from "./edges.js"
import { el } from "../../parts/desks/elements.js"
import { LEFT_OUT, QUEUE } from "./standing.js"

export class Board extends BoardSteps {
  columns = new Map() // those drawn, by place
  tops = new Map() // how far each was scrolled
  lanes = []
  shown = []

  constructor(box, desk) {
    super()
    Object.assign(this, { box, desk })
    this.track = box.appendChild(el("div", { class: "track" }))
    box.addEventListener("click", (event) => this.clicked(event))
    box.addEventListener("scroll", () => this.drawColumns(), { passive: true })
    scrollAtEdges(box, () => desk.drag.on)
    this.observer = new ResizeObserver(() => this.resized())
    this.observer.observe(box)
  }

  resized() {
    if (!this.box.clientWidth) return
    this.draw(this.shown)
    this.see()
  }

  clicked(event) {
    const head = event.target.closest(".head")
    if (head) this.desk.open(Number(head.parentElement.dataset.place))
    else this.desk.list.clicked(event)
  }

  shows(at) {
    return at >= LEFT_OUT
  }

  draw(shown) {
    this.shown = shown
    const { list, model, place } = this.desk
    const held = grouped(shown, model.placing())
    const lane = (at, name, sign) => ({ at, name, sign, ids: held.get(at) ?? [], open: at === place })
    this.lanes = [
      lane(QUEUE, "In no theme", "○"),
      ...model.shownThemes().map(({ id, name, reviewed }) => lane(id, name, reviewed ? "✓" : "")),
      lane(LEFT_OUT, "Left out", "–"),
    ]
    list.line = this.lane?.ids ?? []
    this.each = columnWidth(this.box.clientWidth)
    this.track.style.width = `${this.each * this.lanes.length}px`
    this.drawColumns(true)
  }

  drawColumns(all = false, left = this.box.scrollLeft) {
    const width = this.box.clientWidth
    if (!width) return
    const number = this.lanes.length
    const [from, to] = columnsInSight({ left, width, each: this.each, number })
    const wanted = new Map(this.lanes.slice(from, to).map((lane, at) => [lane.at, [lane, from + at]]))
    for (const place of this.columns.keys()) if (!wanted.has(place)) this.leave(place)
    for (const [place, [lane, at]] of wanted) {
      if (all || !this.columns.has(place)) this.drawColumn(lane, at)
    }
  }

  drawColumn(lane, at) {
    const { list, model } = this.desk
    const there = this.columns.get(lane.at)
    const column = there ?? new Column(lane.at, (...given) => list.drawRow(...given))
    this.columns.set(lane.at, column)
    Object.assign(column.box.style, { left: `${this.each * at}px`, width: `${this.each}px` })
    if (!there) this.track.append(column.box)
    column.draw(lane, (id) => model.rows.get(id), list.current)
    if (!there) column.cards.scrollTop = this.tops.get(lane.at) ?? 0
  }

  // What is dragged out of a column must not go with it.
  leave(place) {
    if (this.desk.drag.on && this.lanes.some((lane) => lane.at === place)) return
    const column = this.columns.get(place)
    this.tops.set(place, column.cards.scrollTop)
    column.close()
    this.columns.delete(place)
  }

  see() {
    const { lane } = this
    if (!lane) return
    this.seeColumn(this.lanes.indexOf(lane))
    this.columns.get(lane.at)?.virtual.see(this.desk.list.current)
  }

  seeColumn(number) {
    const { scrollLeft, clientWidth } = this.box
    const left = this.each * number
    const to = Math.min(left, Math.max(scrollLeft, left + this.each - clientWidth))
    if (to === scrollLeft) return
    this.drawColumns(false, to) // a telephone comes to rest only where a column is
    this.box.scrollLeft = to
    this.drawColumns()
  }

  // The cards that are in the page.
  get drawn() {
    return new Set([...this.columns.values()].flatMap(({ virtual }) => [...virtual.drawn.keys()]))
  }

  inSight() {
    const { left, right } = this.box.getBoundingClientRect()
    const seen = ({ box }) => {
      const { x, width } = box.getBoundingClientRect()
      return x + width / 2 > left && x + width / 2 < right
    }
    return [...this.columns.values()].filter(seen).flatMap(({ virtual }) => virtual.inSight())
  }

  // Another view is shown: a statement stands in the page once.
  rest() {
    for (const place of this.columns.keys()) this.leave(place)
  }

  close() {
    this.observer.disconnect()
    this.rest()
  }
}
