// The line over everything, with the clock, and what can stand beside or in place of the screen.
import { button } from "../../parts/desks/elements.js"
import { clockIn, topLine } from "./telling.js"
import { SIDES } from "./side.js"

const OTHER_KEYS = { presence: "P", speaking: "S", agenda: "I" }
const TICK = 10_000

export class TopLine {
  begin() {
    this.ticking = setInterval(() => this.drawLine(), TICK)
    this.fitting = () => {
      this.height.fit()
      if (this.model.one && !this.reading) this.screen.fit()
    }
    document.addEventListener("fullscreenchange", this.fitting)
    window.addEventListener("resize", this.fitting)
    this.views = this.root.querySelector(".views")
    this.views.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed && event.detail <= 1) this.turn(pressed.dataset.does)
    })
  }

  turn(what) {
    if (SIDES[what]) this.side.turn(what)
    else this.doing.run(what)
  }

  drawTop() {
    this.drawLine()
    const { meeting, told } = this.model
    const sides = meeting ? Object.entries(SIDES).map(([what, name]) => [what, what === "speaking" && meeting.hands.length ? `${name} ${meeting.hands.length}` : name, OTHER_KEYS[what]]) : []
    const minutes = meeting || told.earlier.length ? [["minutes", "Minutes", "M"]] : []
    const offered = [...sides, ...minutes, ["whole", "Whole screen", "F"]]
    const pressed = (what) => String(what === this.side.shown || (what === "minutes" && Boolean(this.reading)))
    const state = JSON.stringify(offered.map(([what, ...rest]) => [what, ...rest, pressed(what)]))
    if (this.topState === state) return
    this.topState = state
    const active = this.root.getRootNode().activeElement
    const had = this.views.contains(active) && active.dataset.does
    this.views.replaceChildren(...offered.map(([does, name, key]) => button(name, { key, data: { does }, "aria-pressed": does === "whole" ? undefined : pressed(does) })))
    if (had) this.views.querySelector(`[data-does="${had}"]`)?.focus({ preventScroll: true })
  }

  drawLine() {
    if (!this.model.told) return
    const line = topLine(this.model.told, clockIn(this.model.told.edition.zone))
    const shown = this.root.querySelector(".line")
    if (shown.textContent !== line) shown.textContent = line
  }

  escape() {
    if (this.lines.helping) this.lines.showHelp()
    else if (this.reading) this.read(undefined)
    else if (this.side.shown) this.side.turn(this.side.shown)
    else return false
    return true
  }

  end() {
    clearInterval(this.ticking)
    document.removeEventListener("fullscreenchange", this.fitting)
    window.removeEventListener("resize", this.fitting)
  }
}
