// What a hand does on the map: gather with a lasso, press, hover, look closer or elsewhere.
import { heldBy, nearestTo, shifted, wholeLook, zoomed } from "./plane.js"

const [MOUSE, FINGER] = [12, 24] // pixels that a press may be beside a point
const STEP = 1.5 // how much closer with one press

export class MapHand {
  line = [] // of the lasso that is being drawn

  // What can be reached: what is shown, where it stands on the screen.
  get reachable() {
    return this.points.filter(([id]) => this.lit.has(id))
  }

  lasso(line, done) {
    this.line = done ? [] : line
    if (done) this.desk.list.pickThese(heldBy(this.reachable, line))
    else this.paintOver()
  }

  press(at, { pointerType, shiftKey, ctrlKey, metaKey }) {
    const id = nearestTo(this.reachable, at, pointerType === "touch" ? FINGER : MOUSE)
    const { list } = this.desk
    if (id === undefined) return
    list.current = id
    if (shiftKey || ctrlKey || metaKey) list.pick(id)
    else this.desk.draw()
    list.focus()
  }

  hover(at) {
    const id = at && nearestTo(this.reachable, at, MOUSE)
    if (id === this.over) return
    this.over = id
    this.told.hover(id, at)
    this.paintOver()
  }

  shift(x, y) {
    this.lookAt(shifted(this.look, x, y))
  }

  zoom(by, at) {
    this.lookAt(zoomed(this.look, by, at, this.picture.size))
  }

  nearer(by = STEP) {
    const { width, height } = this.picture.size
    this.zoom(by, [width / 2, height / 2])
  }

  farther() {
    this.nearer(1 / STEP)
  }

  fit() {
    this.lookAt(wholeLook(this.picture.size))
    this.fitted = true
  }

  // Whether dragging moves the picture rather than drawing a lasso.
  turnHand() {
    this.shifting = !this.shifting
    this.hand.setAttribute("aria-pressed", String(this.shifting))
    this.box.classList.toggle("shifting", this.shifting)
  }

  lookAt(look) {
    this.look = look
    this.fitted = false
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined
      this.paint()
    })
  }
}
