// A small question over the list: words to type, and what can be chosen by them.
import { el } from "./elements.js"

const MOST = 9

export class Popup {
  constructor(box, back) {
    this.box = box
    this.back = back
    this.at = 0
    // a press anywhere else asks nothing any more
    box.getRootNode().addEventListener("pointerdown", (event) => {
      if (!event.composedPath().includes(box)) box.hidden = true
    })
  }

  get open() {
    return !this.box.hidden
  }

  // `options(words)`: [{ label, run }], the first is taken by Enter.
  ask({ title, value = "", options }) {
    this.options = options
    this.input = el("input", {
      id: "question",
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": "answers",
      "aria-autocomplete": "list",
      autocomplete: "off",
    })
    this.list = el("ul", { id: "answers", role: "listbox", "aria-label": title })
    this.box.setAttribute("aria-label", title)
    this.box.replaceChildren(el("label", { for: "question", text: title }), this.input, this.list)
    this.box.hidden = false
    this.input.value = value
    this.input.oninput = () => this.fill(0)
    this.input.onkeydown = (event) => this.key(event)
    this.fill(0)
    this.input.focus()
    this.input.select()
  }

  fill(at) {
    this.found = this.options(this.input.value.trim()).slice(0, MOST)
    this.at = Math.max(0, Math.min(at, this.found.length - 1))
    this.list.replaceChildren(
      ...this.found.map(({ label }, number) => {
        const selected = String(number === this.at)
        const id = `answer-${number}`
        const entry = el("li", { id, role: "option", "aria-selected": selected, text: label })
        entry.onclick = () => this.choose(number)
        return entry
      }),
    )
    const active = this.found.length ? `answer-${this.at}` : ""
    this.input.setAttribute("aria-activedescendant", active)
  }

  key(event) {
    event.stopPropagation()
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter") this.choose(this.at)
    else if (steps[event.key]) this.fill(this.at + steps[event.key])
    else return
    event.preventDefault()
  }

  choose(number) {
    const chosen = this.found[number]
    if (!chosen) return
    this.close()
    chosen.run()
  }

  close() {
    this.box.hidden = true
    this.back()
  }
}
