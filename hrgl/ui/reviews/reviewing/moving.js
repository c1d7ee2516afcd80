// What is open, and what is opened next.
import { CONSENT } from "./rail.js"
import { tableOf } from "./model.js"

export class ReviewMoving {
  clean = false

  // Whose word is said here: one's own, or that of somebody one speaks for.
  get member() {
    const there = this.model.mine.some((each) => each.member === this.chosen)
    return there ? this.chosen : this.model.mine[0]?.member
  }

  get mayReview() {
    return this.member !== undefined && !this.model.edition.published
  }

  get atList() {
    return this.at === CONSENT
  }

  get one() {
    return typeof this.at === "number" ? this.model.one(this.at) : this.atList ? this.model.one(this.list.current) : undefined
  }

  // Whether a sheet is open in which something is typed.
  get writing() {
    return this.forms.open || this.editing.open
  }

  nameOfOther() {
    const found = this.model.mine.find((each) => each.member === this.member)
    return found && found !== this.model.mine[0] ? found.name : ""
  }

  consentList() {
    return this.model.waiting(this.member).consent.map((id) => this.model.one(id))
  }

  // The wording that was read before, if this one reads otherwise: spoken on goes before looked at.
  before(one) {
    const last = this.model.lastWord(one, this.member)
    if (last && last.wording < one.wording) return { wording: last.wording, how: `${this.nameOfOther() || "you"} spoke on` }
    const looked = this.kept.lookedAt(one)
    return !last && looked < one.wording ? { wording: looked, how: "you looked at" } : undefined
  }

  parts() {
    if (this.member !== undefined) {
      const { consent, apart, contested, spoken } = this.model.waiting(this.member)
      const whose = this.nameOfOther()
      return { consent, parts: [["Nobody contests", consent], ["Taken out of the list", apart], ["Contested", contested], [whose ? `${whose} has spoken on` : "You have spoken on", spoken]] }
    }
    const { answer, stands, review, approved } = tableOf(this.model.all())
    return { parts: [["To answer", answer], ["Objections that stand", stands], ["In review", review], ["Approved", approved]] }
  }

  order() {
    const { parts, consent } = this.parts()
    const ids = parts.flatMap(([, each]) => each)
    return consent?.length ? [CONSENT, ...ids] : ids
  }

  first() {
    const { consent, all } = this.model.waiting(this.member)
    if (this.member === undefined) return this.order()[0]
    return consent.length ? CONSENT : all[0]
  }

  open(at, { view = true } = {}) {
    this.forms.close()
    this.editing.end(false)
    this.at = at
    if (view) this.view("detail")
    this.draw()
    this.rail.see(at)
  }

  // After an act: the next that waits. From the list one has taken it out of, one comes back to it.
  goOn(after) {
    const { consent, apart, contested } = this.model.waiting(this.member)
    const later = [...contested, ...apart].find((id) => id !== after)
    this.open(consent.length ? CONSENT : (later ?? "done"))
  }

  next() {
    this.step(1)
  }

  step(by) {
    if (this.atList && this.list.current !== undefined) return this.list.step(by)
    const order = this.order()
    const at = order.indexOf(this.at)
    const next = order[Math.max(0, Math.min(order.length - 1, at < 0 ? 0 : at + by))]
    if (next !== undefined && next !== this.at) this.open(next)
    return undefined
  }

  openCurrent() {
    if (!this.atList || this.list.current === undefined || this.root.getRootNode().activeElement?.matches?.("button, select, summary")) return false
    this.open(this.list.current)
    return true
  }

  // The one that is marked in the list is taken out of it; one that was taken out is put back.
  takeApart(id = this.one?.id) {
    const { consent, apart } = this.model.waiting(this.member)
    if (![...consent, ...apart].includes(id)) return
    this.model.takeApart(this.member, id)
    const stays = this.atList && this.model.waiting(this.member).consent.length
    if (stays) this.draw()
    else this.open(this.first() ?? "done")
  }

  toList() {
    if (this.model.waiting(this.member).consent.length) this.open(CONSENT)
  }

  speakFor(member) {
    this.chosen = member
    this.open(this.first() ?? "done", { view: false })
  }

  turnClean() {
    this.clean = !this.clean
    this.draw()
  }

  wantComments() {
    if (typeof this.at === "number" && this.one) this.feed.wantComments(this.one)
  }

  // On a telephone either the list or what was chosen from it is in sight.
  view(pane) {
    this.root.querySelector(".reviews").dataset.view = pane
  }

  showRail() {
    this.forms.close()
    this.view("rail")
    this.rail.focus()
  }
}
