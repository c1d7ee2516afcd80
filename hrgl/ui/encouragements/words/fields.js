// A field that grows with its text, and in which references are marked where they are named.
import { el } from "../../parts/desks/elements.js"
import { namedAt, namedIn } from "./text.js"

export class Field {
  // `told`: typed(words), at(field), named(ref)
  constructor({ id, name, label, hint = "", placeholder = "" }, told) {
    Object.assign(this, { name, told })
    this.area = el("textarea", { id, rows: "1", placeholder, spellcheck: "true", autocomplete: "off" })
    this.under = el("div", { class: "under", "aria-hidden": "true" })
    this.hint = el("span", { class: "hint", id: `${id}-hint`, text: hint })
    if (hint) this.area.setAttribute("aria-describedby", `${id}-hint`)
    const grow = el("div", { class: `grow ${name}` }, this.under, this.area)
    const heading = el("div", { class: "label" }, el("label", { for: id, text: label }), this.hint)
    this.box = el("div", { class: "field" }, heading, grow)
    this.area.oninput = () => this.typed()
    for (const what of ["click", "keyup", "focus"]) this.area.addEventListener(what, () => this.moved())
  }

  typed() {
    this.mark()
    this.told.typed(this.name, this.area.value)
    this.moved()
  }

  moved() {
    const at = this.area.selectionStart
    this.told.at(this, at)
    this.told.named(namedAt(this.area.value, at))
  }

  // What is typed is left alone; words from elsewhere are put in.
  put(words, { readonly = false, marked } = {}) {
    if (this.area.value !== words) this.area.value = words
    this.area.readOnly = readonly
    this.marked = marked
    this.mark()
  }

  mark() {
    const text = this.area.value
    let from = 0
    const pieces = namedIn(text).flatMap(({ ref, start, end }) => {
      const before = text.slice(from, start)
      from = end
      return [before, el("span", { class: `named${ref === this.marked ? " on" : ""}`, text: text.slice(start, end) })]
    })
    this.under.replaceChildren(...pieces, `${text.slice(from)}\n`) // a last line that is empty is one too
  }
}
