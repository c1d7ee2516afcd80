// What participants said of an encouragement, and the fixed words that answer it.
import { button, el } from "../../parts/desks/elements.js"

const ANSWERS = [["taken_up", "Taken up"], ["in_part", "Taken up in part"], ["not_taken_up", "Not taken up"], ["elsewhere", "Dealt with elsewhere"]]

export class Commented {
  constructor(box, page) {
    Object.assign(this, { box, page })
  }

  async draw(one) {
    const wanted = JSON.stringify([one.id, one.comments, one.waiting, this.page.model.revision])
    if (this.shown === wanted) return
    const again = this.of === one.id && this.shown !== undefined
    Object.assign(this, { shown: wanted, of: one.id })
    if (!again) this.box.replaceChildren(el("p", { class: "quiet", text: "Looking …" }))
    const told = await this.page.feed.get("comments", { encouragement: one.id })
    if (this.shown !== wanted) return // another one was opened meanwhile
    if (!told) {
      this.shown = undefined
      this.box.replaceChildren(el("p", { class: "quiet", text: "No connection. Open this again in a moment." }))
      return
    }
    const none = el("p", { class: "quiet", text: "No participant has said anything of it yet." })
    const waits = ({ state }) => (state === "waiting" ? 0 : 1)
    const sorted = told.comments.toSorted((a, b) => waits(a) - waits(b) || a.id - b.id)
    this.box.replaceChildren(sorted.length ? el("ul", {}, ...sorted.map((each) => this.entry(each))) : none)
  }

  entry(comment) {
    const { kind, room, wording, at, text, what, reason, who, reaction, state } = comment
    const about = [kind, room, `wording ${wording}`, at].filter(Boolean).join(" · ")
    const made = el("li", { class: state === "waiting" ? "waits" : "" }, el("p", { class: "quiet", text: about }))
    if (text) made.append(el("p", { class: "text", text }))
    if (what) made.append(el("p", { class: "answer", text: [`${what}, ${who}`, reason].filter(Boolean).join(": ") }))
    if (reaction || ["agreed", "not agreed", "withdrawn"].includes(state)) made.append(el("p", { class: state === "not agreed" ? "bad" : "quiet", text: ["the sender: ", state, reaction && ` – ${reaction}`].filter(Boolean).join("") }))
    if (state === "waiting") made.append(el("div", { class: "choices" }, ...ANSWERS.map((answer) => this.answer(comment, answer))))
    return made
  }

  answer(comment, [answer, words]) {
    const made = button(words, { "aria-label": `${words}: ${comment.text.slice(0, 60)}` })
    made.onclick = () => this.page.doing.answer(comment, answer, words)
    return made
  }

  leave() {
    this.shown = undefined
  }
}
