// One encouragement to be decided on: its words with what changed, what was said, what it stands on.
import { button, el, many } from "../../parts/desks/elements.js"
import { AmendedText } from "./amended_text.js"
import { behindOf, commentsOf, unfolded } from "./behind.js"
import { marginSection } from "../../parts/amending/margin.js"
import { changedIn, textOf } from "./marks.js"
import { contractOf, everybodysWord } from "./opinions.js"

export class Detail {
  constructor(box, page) {
    Object.assign(this, { box, page, opened: new Set(), amended: new AmendedText(page) })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button[data-does]")
      if (pressed && event.detail <= 1) this.pressed(pressed.dataset)
    })
    box.addEventListener("toggle", (event) => event.target.dataset.opens === "comments" && event.target.open && page.wantComments(), { capture: true })
  }

  pressed({ does, review }) {
    if (does === "clean") this.page.turnClean()
    else if (does === "amended") this.page.turnAmended()
    else if (does === "amend") this.page.amend()
    else this.page.onOpinion(does, Number(review))
  }

  draw(one) {
    const { page } = this
    const again = this.of === one.id
    if (!again) this.opened = new Set()
    this.of = one.id
    page.feed.wantBehind([one])
    page.feed.wantAmendments(one)
    const top = again ? this.box.scrollTop : 0
    const state = JSON.stringify([one, page.clean, page.member, page.before(one), page.feed.behind.get(one.id), page.feed.comments.get(one.id), page.feed.checks.get(one.id), page.feed.amendments.get(one.id), this.amended.shows(one), this.difference(one)])
    if (again && this.state === state) return
    this.state = state
    const lines = this.amended.shows(one)
    const article = el("article", {}, ...this.words(one, lines), ...this.said(one))
    this.box.replaceChildren(el("div", { class: lines ? "read lines" : "read" }, article, el("div", { class: "beside" }, ...this.beside(one))))
    if (lines) this.amended.drawLines(one)
    this.box.scrollTop = top
  }

  difference(one) {
    const before = this.page.before(one)
    return before && this.page.feed.difference(one, before.wording)
  }

  words(one, lines) {
    const { page } = this
    const lead = el("p", { class: "lead", text: `${one.place ? `${one.place} · ` : ""}${page.data.lead}` })
    if (lines) return [lead, el("h2", { class: "unseen", text: one.heading }), this.amended.box(), this.about(one), this.amended.switch(one)]
    const before = page.before(one)
    const told = this.difference(one)
    const part = (name) => textOf(one[name], told?.[name], { clean: page.clean, before: before?.wording })
    const gone = (name) => !page.clean && told?.[name].some(([same, was]) => !same && was)
    const made = [lead, el("h2", { tabindex: "-1" }, ...part("heading"))]
    if (one.explanation || gone("explanation")) made.push(el("p", { class: "text explanation" }, ...part("explanation")))
    if (one.examples || gone("examples")) made.push(el("p", { class: "text" }, el("b", { text: "For example: " }), ...part("examples")))
    if (one.remarks) made.push(el("p", { class: "text quiet" }, el("b", { text: "Remarks: " }), one.remarks))
    made.push(this.about(one, before, told), this.amended.switch(one))
    return made
  }

  about(one, before, told) {
    const made = el("p", { class: "about" }, `Wording ${one.wording}, ${one.by}, ${one.at}${one.why ? ` – ${one.why}` : ""}`)
    if (!before) return made
    if (!changedIn(told)) made.append(told ? ` · reads as wording ${before.wording} that ${before.how}` : "")
    else made.append(` · marked against wording ${before.wording} that ${before.how} · `, button(this.page.clean ? "show what changed" : "clean", { class: "link", key: "C", data: { does: "clean" } }))
    return made
  }

  said(one) {
    const { page } = this
    const mine = page.member === undefined ? [] : one.opinions.filter(({ member }) => member === page.member)
    const last = page.model.lastWord(one, page.member)
    const own = mine.filter((each) => each.review === last?.review && (each.verdict === "object" || each.wouldSettle))
    const open = one.opinions.filter((each) => !own.includes(each) && (each.stands || (each.wording === one.wording && each.wouldSettle)))
    const before = one.opinions.filter((each) => !own.includes(each) && !open.includes(each) && each.verdict === "object")
    const told = (each, more) => contractOf(each, { wording: one.wording, may: page.mayDo(one), ...more })
    const earlier = before.length ? [unfolded(`${many(before.length, "objection")} before`, "before", this.opened, () => before.map((each) => told(each, { mine: mine.includes(each) })))] : []
    return [...own.map((each) => told(each, { mine: true })), ...open.map((each) => told(each)), el("h3", { text: "The steering group" }), ...everybodysWord(one), ...earlier]
  }

  beside(one) {
    const { feed } = this.page
    const found = feed.checks.get(one.id) ?? []
    const checks = found.length ? [unfolded(`Checks: ${found.length} to look at`, "checks", this.opened, () => [el("ul", {}, ...found.map((text) => el("li", { text })))])] : feed.checks.has(one.id) ? [el("p", { class: "quiet", text: "✓ All checks passed." })] : []
    const comments = one.comments ? [unfolded(many(one.comments, "comment"), "comments", this.opened, () => commentsOf(feed.comments.get(one.id)))] : []
    return [...behindOf(feed.behind.get(one.id), this.opened), ...comments, ...marginSection(feed.amendments.get(one.id)?.margins ?? []), ...checks]
  }

  leave() {
    this.amended.close()
    this.of = undefined
    this.state = undefined
  }
}
