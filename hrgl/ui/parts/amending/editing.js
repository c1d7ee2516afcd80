// Other words are proposed where they stand: the fields as they read now, changed, and the difference
// shown before it is sent.
import { button, el } from "../desks/elements.js"
import { betweenTexts, readsTheSame } from "./between.js"
import { differenceNodes } from "./marking.js"

const EDITED = { heading: "Heading", explanation: "Explanation", examples: "Examples" }

export class Editing {
  // `send({ wording, heading, explanation, examples, reason, review })`; `closed()`: it was left;
  // `kept`: under which name what is typed outlives the page, in this tab
  constructor(box, { send, closed, kept }) {
    Object.assign(this, { box, send, closed, kept })
  }

  get open() {
    return this.from !== undefined
  }

  // `one`: { wordingId, wording, heading, explanation, examples }; `review`: the objection it settles
  begin(one, { review = null, title = "Propose other words" } = {}) {
    if (this.from?.wordingId === one.wordingId && this.review === review) return this.focus()
    Object.assign(this, { from: one, review })
    const left = this.left()
    this.areas = Object.fromEntries(Object.keys(EDITED).map((name) => [name, this.area(name, left?.[name] ?? one[name])]))
    this.reason = el("input", { class: "why", "aria-label": "Why", placeholder: "Why (the others read it)", maxlength: "2000", autocomplete: "off" })
    this.reason.value = left?.reason ?? ""
    this.reason.oninput = () => this.keep()
    this.shown = el("div", { class: "difference", "aria-live": "polite" })
    this.sending = button("Propose it", { class: "primary" })
    this.sending.onclick = () => this.propose()
    const leave = button("Cancel")
    leave.onclick = () => this.end()
    const fields = Object.entries(this.areas).map(([name, area]) => el("label", { class: `amend-${name}` }, EDITED[name], area))
    this.box.replaceChildren(el("p", { class: "title", text: `${title}: wording ${one.wording}` }), ...fields, this.reason, this.shown, el("div", { class: "choices" }, this.sending, leave))
    this.box.classList.add("editing")
    this.box.onkeydown = (event) => this.key(event)
    this.compare()
    this.focus()
  }

  area(name, words) {
    const made = el("textarea", { rows: name === "heading" ? "2" : "4", dir: "auto", spellcheck: "true" })
    made.value = words
    made.oninput = () => {
      this.compare()
      this.keep()
    }
    return made
  }

  get texts() {
    return Object.fromEntries(Object.entries(this.areas).map(([name, area]) => [name, area.value]))
  }

  compare() {
    const { texts } = this
    const changed = Object.keys(EDITED).map((name) => [name, betweenTexts(this.from[name], texts[name])]).filter(([, stretches]) => !readsTheSame(stretches))
    this.sending.disabled = !changed.length
    const none = el("p", { class: "quiet", text: "Change the words above: what you change is proposed, each part as an amendment of its own." })
    this.shown.replaceChildren(...(changed.length ? changed.flatMap(([name, stretches]) => [el("p", { class: "part", text: EDITED[name] }), el("p", { class: "text", dir: "auto" }, ...differenceNodes(stretches))]) : [none]))
  }

  // The same words go on from a wording that came meanwhile; what was typed stays as it is.
  follow(one) {
    if (!this.open || one.wordingId === this.from.wordingId) return
    const untouched = Object.keys(EDITED).every((name) => this.areas[name].value === this.from[name])
    if (untouched) {
      const { review } = this
      this.forget()
      return this.begin(one, { review })
    }
    this.shown.replaceChildren(el("p", { class: "bad", text: `Wording ${one.wording} came while you typed. Copy what you need: this was written on wording ${this.from.wording}.` }))
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.propose()
    else if (event.key === "Escape") this.end(false) // what is typed is kept
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  propose() {
    if (!this.sending.disabled) this.send({ wording: this.from.wordingId, ...this.texts, reason: this.reason.value.trim(), review: this.review })
  }

  // It was sent and taken, or given up; not done: it is only closed, and there when opened again.
  end(done = true) {
    if (!this.open) return
    if (done) this.drop()
    this.forget()
    this.closed()
  }

  forget() {
    this.from = undefined
    this.box.replaceChildren()
  }

  focus() {
    this.areas.explanation.focus({ preventScroll: true })
  }

  get name() {
    return `hrgl-amending-${this.kept}-${this.from.wordingId}`
  }

  keep() {
    sessionStorage.setItem(this.name, JSON.stringify({ ...this.texts, reason: this.reason.value }))
  }

  left() {
    return JSON.parse(sessionStorage.getItem(this.name) ?? "null")
  }

  drop() {
    sessionStorage.removeItem(this.name)
  }
}
