// The map: every statement a point, near those that say nearly the same. Points are pressed, or
// gathered with a lasso; where they stand was laid out with a proposal, and none ever moves.
import { Gestures } from "./gestures.js"
import { MapHand } from "./maphand.js"
import { MapTold } from "./maptold.js"
import { LEFT_OUT } from "./standing.js"
import { NONE } from "./picks.js"
import { Picture } from "./picture.js"
import { brought, middleOf, nearestTo, nextTo, onScreen, wholeLook } from "./plane.js"

const PATIENT = 10000 // ms between two questions for spots that are missing

export class StatementMap extends MapHand {
  spots = new Map()
  points = []
  lit = new Set()
  fitted = true
  stale = true // it was not looked at: another proposal may have laid all out anew
  askAgain = 0

  constructor(box, desk) {
    super()
    Object.assign(this, { box, desk })
    const sheet = box.querySelector(".sheet")
    this.hand = box.querySelector("[data-map=turnHand]")
    this.told = new MapTold(box, desk)
    this.picture = new Picture(sheet)
    this.gestures = new Gestures(sheet, this, () => this.shifting)
    box.querySelector(".hands").onclick = (event) => this[event.target.closest("button")?.dataset.map]?.()
    this.observer = new ResizeObserver(() => this.resized())
    this.observer.observe(sheet)
  }

  shows(at) {
    return (at === LEFT_OUT) === (this.desk.place === LEFT_OUT)
  }

  draw(shown) {
    this.lit = new Set(shown)
    const missing = this.stale || !shown.every((id) => this.spots.has(id))
    if (missing && performance.now() > this.askAgain) this.ask()
    this.paint()
    this.told.draw(this.spots, this.known)
  }

  async ask() {
    this.stale = false
    this.askAgain = performance.now() + PATIENT
    try {
      const answer = await fetch(`/desk/map?edition=${this.desk.data.edition}`)
      if (!answer.ok) return
      const { spots } = await answer.json()
      this.spots = new Map(spots.map(([id, x, y]) => [id, [x, y]]))
      this.known = true
    } catch {
      return // it is asked again; an act says that there is no connection
    }
    if (!this.box.hidden) this.desk.draw()
  }

  resized() {
    if (this.fitted) this.look = undefined
    this.paint()
  }

  paint() {
    const { list, model, place } = this.desk
    if (!this.picture.size.width || !this.picture.size.height) return
    this.look ??= wholeLook(this.picture.size)
    const [picked, where, themes] = [list.picked, model.placing(), model.shownThemes()]
    const there = model.order.filter((id) => this.spots.has(id) && this.shows(where(id)))
    this.points = there.map((id) => [id, ...onScreen(this.look, this.spots.get(id))])
    this.picture.draw({ points: this.points, lit: this.lit, picked, where, themes, open: place })
    this.paintOver()
  }

  paintOver() {
    const rings = [this.desk.list.current, this.over].map((id) => this.at(id)).filter(Boolean)
    this.picture.drawOver({ line: this.line, rings })
  }

  // Where a statement stands on the screen, if it is on the map.
  at(id) {
    return this.spots.has(id) ? onScreen(this.look, this.spots.get(id)) : undefined
  }

  // The one in the middle of a theme.
  first(place) {
    const where = this.desk.model.placing()
    const standing = this.reachable.filter(([id]) => where(id) === place)
    return standing.length ? nearestTo(standing, middleOf(standing.map(([, x, y]) => [x, y]))) : undefined
  }

  // To the next point in this direction.
  step(across, down) {
    const { list } = this.desk
    const { width, height } = this.picture.size
    const at = this.at(list.current)
    const others = this.reachable.filter(([id]) => id !== list.current)
    const centre = [width / 2, height / 2]
    list.current = (at ? nextTo(others, at, [across, down]) : nearestTo(others, centre)) ?? list.current ?? NONE
    this.desk.draw()
    this.see()
  }

  see() {
    const at = this.at(this.desk.list.current)
    const look = at && brought(this.look, at, this.picture.size)
    if (!look || (look.x === this.look.x && look.y === this.look.y)) return
    this.lookAt(look)
  }

  // One goes on with what stands nearest to what is gone.
  onwards() {
    const at = this.at(this.desk.list.current)
    if (!at) return []
    const far = ([, x, y]) => Math.hypot(x - at[0], y - at[1])
    return this.reachable.toSorted((a, b) => far(a) - far(b)).map(([id]) => id)
  }

  // What is in words on the screen: the current one.
  get drawn() {
    return new Set([this.desk.list.current])
  }

  inSight() {
    const { list } = this.desk
    return list.aims ? [list.current] : []
  }

  rest() {
    this.told.reading.replaceChildren()
    this.stale = true
    this.askAgain = 0
  }

  close() {
    this.observer.disconnect()
  }
}
