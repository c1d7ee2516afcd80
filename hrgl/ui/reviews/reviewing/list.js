// What nobody contests, to be read in full and agreed to at once.
import { button, el, many } from "../../parts/desks/elements.js"
import { changedIn, textOf } from "./marks.js"

export class AgreedList {
  constructor(box, page) {
    Object.assign(this, { box, page, top: 0 })
    box.addEventListener("scroll", () => this.drawn && (this.top = box.scrollTop), { passive: true })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button[data-takes]")
      if (!pressed || event.detail > 1) return
      if (pressed.dataset.takes === "apart") return page.takeApart(Number(pressed.dataset.of))
      page.open(Number(pressed.dataset.of))
      if (pressed.dataset.takes === "object") page.speak("object")
    })
  }

  draw(all) {
    if (!all.some(({ id }) => id === this.current)) this.current = all[0]?.id
    const { page } = this
    page.feed.wantBehind(all)
    const state = JSON.stringify([all, page.clean, page.member, all.map((one) => [page.feed.behind.get(one.id), this.difference(one)])])
    if (this.drawn && this.state === state) return
    this.state = state
    const lead = el("p", { class: "lead", text: `${many(all.length, "wording")} that nobody contests. ${page.data.lead}` })
    this.box.replaceChildren(lead, el("ol", { class: "agreed" }, ...all.map((one) => this.entry(one))))
    this.drawn = true
    this.box.scrollTop = this.top
  }

  difference(one) {
    const before = this.page.before(one)
    return before && this.page.feed.difference(one, before.wording)
  }

  entry(one) {
    const { page } = this
    const before = page.before(one)
    const told = this.difference(one)
    const part = (name) => textOf(one[name], told?.[name], { clean: page.clean, before: before?.wording })
    const made = el("li", { data: { id: one.id }, class: one.id === this.current ? "current" : "" })
    made.append(el("b", { class: "place", text: one.place ? String(one.place) : "–" }), el("h2", {}, ...part("heading")))
    if (one.explanation) made.append(el("p", { class: "text" }, ...part("explanation")))
    if (one.examples) made.append(el("p", { class: "text quiet" }, "For example: ", ...part("examples")))
    made.append(this.about(one, before && changedIn(told) ? `Marked against wording ${before.wording} that ${before.how}.` : ""))
    return made
  }

  about(one, marked) {
    const behind = this.page.feed.behind.get(one.id)
    const against = behind?.reservations?.length
    const told = [behind?.raised, against && `${many(against, "reservation")}.`, one.comments && `${many(one.comments, "comment")}.`, marked].filter(Boolean).join(" ")
    const open = button("Open", { class: "link", data: { takes: "open", of: one.id }, "aria-label": `Open ${one.heading}` })
    const object = button("Object …", { class: "link", data: { takes: "object", of: one.id }, "aria-label": `Object to ${one.heading}` })
    const apart = button("Take out", { class: "link", data: { takes: "apart", of: one.id }, "aria-label": `Take ${one.heading} out of the list`, title: "Read it later, by itself; the others can be agreed to (X)" })
    return el("p", { class: "about" }, `${told} `, open, " ", object, " ", apart)
  }

  step(by) {
    const ids = [...this.box.querySelectorAll("li[data-id]")].map(({ dataset }) => Number(dataset.id))
    const at = ids.indexOf(this.current)
    this.current = ids[Math.max(0, Math.min(ids.length - 1, at + by))]
    for (const each of this.box.querySelectorAll("li[data-id]")) each.classList.toggle("current", Number(each.dataset.id) === this.current)
    this.box.querySelector("li.current")?.scrollIntoView({ block: "nearest" })
  }

  see(id) {
    this.current = id
    this.step(0)
  }

  leave() {
    this.drawn = false
  }
}
