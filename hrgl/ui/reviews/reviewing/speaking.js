// What the bar, the keys and the sheet do: a word at once, or one with its reason and condition.
import { ReviewAsking } from "./asking.js"
import { calledHere, saidBy } from "./saying.js"

const CHANGED_NOW = "Somebody else has just changed what stands here. Look again, then press."

export class Speaking extends ReviewAsking {
  run(what) {
    if (this.rests()) return this.lines.refuse(CHANGED_NOW)
    if (this[what]) return this[what]()
    if (this.mayReview) this.speak(what)
    return undefined
  }

  rests() {
    return this.settling.on
  }

  // A verdict; an objection and a condition are asked for first.
  speak(verdict) {
    const { one } = this
    if (!one || !this.mayReview) return
    if (verdict === "object") return this.askObjection(one)
    this.give(one, verdict)
  }

  agree() {
    if (!this.mayReview) return
    if (this.atList) this.agreeToAll()
    else this.speak("agree")
  }

  if() {
    const { one } = this
    if (one && this.mayReview) this.askCondition(one)
  }

  agreeToAll() {
    const all = this.consentList()
    if (!all.length) return
    this.sent(this.acts.agreeToAll(all, this.member))
    this.goOn()
  }

  give(one, verdict, more = {}, form) {
    const last = this.model.lastWord(one, this.member)
    const answer = last?.verdict === "object" ? (last.answerId ?? null) : null
    this.sent(this.acts.give(one, this.member, verdict, { answer, ...more }), form)
    this.lines.say(`${calledHere(one)}: ${saidBy(verdict, this.nameOfOther())}.`)
    this.goOn(one.id)
  }

  // The word first, then the words that would settle it: they belong to it once it was taken.
  giveWithWords(one, verdict, more, form) {
    const last = this.model.lastWord(one, this.member)
    const answer = last?.verdict === "object" ? (last.answerId ?? null) : null
    const act = this.acts.give(one, this.member, verdict, { answer, ...more })
    act.words = true
    this.sent(act, form)
    this.open(one.id)
  }

  // Other words for the text that stands here; with an objection of one's own, those that settle it.
  amend(review = null) {
    const { one } = this
    if (!one || !this.data.amends || this.model.edition.published) return
    if (this.atList) this.open(one.id)
    this.forms.close()
    this.root.querySelector(".editor").hidden = false
    this.editing.begin(one, { review, title: review ? "The words that would settle it" : "Propose other words" })
    this.draw()
  }

  withdraw(amendment) {
    this.sent(this.acts.withdraw(amendment))
  }

  // On the other side of the table.
  answer() {
    const { one } = this
    const first = one?.opinions.find(({ unanswered }) => unanswered)
    if (first) this.onOpinion("answer", first.review)
  }

  // To where its words are changed.
  reword() {
    if (this.data.words && this.one) this.trigger("reword", this.one.id)
  }

  onOpinion(does, review) {
    const { one } = this
    const opinion = one?.opinions.find((each) => each.review === review)
    if (!opinion) return
    if (this.rests()) return this.lines.refuse(CHANGED_NOW)
    if (does === "answer") this.askAnswer(one, opinion)
    else this.askRuling(one, opinion, does)
  }

  // What was typed is let go of when it was taken, and comes back when it was not.
  sent(act, form) {
    if (form) act.form = form
    this.keeping.keep()
    this.draw()
    return act
  }
}
