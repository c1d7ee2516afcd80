// The hand on the map: a lasso, a press, moving the picture, the wheel, and two fingers.
const STILL = 5 // pixels that a press may tremble

export class Gestures {
  fingers = new Map()

  // `told`: lasso(line, done), press(at, event), shift(x, y), zoom(by, at), hover(at); `moves()`: whether
  // the hand moves the picture rather than drawing
  constructor(box, told, moves) {
    Object.assign(this, { box, told, moves })
    box.addEventListener("pointerdown", (event) => this.down(event))
    box.addEventListener("pointermove", (event) => this.move(event))
    box.addEventListener("pointerup", (event) => this.up(event, true))
    box.addEventListener("pointercancel", (event) => this.up(event, false))
    box.addEventListener("pointerleave", () => told.hover())
    box.addEventListener("wheel", (event) => this.wheel(event), { passive: false })
  }

  at({ clientX, clientY }) {
    const { left, top } = this.box.getBoundingClientRect()
    return [clientX - left, clientY - top]
  }

  down(event) {
    if (event.button > 1) return
    if (event.button === 1) event.preventDefault() // no scrolling by itself
    this.box.setPointerCapture(event.pointerId)
    this.fingers.set(event.pointerId, this.at(event))
    if (this.fingers.size > 1) return this.drop()
    this.line = [this.at(event)]
    this.far = false
    this.shifting = this.moves() || event.shiftKey || event.button === 1
  }

  move(event) {
    const at = this.at(event)
    const before = this.fingers.get(event.pointerId)
    if (!before) return this.told.hover(at)
    if (this.fingers.size > 1) this.pinch(event.pointerId, at)
    else if (this.line) this.stroke(before, at)
    this.fingers.set(event.pointerId, at)
  }

  stroke(before, at) {
    this.far ||= Math.hypot(at[0] - this.line[0][0], at[1] - this.line[0][1]) > STILL
    if (!this.far) return
    this.told.hover()
    if (this.shifting) return this.told.shift(at[0] - before[0], at[1] - before[1])
    this.line.push(at)
    this.told.lasso(this.line, false)
  }

  pinch(moving, at) {
    const [[, still]] = [...this.fingers].filter(([id]) => id !== moving)
    const before = this.fingers.get(moving)
    const apart = ([x, y]) => Math.hypot(x - still[0], y - still[1])
    this.told.zoom(apart(at) / Math.max(1, apart(before)), still)
  }

  up(event, done) {
    this.fingers.delete(event.pointerId)
    const { line, far } = this
    this.line = undefined
    if (!line || !done) return this.drop()
    if (!far) this.told.press(line[0], event)
    else if (!this.shifting) this.told.lasso(line, true)
  }

  // A second finger ends what the first one drew.
  drop() {
    this.line = undefined
    this.told.lasso([], false)
  }

  wheel(event) {
    event.preventDefault()
    this.told.zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), this.at(event))
  }
}
