// What can be done with the encouragement that is open, below its wording.
import { button, el } from "../../parts/desks/elements.js"
import { lapsing } from "./telling.js"

export class Bar {
  constructor(box, page) {
    Object.assign(this, { box, page, why: {} })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed && event.detail <= 1) page.doing.run(pressed.dataset.does)
    })
  }

  // Drawn anew only where it would read otherwise, so that nobody is disturbed in the field.
  draw(one) {
    const { typed, model } = this.page
    const state = [one.id, one.stage, one.wording, one.place, one.lacks, lapsing(one), typed.wordsChanged(one), typed.remarksChanged(one), model.edition]
    if (this.state === JSON.stringify(state)) return
    this.state = JSON.stringify(state)
    const active = this.box.getRootNode().activeElement
    const had = this.box.contains(active) && (active.dataset.does ?? "why")
    const drawn = one.stage === "set_aside" ? this.aside() : this.open(one)
    this.box.replaceChildren(...drawn)
    if (had) (this.box.querySelector(`[data-does="${had}"]`) ?? this.box.querySelector(`.${had}`))?.focus({ preventScroll: true })
  }

  aside() {
    const back = this.act("bringBack", "Bring it back", "A", { class: "primary" })
    return [el("div", { class: "buttons" }, back, this.next())]
  }

  open(one) {
    const words = this.page.typed.wordsChanged(one)
    const changed = words || this.page.typed.remarksChanged(one)
    const { published } = this.page.model.edition
    const label = words || !changed ? `Save wording ${one.wording + 1}` : "Save the remarks"
    const save = this.act("save", label, "Ctrl ⏎", { class: "primary", disabled: !changed })
    const others = published ? [] : [...this.submitting(one, changed), ...this.placing(one)]
    return [this.said(one, { words, published }), ...(words ? [this.reason(one)] : []), el("div", { class: "buttons" }, save, ...others, this.next())]
  }

  said(one, { words, published }) {
    const lacks = one.stage === "draft" ? one.lacks : []
    const told = published
      ? "The outcome document has been published: only the remarks may still grow."
      : (words && lapsing(one)) || lacks[0] || ""
    return el("p", { class: "before", text: told })
  }

  submitting(one, changed) {
    if (one.stage !== "draft") return []
    const title = changed ? "Save it first" : one.lacks.join(" ")
    return [this.act("submit", "Submit for review", "T", { disabled: changed || one.lacks.length > 0, title })]
  }

  placing(one) {
    const where = one.place ? `Place ${one.place} ▾` : "Place ▾"
    return [this.act("place", where, "P"), this.act("more", "⋯", undefined, { "aria-label": "What else can be done", "aria-keyshortcuts": ".", title: "What else can be done (.)" })]
  }

  next() {
    return this.act("next", "Next", "J", { class: "link next" })
  }

  // Why it was changed, kept with the wording; it belongs to this encouragement and no other.
  reason(one) {
    const field = el("input", { class: "why", "aria-label": "Why it is changed", placeholder: "Why (one line, if you like)", maxlength: "300", autocomplete: "off" })
    field.value = this.why[one.id] ?? ""
    field.oninput = () => (this.why[one.id] = field.value)
    return field
  }

  act(does, label, key, more = {}) {
    return button(label, { key, data: { does }, ...more })
  }
}
