// What the checks say of the encouragement that is open: one quiet line that opens.
import { el } from "../../parts/desks/elements.js"

const LATER = 1500 // ms after the last change until they are asked anew

export class Checking {
  constructor(box, page) {
    Object.assign(this, { box, page })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed) page.named(pressed.textContent)
    })
  }

  soon(delay = LATER) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), delay)
  }

  async ask() {
    const told = await this.page.feed.get("checks", {})
    if (!told || this.page.feed.closed) return
    this.told = { ...told, of: new Map(told.of) }
    this.page.draw()
  }

  // Of the edition as a whole; nothing before it is known.
  get whole() {
    return this.told?.edition ?? []
  }

  draw(one) {
    const found = this.told?.of.get(one.id)
    const state = JSON.stringify([one.id, found, this.told?.note])
    if (this.state === state) return
    if (this.of !== one.id) this.box.open = false
    Object.assign(this, { state, of: one.id })
    this.box.hidden = found === undefined
    if (!found) return
    const count = el("b", { class: found.length ? "short" : "", text: found.length ? `${found.length} to look at` : "✓ all checks passed" })
    const line = found.map(([sentence]) => ` · ${sentence}`).join("")
    this.box.replaceChildren(el("summary", {}, count, el("span", { class: "line", text: line })), el("ul", {}, ...found.map(findingOf)), ...this.note())
  }

  note() {
    return this.told.note ? [el("p", { class: "quiet", text: this.told.note })] : []
  }

  close() {
    clearTimeout(this.timer)
  }
}

const findingOf = ([sentence, refs]) =>
  el("li", {}, sentence, ...refs.flatMap((ref) => [" ", el("button", { type: "button", class: "ref", text: ref })]))
