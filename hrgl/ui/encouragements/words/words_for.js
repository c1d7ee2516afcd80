// An amendment is accepted with other words: those it is about, changed once more, and why.
import { button, el } from "../../parts/desks/elements.js"

export class WordsFor {
  // `send({ words, reason })`; `closed()`: it was left
  constructor(box, { send, closed }) {
    Object.assign(this, { box, send, closed })
  }

  get open() {
    return Boolean(this.amendment)
  }

  begin(amendment, one) {
    this.amendment = amendment
    const { number, before, after, place, field } = amendment
    const whole = `The words it was about have changed since: this is the ${field === "examples" ? "whole of the examples" : `whole ${field}`}, as it shall read.`
    const hint = place ? `Instead of “${before.trim() || "nothing"}” it shall read:` : whole
    this.area = el("textarea", { rows: "2", dir: "auto", spellcheck: "true", "aria-label": `The words for amendment ${number}` })
    this.area.value = place ? after : one[field]
    this.reason = el("input", { class: "why", "aria-label": "Why", placeholder: "Why (whoever proposed it reads it)", maxlength: "2000", autocomplete: "off" })
    const accept = button("Accept with these words", { class: "primary" })
    accept.onclick = () => this.accept()
    const leave = button("Cancel")
    leave.onclick = () => this.end()
    this.box.classList.add("editing")
    this.box.replaceChildren(el("p", { class: "title", text: `Amendment ${number}, with other words` }), el("label", {}, hint, this.area), this.reason, el("div", { class: "choices" }, accept, leave))
    this.box.onkeydown = (event) => this.key(event)
    this.area.focus()
    this.box.scrollIntoView({ block: "nearest" })
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.accept()
    else if (event.key === "Escape") this.end()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  accept() {
    this.send({ words: this.area.value, reason: this.reason.value.trim() })
  }

  end() {
    if (!this.open) return
    this.amendment = undefined
    this.box.classList.remove("editing")
    this.box.replaceChildren()
    this.closed()
  }
}
