// What a board or a map gathers, and how the open place follows what is current there.
import { ALL, FOUND, LEFT_OUT, UNSURE, isLane } from "./standing.js"
import { NONE } from "./picks.js"

export class Gathering {
  // Whether a lane narrows what is looked at.
  get narrow() {
    const { place } = this.desk
    return isLane(place) && place !== ALL
  }

  // The place whose order counts: a board and a map have that of all.
  get ordering() {
    return this.view ? ALL : this.desk.place
  }

  // What was picked here and there is one list.
  gatherPicked() {
    const { list, model, place } = this.desk
    const where = model.placing()
    const picked = [...list.picked]
    if (isLane(place) || picked.every((id) => where(id) === place)) return
    model.found = { ids: picked, name: "Picked" }
    this.desk.place = FOUND
  }

  enter(place) {
    if (place === this.desk.place) return
    this.desk.place = place
    this.desk.feed.detail(this.desk.theme?.id)
  }

  // What is looked at: what stands at the open place, or all that the view shows.
  ids() {
    const { model, place } = this.desk
    if (!this.view || this.narrow) return model.list(place)
    const where = model.placing()
    return model.order.filter((id) => this.view.shows(where(id)))
  }

  // Only what is shown can be current, and the place it stands at is open.
  settle(shown) {
    if (!this.view) return shown
    const { list } = this.desk
    if (!shown.includes(list.current)) list.current = NONE
    const at = this.standing()
    if (at !== undefined && !this.narrow) this.enter(at)
    return shown
  }

  // Where the current statement stands, if that is a place of the rail.
  standing() {
    const { list, model } = this.desk
    const at = list.aims ? model.placing()(list.current) : undefined
    return at >= LEFT_OUT ? at : undefined
  }

  // The place by which the bar says what can be done: that of what is aimed at, not of a column.
  get offering() {
    const { list, model, place } = this.desk
    if (!this.view) return place
    const places = new Set(list.aimed.map(model.placing()))
    return places.size === 1 ? [...places][0] : UNSURE
  }
}
