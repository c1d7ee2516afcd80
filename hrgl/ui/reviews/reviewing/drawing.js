// What is drawn of what is open: the list, one of it, and what can be said of it at the lower edge.
import { el } from "../../parts/desks/elements.js"
import { ReviewMoving } from "./moving.js"
import { stateForAll, stateForMe } from "./saying.js"

export class ReviewDrawing extends ReviewMoving {
  draw() {
    if (!this.model.edition) return
    const { parts, consent } = this.parts()
    const state = this.member === undefined ? stateForAll : (one) => stateForMe(one, this.model.lastWord(one, this.member), this.nameOfOther())
    this.rail.draw(parts, { at: this.at, consent, state, unsent: (one) => this.kept.holds(one.id) })
    this.drawTop(parts)
    this.drawMain()
    this.drawLeftOver()
  }

  drawMain() {
    const list = this.atList ? this.consentList() : []
    if (this.atList && !list.length) this.at = this.first() ?? "done"
    const one = this.atList ? undefined : this.one
    if (this.atList) this.drawList(list)
    else if (one) this.drawOne(one)
    else this.drawNone()
    if (!this.atList) this.list.leave()
    if (!one) this.detail.leave()
    this.lookedSoon(this.atList ? list : one ? [one] : [])
  }

  drawList(all) {
    this.list.draw(all)
    this.bar.draw(this.mayReview && !this.writing ? "list" : "none", { count: all.length })
  }

  drawOne(one) {
    this.detail.draw(one)
    this.forms.follow(one)
    if (this.editing.open) this.editing.follow(one)
    if (this.writing) return this.bar.draw("none")
    if (this.mayReview) return this.bar.draw("one", this.saying(one))
    const open = one.opinions.find(({ unanswered }) => unanswered)
    const answer = open && this.data.answers && !this.model.edition.published ? `Answer ${open.who} …` : ""
    return this.bar.draw("table", { answer, words: this.data.words && !this.model.edition.published, next: this.order().length > 1 })
  }

  saying(one) {
    const last = this.model.lastWord(one, this.member)
    const other = this.nameOfOther()
    const settles = Boolean(last?.stands && last.verdict === "object" && !last.onItsWay && (last.answered || last.wording !== one.wording))
    const said = last?.wording === one.wording ? last.verdict : undefined
    const words = settles ? `${other ? `${other}’s` : "Your"} objection stands until something else is said.` : other ? `You speak for ${other}.` : ""
    const apart = this.model.waiting(this.member).apart.includes(one.id)
    return { said, settles, words, apart }
  }

  drawNone() {
    const none = this.model.raw.length ? "Nothing waits for you." : "Wordings stand here for review as soon as facilitators submit them."
    this.root.querySelector(".sheet").replaceChildren(el("p", { class: "nothing", text: none }))
    this.bar.draw("none")
  }

  // It counts as looked at once it has stood on the screen for a moment.
  lookedSoon(all) {
    clearTimeout(this.looking)
    this.looking = setTimeout(() => all.forEach((one) => this.kept.look(one)), 1500)
  }

  // The amendments in the text, or the text as it stands with what changed in it.
  turnAmended() {
    if (typeof this.at !== "number") return
    this.detail.amended.turn(this.one)
    this.draw()
  }

  mayDo(one) {
    const { answers, rules } = this.data
    return { answer: answers, rule: rules && { mayOverrule: one.mayOverrule, ruling: one.ruling }, published: this.model.edition.published }
  }
}
