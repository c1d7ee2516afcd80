// The rail: the queue, what is unsure, the themes, what was left out. Each can be dropped on.
import { button, el } from "../../parts/desks/elements.js"
import { ALL, FOUND, LEFT_OUT, QUEUE, UNSURE } from "./standing.js"

export const asPlace = (text) => ([ALL, UNSURE, FOUND].includes(text) ? text : Number(text))

export class Rail {
  ticked = new Set()

  constructor(nav, { model, open, merge }) {
    Object.assign(this, { nav, model, open, merge })
    nav.addEventListener("click", (event) => this.clicked(event))
    nav.addEventListener("keydown", (event) => this.key(event))
  }

  clicked(event) {
    if (event.detail > 1) return
    if (event.target.closest(".merge")) return this.merge([...this.ticked])
    const entry = event.target.closest("[data-place]")
    if (!entry) return
    const place = asPlace(entry.dataset.place)
    if (event.target.closest(".tick") || event.ctrlKey || event.metaKey) this.tick(place)
    else this.open(place)
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    const entries = [...this.nav.querySelectorAll("button[data-place]")]
    const at = entries.indexOf(event.target)
    if (at < 0) return
    if (steps[event.key]) entries[at + steps[event.key]]?.focus()
    else if (event.key === " ") this.tick(asPlace(event.target.dataset.place))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  tick(place) {
    if (!(place > 0)) return
    if (!this.ticked.delete(place)) this.ticked.add(place)
    this.draw(this.at)
  }

  // To the place before or after the one that is open.
  step(by) {
    const themes = this.model.shownThemes().map((theme) => theme.id)
    const looked = this.model.found ? [FOUND] : []
    const places = [QUEUE, UNSURE, ALL, ...looked, ...themes, LEFT_OUT]
    const place = places[places.indexOf(this.at) + by]
    if (place !== undefined) this.open(place)
  }

  draw(at) {
    this.at = at
    const counts = this.model.counts()
    this.tally = this.model.attention.tally()
    const themes = this.model.shownThemes()
    const there = new Set(themes.map((theme) => theme.id))
    for (const id of this.ticked) if (!there.has(id)) this.ticked.delete(id)
    const had = this.nav.getRootNode().activeElement?.dataset.place
    this.nav.replaceChildren(
      this.entry(QUEUE, "In no theme", "○", counts),
      this.entry(UNSURE, "Unsure", "?", counts),
      this.entry(ALL, "All", "≡", counts),
      ...this.looked(counts),
      el("hr"),
      ...themes.map((theme) => this.theme(theme, counts)),
      el("hr"),
      this.entry(LEFT_OUT, "Left out", "–", counts),
      ...this.merging(),
    )
    if (had !== undefined) {
      this.nav.querySelector(`button[data-place="${had}"]`)?.focus({ preventScroll: true })
    }
  }

  theme(theme, counts) {
    const made = this.entry(theme.id, theme.name, theme.flag ? "⚑" : theme.reviewed ? "✓" : "", counts)
    const ticked = this.ticked.has(theme.id)
    if (theme.reviewed) made.append(el("span", { class: "unseen", text: ", looked through" }))
    this.seen(made, theme.id, counts.get(theme.id) ?? 0)
    if (theme.flag) made.append(flagOf(theme))
    if (ticked) made.append(el("span", { class: "unseen", text: ", ticked to be merged" }))
    made.classList.toggle("ticked", ticked)
    made.prepend(el("span", { class: "tick", "aria-hidden": "true", text: ticked ? "☑" : "☐" }))
    return made
  }

  entry(place, name, sign, counts) {
    const made = button("", { data: { place }, "aria-current": place === this.at && "true" })
    made.append(
      el("span", { class: "sign", "aria-hidden": "true", text: sign }),
      el("span", { class: "name", text: name, title: name }),
      el("span", { class: "count", text: String(counts.get(place) ?? 0) }),
    )
    return made
  }

  // How many of it were read, what is new, and who else is there.
  seen(made, id, holds) {
    const { read = 0, fresh = 0 } = this.tally.get(id) ?? {}
    const count = made.querySelector(".count")
    if (read < holds) count.replaceChildren(`${read} of ${holds}`, el("span", { class: "unseen", text: " read" }))
    const dot = el("span", { class: "fresh", title: `${fresh} new since you looked` })
    dot.append(el("span", { class: "unseen", text: `, ${fresh} new since you looked` }))
    count.before(...(fresh ? [dot] : []), ...this.model.attention.present(id).map(hereOf))
  }

  // What was looked for last.
  looked(counts) {
    return this.model.found ? [this.entry(FOUND, this.model.found.name, "≈", counts)] : []
  }

  merging() {
    const ticked = this.ticked.size
    if (ticked < 2) return []
    return [button(`Merge these ${ticked}`, { key: "G", class: "merge primary" })]
  }
}

const flagOf = ({ flag }) =>
  el("span", { class: "word" }, el("span", { class: "unseen", text: ", flagged: " }), flag)

function hereOf(name) {
  const made = el("span", { class: "here", title: `${name} is here` })
  const initial = el("span", { "aria-hidden": "true", text: [...name.trim()][0]?.toUpperCase() })
  made.append(initial, el("span", { class: "unseen", text: `, ${name} is here` }))
  return made
}
