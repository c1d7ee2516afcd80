// What is picked of a list, and the current statement: what an act is done on.
import { isLane } from "./standing.js"

export const NONE = null // somebody else moved the current one away, and no other is current

export class Picks {
  ids = []
  line = [] // those in a row with the current one: all, or a column of the board
  picked = new Set()
  groups = new Map() // of those that are alike: statement → number of its group

  // Picks that are not at this place any more; they are let go of.
  gone() {
    const where = this.model.placing()
    const shows = (at) => (this.view ? this.view.shows(at) : isLane(this.place) || at === this.place)
    const here = (id) => shows(where(id))
    const gone = [...this.picked].filter((id) => !this.model.rows.has(id) || !here(id))
    for (const id of gone) this.picked.delete(id)
    return gone
  }

  pick(id) {
    if (id === undefined || id === NONE) return
    if (!this.picked.delete(id)) this.picked.add(id)
    this.changed()
  }

  // All from the current one to this one, as in any list.
  pickTo(id) {
    const ends = [this.current, id].map((each) => this.line.indexOf(each))
    const [from, to] = ends.toSorted((a, b) => a - b)
    for (const each of from < 0 ? [id] : this.line.slice(from, to + 1)) this.picked.add(each)
    this.current = id
    this.changed()
  }

  // Those of the list that are alike with one, itself among them.
  matesOf(id) {
    const group = this.groups.get(id)
    return group === undefined ? [id] : this.ids.filter((each) => this.groups.get(each) === group)
  }

  pickMates(id) {
    if (id === undefined || id === NONE) return
    const mates = this.matesOf(id)
    const every = mates.every((each) => this.picked.has(each))
    for (const each of mates) if (every) this.picked.delete(each)
      else this.picked.add(each)
    this.current = id
    this.changed()
  }

  // What a drag takes that begins here: by its bracket a group, else the picked ones or the row.
  takenBy(id, at) {
    if (at.closest(".mates")) return this.matesOf(id)
    return this.picked.has(id) ? [...this.picked] : [id]
  }

  pickAll() {
    this.pickThese(this.line)
  }

  // These besides what is picked; if all of them are, they are let go of.
  pickThese(ids) {
    const every = ids.every((id) => this.picked.has(id))
    for (const id of ids) this.picked[every ? "delete" : "add"](id)
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

  // The statement to go on with when these are gone from here.
  goOn(ids) {
    const gone = new Set(ids)
    this.current = this.onwards().find((id) => !gone.has(id))
    for (const id of ids) this.picked.delete(id)
  }

  // In the order in which one would go on from the current one.
  onwards() {
    if (this.view?.onwards) return this.view.onwards()
    const at = Math.max(0, this.line.indexOf(this.current))
    return [...this.line.slice(at), ...this.line.slice(0, at).toReversed()]
  }

  begin() {
    this.picked.clear()
    this.current = undefined
    this.box.scrollTop = 0
  }
}
