// A press that began on what was drawn ends on it: what comes in waits until nothing is held down, as
// a button that is drawn anew under the mouse would swallow the press.
const ENDS = ["pointerup", "pointercancel", "blur"]
const LONGEST_PRESS = 2000 // ms; what is held longer is dragged, or its end was never told

export class Pressing {
  held = false
  waiting = []

  constructor() {
    this.begins = () => {
      this.held = true
      this.letGoIn(LONGEST_PRESS)
    }
    this.ends = () => this.letGoIn(0) // the click itself comes first
    window.addEventListener("pointerdown", this.begins, true)
    for (const what of ENDS) window.addEventListener(what, this.ends, true)
  }

  letGoIn(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.letGo(), delay)
  }

  letGo() {
    this.held = false
    for (const goOn of this.waiting.splice(0)) goOn()
  }

  // At once where nothing is held down.
  over() {
    return new Promise((resolve) => (this.held ? this.waiting.push(resolve) : resolve()))
  }

  close() {
    window.removeEventListener("pointerdown", this.begins, true)
    for (const what of ENDS) window.removeEventListener(what, this.ends, true)
    clearTimeout(this.timer)
    this.letGo()
  }
}
