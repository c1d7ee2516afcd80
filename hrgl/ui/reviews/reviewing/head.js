// What stands above and beside: how many wait, for whom one speaks, the rule, and what was handed back.
import { button, el, many } from "../../parts/desks/elements.js"
import { Speaking } from "./speaking.js"

export class ReviewHead extends Speaking {
  drawTop(parts) {
    this.root.querySelector(".sum").textContent = this.summed(parts)
    this.root.querySelector(".silence").textContent = this.model.edition.silence
    this.drawSpeaking()
    const rule = this.model.edition.rule.join("\n")
    if (this.ruleTold === rule) return
    this.ruleTold = rule
    const lines = this.model.edition.rule.map((text) => el("li", { text }))
    this.root.querySelector(".rule").replaceChildren(el("summary", { text: "The rule" }), el("ul", {}, ...lines))
  }

  summed(parts) {
    if (this.member !== undefined) {
      const count = this.model.waiting(this.member).all.length
      if (!count) return "Nothing waits for you."
      return `${count} of ${this.model.raw.length} wait for ${this.nameOfOther() || "you"}`
    }
    const [answer, stands, , approved] = parts.map(([, ids]) => ids.length)
    const told = [answer && `${answer} to answer`, stands && `${many(stands, "objection")} to settle`, `${approved} of ${this.model.raw.length} approved`]
    return told.filter(Boolean).join(" · ")
  }

  drawSpeaking() {
    const box = this.root.querySelector(".for")
    const { mine } = this.model
    const state = JSON.stringify([mine.map(({ member, name }) => [member, name]), this.member])
    if (box.dataset.state === state) return
    box.dataset.state = state
    box.hidden = mine.length < 2
    const select = el("select", { "aria-label": "For whom you speak" }, ...mine.map(({ member, name }, at) => el("option", { value: String(member), text: at ? `for ${name}` : "for yourself", selected: member === this.member })))
    select.onchange = () => this.speakFor(Number(select.value))
    box.replaceChildren(select)
  }

  // What was typed about something that is not before the group any more is handed back.
  drawLeftOver() {
    const box = this.root.querySelector(".left-over")
    const left = this.kept.leftOver(new Set(this.model.raw.map(({ id }) => id)))
    box.hidden = !left.length
    box.replaceChildren(
      ...left.map(([form, { called, fields }]) => {
        const away = button("Put it away", { class: "link" })
        away.onclick = () => {
          this.kept.drop(form)
          this.draw()
        }
        const words = Object.values(fields).filter((each) => each.trim())
        return el("div", {}, el("p", { text: `${called} does not lie before the group any more. You had typed:` }), ...words.map((text) => el("blockquote", { text })), away)
      }),
    )
  }
}
