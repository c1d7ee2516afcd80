// What is before the meeting, large: marked with what is open, or its clean text and nothing else.
import { amendmentCard, collisionCard, tellLines } from "../../parts/amending/card.js"
import { el, many } from "../../parts/desks/elements.js"
import { Lined } from "../../parts/amending/lined.js"
import { AMENDED_FIELDS, groupedInFields } from "../../parts/amending/marked.js"
import { markedFields } from "../../parts/amending/marking.js"
import { amendmentsInWords, objectionInWords, saysOf, spokenInWords } from "./telling.js"

const SMALLEST = 0.6 // of the size of the text, before one scrolls
const FOR_A_ROOM = 900 // pixels: on what is narrower one scrolls, and lines are others' than the room's

export class Screen {
  constructor(box, page) {
    Object.assign(this, { box, page })
    box.addEventListener("click", (event) => {
      const card = event.target.closest("[data-amendment]")
      if (card && page.model.chairing) page.choose(Number(card.dataset.amendment))
    })
  }

  get model() {
    return this.page.model
  }

  get wide() {
    return this.box.clientWidth >= FOR_A_ROOM
  }

  // Drawn anew only where it would read otherwise.
  draw() {
    const { one, clean, chairing } = this.model
    const state = JSON.stringify([one, clean, chairing, this.page.chosen, this.model.meeting?.hands, this.model.told.edition.membersVote])
    if (this.state === state) return
    this.state = state
    this.lined?.close()
    this.lined = undefined
    this.box.dataset.shows = clean ? "clean" : "marked"
    this.box.replaceChildren(...(clean ? this.clean(one) : this.marked(one)))
    if (!clean) this.number(one)
    this.fit()
  }

  forget() {
    this.lined?.close()
    this.lined = undefined
    this.state = undefined
  }

  head(one, more) {
    const where = one.place ? `Place ${one.place}` : "Candidate"
    return el("h2", { class: "which" }, el("b", { text: where }), ` · wording ${one.wording}${more ? ` · ${more}` : ""}`)
  }

  marked(one) {
    const open = this.model.open.length
    const said = open ? `${many(open, "amendment")} open` : ""
    this.text = el("div", { class: "text" })
    const standing = one.standing.length ? [this.standing(one)] : []
    return [this.head(one, said), el("p", { class: "lead", text: this.page.data.lead }), this.text, ...standing]
  }

  // The lines are counted as they are broken here, and the cards stand beside theirs.
  number(one) {
    const cards = this.together(one).map((group) => {
      const card = group.length > 1 ? collisionCard(group) : amendmentCard(group[0])
      return { ids: group.map(({ id }) => id), card }
    })
    for (const { card } of cards) {
      const each = [card, ...card.querySelectorAll("[data-amendment]")]
      for (const shown of each) shown.classList.toggle("on", this.model.chairing && shown.dataset.amendment === String(this.page.chosen))
    }
    this.lined = new Lined(this.text, (lines) => this.wide && tellLines(this.text, lines))
    this.lined.draw(markedFields(one, this.model.open), cards)
  }

  // Those that would change the same words stand side by side, once; then those whose words are gone.
  together(one) {
    const { open } = this.model
    return [...groupedInFields(one, open), ...open.filter(({ place }) => !place).map((each) => [each])]
  }

  standing(one) {
    const entries = one.standing.map((each) => {
      const [reason, ...more] = objectionInWords(each, one.wording)
      const name = el("b", { text: `${each.who} objects` })
      return el("li", { class: each.overruled ? "overruled" : "" }, el("p", { dir: "auto" }, name, `: ${reason}`), ...more.map((text) => el("p", { class: "more", dir: "auto", text })))
    })
    return el("section", { class: "standing", "aria-label": "Objections" }, el("ul", {}, ...entries), el("p", { class: "quiet", text: one.ruling }))
  }

  // Nothing but the words, and what became of the amendments in one line.
  clean(one) {
    const fields = AMENDED_FIELDS.filter((name) => one[name]).map((name) => el(name === "heading" ? "h3" : "p", { class: `of-${name}`, dir: "auto", text: one[name] }))
    const became = amendmentsInWords(one.amendments)
    return [
      this.head(one, "clean text"),
      el("p", { class: "lead", text: this.page.data.lead }),
      el("div", { class: "text" }, ...fields),
      ...(became ? [el("p", { class: "became", text: became })] : []),
      this.outcome(one),
      ...(one.standing.length ? [this.standing(one)] : []),
    ]
  }

  outcome(one) {
    const said = spokenInWords(one)
    const ended = one.word === "agreed" ? "✓ Agreed" : one.word === "left_open" ? "Left open" : ""
    const missing = one.word === "left_open" && one.missing.length ? one.missing.join("; ") : ""
    const parts = [ended && el("b", { class: one.word, text: ended }), said, missing && !said.includes("objects") ? missing : ""].filter(Boolean)
    const nodes = parts.flatMap((part, at) => (at ? [" – ", part] : [part]))
    return el("div", { class: "outcome" }, el("p", {}, ...nodes), ...this.voices(one))
  }

  // Where members speak for themselves, the room sees who has.
  voices(one) {
    if (!this.model.told.edition.membersVote || one.word === "agreed") return []
    const { opinions } = this.model
    const seats = this.model.meeting.seats.filter((each) => each.here || each.by)
    const entries = seats.map(({ id, name }) => {
      const spoken = opinions.get(id)
      return el("li", { class: spoken?.verdict ?? "waits", text: `${name} ${spoken ? saysOf(spoken) : "…"}` })
    })
    return [el("ul", { class: "voices", "aria-label": "Who has spoken" }, ...entries)]
  }

  // A long text is made smaller before the room would have to scroll.
  fit() {
    let size = 1
    this.box.style.setProperty("--fit", String(size))
    while (this.wide && size > SMALLEST && this.box.scrollHeight > this.box.clientHeight + 1) {
      size -= 0.05
      this.box.style.setProperty("--fit", size.toFixed(2))
      this.lined?.measure()
    }
    this.lined?.measure()
  }
}
