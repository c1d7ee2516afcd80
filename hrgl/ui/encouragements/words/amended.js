// The amendments to an encouragement: in its text, beside their lines; collisions side by side, once;
// what has no place any more; and what was decided.
import { button, el, many } from "../../parts/desks/elements.js"
import { amendmentCard, collisionCard, tellLines } from "../../parts/amending/card.js"
import { Editing } from "../../parts/amending/editing.js"
import { Lined } from "../../parts/amending/lined.js"
import { marginSection } from "../../parts/amending/margin.js"
import { groupedInFields } from "../../parts/amending/marked.js"
import { markedFields } from "../../parts/amending/marking.js"
import { lapsing } from "./telling.js"
import { WordsFor } from "./words_for.js"

export class Amended {
  constructor(box, page) {
    Object.assign(this, { box, page })
  }

  async draw(one) {
    if (this.editing?.open && this.of === one.id) return this.editing.follow(one)
    if (this.asking?.open && this.of === one.id) return
    const wanted = JSON.stringify([one.id, one.wording, this.page.model.revision])
    if (this.shown === wanted) return
    const again = this.of === one.id && this.shown !== undefined
    Object.assign(this, { shown: wanted, of: one.id })
    if (!again) this.box.replaceChildren(el("p", { class: "quiet", text: "Looking …" }))
    const told = await this.page.feed.get("amendments", { encouragement: one.id })
    if (this.shown !== wanted) return // another one was opened meanwhile
    if (!told) {
      this.shown = undefined
      this.box.replaceChildren(el("p", { class: "quiet", text: "No connection. Open this again in a moment." }))
      return
    }
    this.told = told.amendments
    this.margins = told.margins
    this.drawAll(this.page.model.one(one.id) ?? one)
  }

  drawAll(one) {
    this.lined?.close()
    const open = this.told.filter(({ outcome }) => !outcome)
    const decided = this.told.filter(({ outcome }) => outcome)
    const groups = groupedInFields(one, open)
    const lost = open.filter(({ place }) => !place)
    const collisions = groups.filter((all) => all.length > 1)
    this.editor = el("div")
    this.asked = el("div")
    const text = el("div")
    this.box.replaceChildren(this.above(one, open), this.editor, this.asked, text, ...this.disputes(collisions), ...this.without(lost), ...marginSection(this.margins), ...this.past(decided))
    this.lined = new Lined(text, (lines) => tellLines(this.box, lines))
    const single = groups.filter((all) => all.length === 1).map(([each]) => ({ ids: [each.id], card: this.card(each) }))
    // what collides has its cards below, and tells there on which lines it stands
    const below = collisions.flat().map(({ id }) => ({ ids: [id], card: el("span", { hidden: true }) }))
    this.lined.draw(markedFields(one, open), [...single, ...below])
  }

  above(one, open) {
    const here = one.undisputed.length
    const all = this.page.model.all().reduce((sum, { undisputed }) => sum + undisputed.length, 0)
    const does = (label, what, more) => {
      const made = button(label, more)
      made.onclick = () => this.page.doing.run(what)
      return made
    }
    const following = [
      ...(here && all > here ? [does(`Follow the recommendations here · ${here}`, "follow")] : []),
      ...(all ? [does(`Follow the recommendations for all undisputed · ${all}`, "followAll", { key: "F" })] : []),
    ]
    const none = open.length ? "" : this.told.length ? "All are decided." : "Nobody has proposed other words yet."
    const words = none || [many(open.length, "amendment"), " to decide. ", lapsing(one)].join("")
    const propose = this.page.doing.mayMove(one) ? [does("Propose other words", "amend", { key: "L" })] : []
    return el("div", { class: "amending-head" }, el("p", { class: "quiet", text: words }), el("div", { class: "choices" }, ...propose, ...following))
  }

  disputes(collisions) {
    return collisions.map((all) => collisionCard(all, { buttonsOf: (each) => this.buttons(each) }))
  }

  without(lost) {
    return lost.length ? [el("p", { class: "title", text: "Their words have changed since" }), ...lost.map((each) => this.card(each))] : []
  }

  past(decided) {
    if (!decided.length) return []
    const list = el("details", { class: "past" }, el("summary", { text: `${decided.length} decided` }), ...decided.toReversed().map((each) => amendmentCard(each)))
    list.open = Boolean(this.pastOpen)
    list.ontoggle = () => (this.pastOpen = list.open)
    return [list]
  }

  card(amendment) {
    return amendmentCard(amendment, { buttons: this.buttons(amendment) })
  }

  buttons(amendment) {
    const one = this.page.model.one(this.of)
    if (!this.page.doing.mayMove(one)) return []
    const does = (label, what, ...given) => {
      const made = button(label, { "aria-label": `${label} amendment ${amendment.number}`, data: { does: what } })
      made.onclick = (event) => event.detail <= 1 && this.page.doing.run(what, amendment, ...given)
      return made
    }
    const accept = amendment.place ? [does("Accept", "accept")] : []
    return [...accept, does("Decline …", "decide", "declined"), does("More …", "moreOf")]
  }

  // The form for other words; what is typed in it survives what others do meanwhile.
  propose(one) {
    if (!this.editor?.isConnected || this.of !== one.id) {
      this.box.replaceChildren((this.editor = el("div")))
      Object.assign(this, { of: one.id, shown: "proposing" })
    }
    const { edition, member } = this.page.data
    this.editing = new Editing(this.editor, {
      kept: `${edition}-${member}`,
      send: (what) => this.page.doing.go(() => this.page.acts.amend(what)),
      closed: () => this.drawAnew(),
    })
    this.editing.begin(one)
  }

  askWords(amendment) {
    const one = this.page.model.one(this.of)
    this.asking = new WordsFor(this.asked, {
      send: (more) => this.page.doing.run("accept", amendment, more),
      closed: () => this.drawAnew(),
    })
    this.asking.begin(amendment, one)
  }

  // What was sent from a form: taken, it closes; refused, the words stay where they were typed.
  answered(sent, ok) {
    if (!ok) return (this.shown = undefined)
    if (sent.do === "amend") this.editing?.end()
    if (sent.do === "accept_amendments") this.asking?.end()
  }

  drawAnew() {
    this.shown = undefined
    const { one, tab } = this.page
    if (one && tab === "amended") this.draw(one)
  }

  leave() {
    this.lined?.close()
    this.editing?.forget()
    this.asking = undefined
    this.shown = undefined
  }
}
