// The small questions of a meeting: which one, who, and for which reason.
import { askOtherWords } from "./other_words.js"
import { saysOf } from "./telling.js"

const VERDICTS = [["abstain", "abstains"], ["live_with", "can live with it"], ["object", "objects"]]
const NO_REASON = "Without a reason"

export class RoomAsking {
  constructor(page) {
    Object.assign(this, { page })
  }

  get model() {
    return this.page.model
  }

  get acts() {
    return this.page.acts
  }

  // One of several, by some of its words.
  choose(title, options, value = "") {
    const fits = (label, words) => label.toLowerCase().includes(words.toLowerCase())
    this.page.popup.ask({ title, value, options: (words) => options.filter(({ label }) => fits(label, words)) })
  }

  // Words that are typed; `none`: what it is called to go on without any
  words(title, done, { value = "", none } = {}) {
    this.page.popup.ask({
      title,
      value,
      options: (words) => (words ? [{ label: words, run: () => done(words) }] : none ? [{ label: none, run: () => done("") }] : []),
    })
  }

  // By its place, or by words of its heading.
  goTo(digit = "") {
    if (!this.model.chairing) return
    const items = this.model.order(this.page.byPlace)
    const label = ({ place, heading }) => `${place ?? "–"}  ${heading}`
    this.page.popup.ask({
      title: "Go to which encouragement",
      value: digit,
      options: (words) => {
        const number = /^\d+$/.test(words) ? Number(words) : undefined
        const fits = ({ place, heading }) => (number === undefined ? heading.toLowerCase().includes(words.toLowerCase()) : String(place ?? "").startsWith(words))
        const exact = (item) => Number(item.place !== number)
        return items.filter(fits).toSorted((a, b) => exact(a) - exact(b)).map((item) => ({ label: label(item), run: () => this.take(item.id) }))
      },
    })
    // the digit that was pressed is the beginning of what is typed
    if (digit) this.page.popup.input.setSelectionRange(digit.length, digit.length)
  }

  take(id) {
    if (this.model.chairing) this.acts.turnTo(id)
  }

  // Who says something else, what, and why; one after another, then it is concluded.
  butFor(others = []) {
    if (!this.mayConclude() || this.model.told.edition.membersVote) return
    const said = new Set(others.map(([member]) => member))
    const heard = this.model.meeting.seats.filter((seat) => (seat.here || seat.by) && !said.has(seat.id))
    const done = others.length ? [{ label: `That is all: ${this.inWords(others)}`, run: () => this.acts.conclude("agreed", others) }] : []
    const people = heard.flatMap((seat) => this.sayingOf(seat).map(([verdict, words]) => ({ label: `${seat.name} ${words}`, run: () => this.why(others, seat, verdict, words) })))
    this.choose(others.length ? "Agreed but for: who else?" : "Agreed but for: who, and what do they say?", [...done, ...people])
  }

  // Whose objection stands may say as well that it is settled.
  sayingOf({ id }) {
    const objects = this.model.one.standing.some(({ member }) => member === id)
    return objects ? [["agree", "agrees now"], ...VERDICTS] : VERDICTS
  }

  why(others, { id, name }, verdict, words) {
    const go = (reason, settles = "") => this.butFor([...others, [id, verdict, reason, settles]])
    const none = verdict === "object" ? undefined : NO_REASON
    const settle = (reason) => this.words(`${name} ${words}: what would settle it?`, (settles) => go(reason, settles), { none: "Not said" })
    this.words(`${name} ${words}, because`, verdict === "object" ? settle : go, { none })
  }

  inWords(others) {
    return others.map(([member, verdict]) => `${this.model.seat(member)?.name} ${saysOf({ verdict })}`).join(", ")
  }

  mayConclude() {
    return this.model.chairing && this.model.clean && this.model.one.word !== "agreed"
  }

  leaveOpen() {
    if (this.mayConclude()) this.words("Left open, because", (reason) => this.acts.conclude("left_open", [], reason), { none: NO_REASON })
  }

  overrule() {
    if (this.model.one?.mayOverrule) this.rule("overruled", "Overrule", this.model.against)
  }

  uphold() {
    this.rule("upheld", "Uphold", this.model.against.filter(({ ruling }) => ruling !== "upheld"))
  }

  rule(ruling, verb, objections) {
    if (!this.model.chairing || !objections.length) return
    const because = ({ review, who }) => this.words(`${verb} ${who}’s objection (${this.model.one.ruling}) because`, (reason) => this.acts.rule(review, ruling, reason))
    if (objections.length === 1) because(objections[0])
    else this.choose(`${verb} whose objection`, objections.map((each) => ({ label: `${each.who}: ${each.reason}`, run: () => because(each) })))
  }

  decideOn(outcome, title) {
    const amendment = this.page.amendment
    if (amendment) this.words(`Amendment ${amendment.number} ${title}, because`, (reason) => this.acts.decide(amendment, outcome, reason))
  }

  acceptWith() {
    const { amendment, popup } = this.page
    const close = () => {
      popup.box.onkeydown = null
      popup.close()
    }
    if (amendment) askOtherWords({ box: popup.box, close }, amendment, (words) => this.acts.accept(amendment, words))
  }

  // One's own word, or that of somebody for whom one speaks.
  vote(verdict) {
    const { model } = this
    const mine = model.told.me.speaksFor.filter(([id]) => id === model.told.me.id || !model.seat(id)?.here)
    if (mine.length === 1) return this.voteFor(verdict, null)
    this.choose("For whom", mine.map(([id, name]) => ({ label: id === model.told.me.id ? "For myself" : `For ${name}`, run: () => this.voteFor(verdict, id === model.told.me.id ? null : id) })))
  }

  voteFor(verdict, member) {
    const go = (reason, wouldSettle = "") => this.acts.vote(verdict, { reason, wouldSettle, member })
    if (verdict === "object") this.words("I object, because", (reason) => this.words("What would settle it?", (settles) => go(reason, settles), { none: "Not said" }))
    else if (verdict === "live_with") this.words("I can live with it, if", (condition) => go("", condition), { none: "Without a condition" })
    else go("")
  }
}
