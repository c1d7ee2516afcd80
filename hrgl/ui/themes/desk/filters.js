// What of a place is shown: words, room, kind, who. It always says how many of how many.
import { el } from "./elements.js"

export class Filters {
  constructor(box, kinds, changed) {
    this.words = box.querySelector("input")
    this.selects = [...box.querySelectorAll("select:not([name=sort])")]
    this.shown = box.querySelector(".shown")
    this.clearing = box.querySelector(".clear")
    this.kinds = kinds
    this.words.oninput = changed
    for (const select of this.selects) select.onchange = changed
    this.clearing.onclick = () => {
      this.clear()
      changed()
    }
  }

  get on() {
    return this.words.value.trim() !== "" || this.selects.some((select) => select.value)
  }

  clear() {
    this.words.value = ""
    for (const select of this.selects) select.value = ""
  }

  // The lists offer what there is among these statements.
  offer(rows) {
    for (const select of this.selects) {
      const name = select.name
      const values = [...new Set(rows.map((row) => row[name] ?? ""))].filter(Boolean).toSorted()
      const known = [...select.options].slice(1).map((option) => option.value)
      if (values.join("|") === known.join("|")) continue
      const value = select.value
      const label = (each) => (name === "kind" ? this.kinds[each] : each)
      const options = values.map((each) => el("option", { value: each, text: label(each) }))
      select.replaceChildren(select.options[0], ...options)
      select.value = values.includes(value) ? value : ""
    }
  }

  // Those of these statements that are wanted.
  wanted(rows) {
    const words = this.words.value.trim().toLowerCase().split(/\s+/)
    const found = rows.filter(
      (row) =>
        this.selects.every(({ name, value }) => !value || row[name] === value) &&
        words.every((word) => `${row.ref} ${row.text}`.toLowerCase().includes(word)),
    )
    this.shown.textContent = this.on ? `${found.length} of ${rows.length} shown` : ""
    this.clearing.hidden = !this.on
    return found
  }
}
