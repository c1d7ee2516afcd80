// The amendments to what is read: in its text with the numbers of the lines, each beside its own.
import { amendmentCard, collisionCard, tellLines } from "../../parts/amending/card.js"
import { button, el, many } from "../../parts/desks/elements.js"
import { groupedInFields } from "../../parts/amending/marked.js"
import { Lined } from "../../parts/amending/lined.js"
import { markedFields } from "../../parts/amending/marking.js"

export class AmendedText {
  turned = new Map() // by encouragement: whether they are shown in the text, where somebody chose

  constructor(page) {
    this.page = page
  }

  told(one) {
    return this.page.feed.amendments.get(one.id)?.all ?? []
  }

  open(one) {
    return this.told(one).filter(({ outcome }) => !outcome)
  }

  // Where nothing changed that is to be marked, what is proposed stands in the text from the first.
  shows(one) {
    return this.open(one).length > 0 && (this.turned.get(one.id) ?? !this.page.before(one))
  }

  turn(one) {
    if (this.open(one).length) this.turned.set(one.id, !this.shows(one))
  }

  box() {
    this.place = el("div")
    this.disputes = el("div")
    return el("div", {}, this.disputes, this.place)
  }

  drawLines(one) {
    this.close()
    const open = this.open(one)
    const groups = groupedInFields(one, open)
    const collisions = groups.filter((all) => all.length > 1)
    this.disputes.replaceChildren(...collisions.map((all) => collisionCard(all, { buttonsOf: (each) => this.offers(each) })))
    this.lined = new Lined(this.place, (lines) => tellLines(this.disputes.parentNode, lines))
    const cards = groups.filter((all) => all.length === 1).map(([each]) => ({ ids: [each.id], card: this.card(each) }))
    // what collides has its cards above, and tells there on which lines it stands
    const above = collisions.flat().map(({ id }) => ({ ids: [id], card: el("span", { hidden: true }) }))
    const lost = open.filter(({ place }) => !place).map((each) => ({ ids: [each.id], card: this.card(each) }))
    this.lined.draw(markedFields(one, open), [...cards, ...above, ...lost])
  }

  card(amendment) {
    return amendmentCard(amendment, { buttons: this.offers(amendment) })
  }

  offers(amendment) {
    if (!amendment.mine || this.page.model.edition.published) return []
    const made = button("Withdraw", { "aria-label": `Withdraw amendment ${amendment.number}` })
    made.onclick = (event) => event.detail <= 1 && this.page.withdraw(amendment)
    return [made]
  }

  // How many there are, what became of them, and the way to propose more.
  switch(one) {
    const open = this.open(one).length
    const decided = this.told(one).length - open
    const shown = this.shows(one)
    const turn = open ? [button(shown ? "the text as it stands" : `${many(open, "amendment")}: show in the text`, { class: "link", key: "D", data: { does: "amended" } })] : []
    const propose = this.page.data.amends && !this.page.model.edition.published ? [button("propose other words", { class: "link", key: "P", data: { does: "amend" } })] : []
    const past = decided ? [el("span", { text: `${many(decided, "amendment")} decided` })] : []
    const parts = [...turn, ...past, ...propose]
    return el("p", { class: "about" }, ...parts.flatMap((each, at) => (at ? [" · ", each] : [each])))
  }

  close() {
    this.lined?.close()
    this.lined = undefined
  }
}
