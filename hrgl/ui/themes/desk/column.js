// A column of the board: what stands in a theme, card by card; only the cards in sight are there.
import { el } from "../../parts/desks/elements.js"
import { guess } from "./row.js"
import { Virtual } from "../../parts/desks/virtual.js"

const [OVER, PAD] = [40, 40] // pixels of a card that are not its text: in height, in width

export class Column {
  constructor(place, drawCard) {
    this.head = el("div", { role: "row", class: "head" })
    this.cards = el("div", { class: "cards" })
    this.box = el("div", { class: "column", data: { place } }, this.head, this.cards)
    this.virtual = new Virtual(this.cards, drawCard)
  }

  draw({ name, sign, ids, open }, row, current) {
    this.ids = ids
    const [words, count] = [name, ids.length].map((text) => el("span", { text }))
    const title = el("span", { role: "columnheader", title: name }, `${sign} `, words, " ", count)
    this.head.replaceChildren(title)
    this.box.classList.toggle("open", open)
    this.virtual.box.setAttribute("aria-label", name)
    const width = this.cards.clientWidth - PAD
    const anchor = this.virtual.anchor(current)
    this.virtual.set(ids, (id) => OVER + guess(row(id), width))
    this.virtual.hold(anchor)
  }

  // The card that stands at this height of the screen, or nearest to it.
  at(height) {
    const away = ([, card]) => {
      const { top, bottom } = card.getBoundingClientRect()
      return Math.max(0, top - height, height - bottom)
    }
    return [...this.virtual.drawn].toSorted((a, b) => away(a) - away(b))[0]?.[0]
  }

  top(id) {
    return this.virtual.drawn.get(id)?.getBoundingClientRect().top
  }

  close() {
    this.virtual.close()
    this.box.remove()
  }
}
