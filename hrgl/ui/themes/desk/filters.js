// What of a place is shown: by words, room, kind, actor type, region and what was read, all at once. It says
// how many of how many. Unless there is much room the lists are folded behind one button.
import { el } from "../../parts/desks/elements.js"

// Of these rows those that have all these words, and every value that is chosen.
export function narrowed(rows, typed, chosen, marks) {
  const words = typed.trim().toLowerCase().split(/\s+/)
  const has = ({ ref, text }) => words.every((word) => `${ref} ${text}`.toLowerCase().includes(word))
  const is = (row, { name, value }) => (name === "seen" ? marks[value](row) : row[name] === value)
  return rows.filter((row) => chosen.every((each) => is(row, each)) && has(row))
}

export class Filters {
  constructor(box, names, attention, changed) {
    this.words = box.querySelector("input")
    this.selects = [...box.querySelectorAll("select:not([name=sort])")]
    this.shown = box.querySelector(".shown")
    this.clearing = box.querySelector(".clear")
    this.names = names // of what has another name on the screen
    this.words.oninput = changed
    this.attention = attention
    for (const select of this.selects) {
      select.onchange = () => {
        attention.hold()
        changed()
      }
    }
    this.box = box
    this.fold = box.querySelector(".fold")
    this.fold.onclick = () => this.unfold(!this.unfolded)
    this.clearing.onclick = () => {
      this.clear()
      changed()
    }
  }

  get unfolded() {
    return this.box.classList.contains("unfolded")
  }

  unfold(on) {
    this.box.classList.toggle("unfolded", on)
    this.fold.setAttribute("aria-expanded", String(on))
  }

  get on() {
    return this.words.value.trim() !== "" || this.selects.some((select) => select.value)
  }

  clear() {
    this.words.value = ""
    for (const select of this.selects) select.value = ""
  }

  // Another list is opened.
  begin() {
    this.clear()
    this.unfold(false)
  }

  // The lists offer what there is among these statements.
  offer(rows) {
    for (const select of this.selects.filter(({ name }) => name !== "seen")) {
      const name = select.name
      const values = [...new Set(rows.map((row) => row[name] ?? ""))].filter(Boolean).toSorted()
      const known = [...select.options].slice(1).map((option) => option.value)
      if (values.join("|") === known.join("|")) continue
      const value = select.value
      const label = (each) => (this.names[name]?.[each] ?? each)
      const options = values.map((each) => el("option", { value: each, text: label(each) }))
      select.replaceChildren(select.options[0], ...options)
      select.value = values.includes(value) ? value : ""
    }
  }

  // Those of these statements that are wanted.
  wanted(rows) {
    const chosen = this.selects.filter((select) => select.value)
    const found = narrowed(rows, this.words.value, chosen, this.attention.marks())
    for (const select of this.selects) select.classList.toggle("on", chosen.includes(select))
    this.fold.textContent = chosen.length ? `Filters (${chosen.length})` : "Filters"
    const words = [`${found.length} of ${rows.length}`, el("span", { class: "unseen", text: " shown" })]
    this.shown.replaceChildren(...(this.on ? words : []))
    this.clearing.hidden = !this.on
    return found
  }
}
