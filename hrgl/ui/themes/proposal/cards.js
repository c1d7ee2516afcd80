// A card for each theme that would begin, gain or lose something, with its statements whole.
import { button, el } from "../../parts/desks/elements.js"
import { rest } from "./rest.js"
import { cardsOf } from "./telling.js"
import { inSight } from "./ticks.js"

const SECTIONS = [
  ["new", "New themes", "New"],
  ["gains", "Themes that gain statements", "Gain"],
  ["apart", "Themes that fall apart", "Fall apart"],
  ["loses", "Themes that lose statements", "Lose"],
]

export class Cards {
  unfolded = new Set()
  only = false

  constructor({ box, jumps, ticks, changed }) {
    Object.assign(this, { box, jumps, ticks, changed })
    box.onchange = ({ target }) => this.ticked(target)
  }

  ticked({ checked, dataset }) {
    const ids = dataset.id ? [Number(dataset.id)] : this.cards.get(dataset.card)?.ids
    if (!ids) return
    this.ticks.set(ids, checked)
    this.show()
    this.changed()
  }

  draw(told) {
    const cards = cardsOf(told)
    this.cards = new Map(cards.map((card) => [card.key, card]))
    const sections = SECTIONS.map(([kind, title, short]) => this.section(cards, kind, title, short))
    const there = sections.filter(Boolean)
    this.box.replaceChildren(...there.map(([section]) => section), ...(this.only ? [] : rest(told)))
    this.jumps.replaceChildren(...(there.length > 1 ? there.map(([, jump]) => jump) : []))
    this.show()
  }

  // All cards of a kind, and the button that leads there.
  section(cards, kind, title, short) {
    const drawn = cards.filter((card) => card.kind === kind).map((card) => this.card(card)).filter(Boolean)
    if (!drawn.length) return undefined
    const heading = el("h2", { text: `${title} (${drawn.length})`, tabindex: "-1" })
    const jump = button(`${short} ${drawn.length}`, { class: "link" })
    jump.onclick = () => {
      heading.scrollIntoView()
      heading.focus()
    }
    return [el("section", {}, heading, ...drawn), jump]
  }

  card({ key, name, number, titles, about, line, ids, leaves }) {
    const { rows } = this.ticks
    const shown = inSight(ids, rows, { unfolded: this.unfolded.has(key), only: this.only })
    if (this.only && (leaves || !shown.length)) return undefined
    const unsure = ids.filter((id) => rows.get(id).other).length
    const words = [...about, unsure && `${unsure} unsure`].filter(Boolean).join(" · ")
    const tick = el("input", { type: "checkbox", data: { card: key } })
    const list = el("ul", {}, ...(leaves && !this.unfolded.has(key) ? [] : shown.map((id) => this.row(id, leaves))))
    const card = el(
      "article",
      {},
      el("label", { class: "title" }, tick, el("b", { text: name }), el("span", { class: "quiet", text: words })),
    )
    if (titles?.length) card.append(this.titles(number, name, titles))
    if (line) card.append(el("p", { class: "line", text: line }))
    card.append(list)
    const folded = ids.length - list.children.length
    if (!this.only && (folded || this.unfolded.has(key))) card.append(this.fold(key, name, folded))
    return card
  }

  // What else a new theme could be called: one press, and it is.
  titles(number, name, others) {
    const made = others.map((title) => {
      const press = button(title, { "aria-label": `Call “${name}” rather “${title}”` })
      press.onclick = () => this.call(number, title)
      return press
    })
    return el("p", { class: "titles", data: { titles: number } }, el("span", { class: "quiet", text: "or" }), ...made)
  }

  call(number, title) {
    this.ticks.call(number, title)
    this.draw(this.ticks.told)
    this.box.querySelector(`[data-titles="${number}"] button`)?.focus()
  }

  fold(key, name, folded) {
    const all = folded === this.cards.get(key).ids.length
    const those = folded === 1 ? "Show it" : `Show these ${folded}`
    const more = all ? those : `Show ${folded} more`
    const text = folded ? more : "Show fewer"
    const made = button(text, { class: "link fold", "aria-label": `${text}: ${name}` })
    made.onclick = () => {
      if (!this.unfolded.delete(key)) this.unfolded.add(key)
      this.draw(this.ticks.told)
      this.box.querySelector(`[data-card="${CSS.escape(key)}"]`)?.focus()
    }
    return made
  }

  row(id, leaves) {
    const { ref, text, left, typical, other, group } = this.ticks.rows.get(id)
    const came = left ? `from “${left}”` : "from no theme"
    const marks = [
      el("span", { class: "way", text: leaves ? `to “${group.name}”` : came }),
      ...(typical ? [el("span", { class: "typical", text: "typical" })] : []),
      ...(other ? [el("span", { class: "chip", text: `unsure: or “${other}”?` })] : []),
    ]
    return el(
      "li",
      {},
      el(
        "label",
        { class: "row" },
        el("input", { type: "checkbox", data: { id } }),
        el("span", { class: "ref", text: ref }),
        el("span", { class: "text", text }),
        el("span", { class: "about" }, ...marks),
      ),
    )
  }

  // Ticks as they are by now; the same statement may stand in two cards.
  show() {
    for (const box of this.box.querySelectorAll("input[data-id]")) {
      box.checked = this.ticks.has(Number(box.dataset.id))
      box.closest(".row").classList.toggle("skipped", !box.checked)
    }
    for (const box of this.box.querySelectorAll("input[data-card]")) {
      const state = this.ticks.of(this.cards.get(box.dataset.card).ids)
      box.checked = state === "all"
      box.indeterminate = state === "some"
    }
  }
}
