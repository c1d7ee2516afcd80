// The rail: the places as the document's contents, candidates, and what was set aside. Each entry can
// be dragged, and each place dropped on.
import { button, el } from "../../parts/desks/elements.js"
import { nameOf, stateOf } from "./telling.js"

export const CANDIDATES = 0 // where one without a place is put

export class Places {
  constructor(nav, { model, typed, open, run }) {
    Object.assign(this, { nav, model, typed, open, run })
    nav.addEventListener("click", (event) => this.clicked(event))
    nav.addEventListener("keydown", (event) => this.key(event))
  }

  clicked(event) {
    if (event.detail > 1) return
    const pressed = event.target.closest("button")
    if (!pressed) return
    const { id, free, group } = pressed.dataset
    if (id) this.open(Number(id))
    else if (free) this.run("fill", free)
    else if (group) this.run("head", group)
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    const entries = [...this.nav.querySelectorAll("button")]
    entries[entries.indexOf(event.target) + step]?.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  draw(current) {
    const { places, candidates, aside } = this.model.contents()
    const active = this.nav.getRootNode().activeElement
    const had = this.nav.contains(active) && { ...active.dataset }
    this.nav.replaceChildren(
      ...places.flatMap((each) => this.place(each, current)),
      this.part("Candidates", candidates, current),
      this.part("Set aside", aside, current),
    )
    if (had) this.refocus(had)
  }

  refocus({ id, free, group }) {
    const wanted = id ? `[data-id="${id}"]` : free ? `[data-free="${free}"]` : `[data-group="${group}"]`
    this.nav.querySelector(`button${wanted}`)?.focus({ preventScroll: true })
  }

  place({ place, held }, current) {
    const group = this.model.groups.get(place)
    const heading = group ? [el("h2", { class: "group" }, button(group.heading, { data: { group: place }, title: "Edit this heading (H)" }))] : []
    return [...heading, held ? this.entry(held, current, place) : this.free(place)]
  }

  free(place) {
    const made = button("", { class: "free", data: { place, free: place }, title: "Choose what goes here" })
    made.append(el("b", { text: String(place) }), el("span", { text: "free" }))
    return made
  }

  entry(one, current, place) {
    const more = { fresh: this.model.fresh(one), unsaved: this.typed.unsaved(one) }
    const made = button("", { class: "one", data: { id: one.id }, "aria-current": one.id === current && "true" })
    const name = el("span", { class: one.heading ? "name" : "name begun", text: nameOf(one, this.model.themes) })
    const state = el("small", { class: one.objections ? "bad" : "", text: stateOf(one, more) })
    made.append(el("b", { class: "grip", text: place ? String(place) : "–" }), el("span", {}, name, state))
    return el("div", { class: "entry", data: { id: one.id, place: place ?? (one.stage === "set_aside" ? "aside" : CANDIDATES) } }, made)
  }

  part(title, held, current) {
    const place = title === "Candidates" ? CANDIDATES : "aside"
    const heading = el("h2", { text: `${title} · ${held.length}` })
    return el("section", { data: { place }, "aria-label": title }, heading, ...held.map((one) => this.entry(one, current)))
  }

  see(id) {
    this.nav.querySelector(`.entry[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" })
  }

  focus() {
    const now = this.nav.querySelector("[aria-current]") ?? this.nav.querySelector("button")
    now?.focus()
  }
}
