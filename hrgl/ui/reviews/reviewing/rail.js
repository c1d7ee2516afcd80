// The list on the left: what waits first, then the contested, then what was spoken on.
import { button, el } from "../../parts/desks/elements.js"

export const CONSENT = "consent" // the list that is agreed to at once

export class ReviewRail {
  constructor(nav, page) {
    Object.assign(this, { nav, page })
    nav.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed && event.detail <= 1) page.open(pressed.dataset.id === CONSENT ? CONSENT : Number(pressed.dataset.id))
    })
    nav.addEventListener("keydown", (event) => this.key(event))
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    const entries = [...this.nav.querySelectorAll("button")]
    entries[entries.indexOf(event.target) + step]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  // `parts`: [title, ids]; the consent list has an entry of its own
  draw(parts, { at, consent, state, unsent }) {
    const active = this.nav.getRootNode().activeElement
    const had = this.nav.contains(active) && active.dataset.id
    this.nav.replaceChildren(...parts.filter(([, ids]) => ids.length).map(([title, ids]) => this.part(title, ids, { at, consent, state, unsent })))
    if (had) this.nav.querySelector(`[data-id="${had}"]`)?.focus({ preventScroll: true })
  }

  part(title, ids, told) {
    const entries = ids.map((id) => this.entry(this.page.model.one(id), told))
    const whole = ids === told.consent ? [this.whole(ids, told.at)] : []
    return el("section", { "aria-label": title }, el("h2", { text: `${title} · ${ids.length}` }), ...whole, ...entries)
  }

  whole(ids, at) {
    const words = ids.length === 1 ? "Read it and agree" : `Read and agree to these ${ids.length}`
    return button(words, { class: "one whole", data: { id: CONSENT }, "aria-current": at === CONSENT && "true" })
  }

  entry(one, { at, state, unsent }) {
    const told = [state(one), unsent(one) && "not sent yet"].filter(Boolean).join(" · ")
    const made = button("", { class: "one", data: { id: one.id }, "aria-current": one.id === at && "true" })
    const small = el("small", { class: one.contested && !one.approved ? "bad" : "", text: told })
    made.append(el("b", { text: one.place ? String(one.place) : "–" }), el("span", {}, el("span", { class: "name", text: one.heading }), small))
    return made
  }

  see(id) {
    this.nav.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" })
  }

  focus() {
    const now = this.nav.querySelector("[aria-current]") ?? this.nav.querySelector("button")
    now?.focus({ preventScroll: true })
  }
}
