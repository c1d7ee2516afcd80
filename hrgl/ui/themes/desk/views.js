// Views of the same state: the list, the board, the map. What is picked and current, the filters and
// the acts are one; a view only shows them in its own way.
import { button, many } from "../../parts/desks/elements.js"
import { Gathering } from "./gathering.js"
import { NONE } from "./picks.js"
import { QUEUE, UNSURE, isLane } from "./standing.js"

const VIEW_KEPT = "hrgl-desk-view"
const LIST = "list"
export const VIEWS = [
  [LIST, "List", "7"],
  ["board", "Board", "8"],
  ["map", "Map", "9"],
]

export class Views extends Gathering {
  // `others`: the views beside the list, by their names
  constructor(desk, { box, only, others }) {
    super()
    Object.assign(this, { desk, box, only, others })
    const made = VIEWS.map(([view, text, key]) => button(text, { key, data: { view } }))
    box.replaceChildren(...made)
    box.onclick = (event) => {
      const pressed = event.target.closest("button")
      if (pressed) this.show(pressed.dataset.view)
    }
    only.querySelector("button").onclick = () => this.open(this.standing() ?? QUEUE)
    this.turn(sessionStorage.getItem(VIEW_KEPT))
  }

  // The view that is shown instead of the list, if one is.
  get view() {
    return this.others[this.now]
  }

  turn(name) {
    const { list } = this.desk
    this.now = VIEWS.some(([known]) => known === name) ? name : LIST
    list.front = this.view?.box ?? list.box
    list.view = this.view
    list.box.hidden = this.now !== LIST
    for (const [of, view] of Object.entries(this.others)) {
      view.box.hidden = of !== this.now
      if (view.box.hidden) view.rest()
    }
    for (const each of this.box.children) {
      each.setAttribute("aria-pressed", String(each.dataset.view === this.now))
    }
  }

  show(name) {
    sessionStorage.setItem(VIEW_KEPT, name)
    this.turn(name)
    if (name === LIST) this.gatherPicked()
    this.desk.sorting.begin(this.ordering)
    this.desk.draw()
    if (this.view) this.view.see()
    else this.desk.list.virtual.see(this.desk.list.current)
    this.desk.list.focus()
  }

  // Opens a place of the rail without leaving the view: whether there is one to stay in.
  open(place) {
    if (!this.view) return false
    const { list } = this.desk
    if (isLane(place)) this.desk.filters.clear()
    this.enter(place)
    list.current = NONE
    this.desk.draw()
    list.current = this.view.first(place) ?? NONE
    this.desk.draw()
    this.view.see()
    list.focus()
    return true
  }

  draw(shown) {
    const { list, model, place, sorting } = this.desk
    list.draw(shown, this.ordering, this.view ? new Map() : sorting.groups)
    this.view?.draw(shown)
    if (this.view) list.activate()
    this.only.hidden = !this.view || !this.narrow
    const name = place === UNSURE ? "Unsure" : model.found?.name
    this.only.firstElementChild.textContent = `Only “${name}”: ${many(shown.length, "statement")}.`
  }

  // To another statement, and picking both on the way if asked; false if there is no such way.
  step({ across = 0, down = 0, picking = false }) {
    const { list } = this.desk
    const from = list.current
    if (across && !this.view) return false
    if (this.view) this.view.step(across, down)
    else list.step(down)
    if (!picking) return true
    for (const id of [from, list.current]) if (list.ids.includes(id)) list.picked.add(id)
    this.desk.draw()
    return true
  }

  // The statements that one sees at this moment.
  inSight() {
    return (this.view ?? this.desk.list.virtual).inSight()
  }

  close() {
    this.desk.list.virtual.close()
    for (const view of Object.values(this.others)) view.close()
  }
}
