// In which order a list stands. It is settled when the list is opened: an act makes no row jump.
import { ALL, NO_DOUBT, QUEUE, isLane } from "./standing.js"

const KEPT = "hrgl-desk-sort"
const BY_REFERENCE = "reference"
const ALIKE = "alike"
const BEHIND = 1e9 // what came since stands behind

export class Sorting {
  places = new Map() // of the statements, as they were when the list was opened
  groups = new Map() // of those that are alike: statement → number of its group

  constructor(select, desk) {
    this.desk = desk
    this.select = select
    select.value = sessionStorage.getItem(KEPT) ?? BY_REFERENCE
    select.onchange = () => {
      sessionStorage.setItem(KEPT, select.value)
      desk.list.box.scrollTop = 0
      this.begin(desk.views.ordering)
      desk.draw()
    }
  }

  // A list is opened, or sorted otherwise.
  begin(place) {
    this.places = new Map()
    this.groups = new Map()
    if (this.rests(place)) return
    if (this.select.value === ALIKE) this.gather(place)
    else {
      const { model } = this.desk
      const first = this.select.value === "newest" ? (id) => id : (id) => doubtOf(model.rows.get(id))
      this.settle(model.list(place).toSorted((a, b) => first(b) - first(a) || a - b))
    }
  }

  // What was gathered from anywhere has an order of its own; so has what stands by reference.
  rests(place) {
    return (isLane(place) && place !== ALL) || place < QUEUE || this.select.value === BY_REFERENCE
  }

  settle(ids) {
    ids.forEach((id, at) => this.places.set(id, at))
  }

  // What is alike together, theme by theme. Without an answer the list stands by reference.
  async gather(place) {
    const given = place === ALL ? [] : [["place", place]]
    const { groups } = await this.desk.looking.told("alike", given)
    if (!groups?.length || this.desk.views.ordering !== place || this.rests(place)) return
    const { list, model } = this.desk
    if (!list.picked.size && list.current === list.ids[0]) list.begin() // nothing was done yet
    const where = model.placing()
    const rank = ([id]) => model.rail.indexOf(model.rows.has(id) ? where(id) : undefined)
    const ordered = groups.toSorted((a, b) => rank(a) - rank(b))
    this.settle(ordered.flat())
    ordered.forEach((ids, at) => ids.length > 1 && ids.forEach((id) => this.groups.set(id, at)))
    this.desk.draw()
  }

  sorted(ids) {
    if (!this.places.size) return ids
    const at = (id) => this.places.get(id) ?? BEHIND
    return ids.toSorted((a, b) => at(a) - at(b))
  }
}

const doubtOf = ({ doubt, pinned }) => (pinned ? NO_DOUBT : doubt)
