// What is asked before a word is said: the reason, the condition, the fixed word of an answer.
import { ReviewDrawing } from "./drawing.js"
import { calledHere, namedHere } from "./saying.js"

const NEEDED = "Please give the reason: every objection is answered."
const WHY = "Please say why: the reason is read, and kept in the minutes."

export class ReviewAsking extends ReviewDrawing {
  askObjection(one) {
    this.forms.show({
      key: `${this.member} ${one.id} object`,
      of: this.aboutForm(one),
      title: `Object to ${namedHere(one)}${this.forOther()}`,
      fields: [
        { name: "reason", label: "Reason", required: NEEDED },
        { name: "would_settle", label: "What would settle it", hint: "in your words; or propose other words for the text" },
        ...this.reservationsToChoose(one),
      ],
      send: ["Object", (values, form) => this.give(this.model.one(one.id) ?? one, "object", spokenWith(values), form)],
      also: ["Object, and propose other words …", (values, form) => this.giveWithWords(this.model.one(one.id) ?? one, "object", spokenWith(values), form)],
    })
  }

  askCondition(one) {
    this.forms.show({
      key: `${this.member} ${one.id} if`,
      of: this.aboutForm(one),
      title: `Can live with ${namedHere(one)} – if${this.forOther()}`,
      fields: [
        { name: "would_settle", label: "If", hint: "under which condition", required: "Please say under which condition." },
        { name: "reason", label: "Reason", hint: "if you like" },
        ...this.reservationsToChoose(one),
      ],
      send: ["Can live with it, if", (values, form) => this.give(this.model.one(one.id) ?? one, "live_with", spokenWith(values), form)],
      also: ["… and propose other words …", (values, form) => this.giveWithWords(this.model.one(one.id) ?? one, "live_with", spokenWith(values), form)],
    })
  }

  reservationsToChoose(one) {
    const told = this.feed.behind.get(one.id)
    const rows = new Map(told?.statements?.map((row) => [row[0], row]))
    const options = (told?.reservations ?? []).map((id) => rows.get(id)).map(([id, ref, text]) => [String(id), `${ref}: ${text}`])
    return options.length ? [{ name: "reservation", label: "Does it stand on a reservation that somebody voiced?", kind: "choice", hint: "No, it is my own", options }] : []
  }

  askAnswer(one, opinion) {
    const what = opinion.verdict === "object" ? "objection" : "condition"
    this.forms.show({
      key: `answer ${opinion.review}`,
      of: this.aboutForm(one),
      title: `Answer ${opinion.who}’s ${what} to ${namedHere(one)}`,
      note: `“${opinion.reason || opinion.wouldSettle}”`,
      fields: [
        { name: "answer", label: "It was", kind: "fixed", required: "Please choose one of the three words." },
        { name: "reason", label: "What was done, and why", required: "Please say what was done about it, and why." },
      ],
      send: ["Send the answer", ({ answer, reason }, form) => this.sent(this.acts.answer(one, opinion, answer, reason), form)],
    })
  }

  askRuling(one, opinion, ruling) {
    const overruled = ruling === "overruled"
    const printed = overruled ? ` ${this.model.edition.rule[3] ?? ""}` : ""
    this.forms.show({
      key: `ruling ${opinion.review}`,
      of: this.aboutForm(one),
      title: `${overruled ? "Overrule" : "Uphold"} ${opinion.who}’s objection to ${namedHere(one)}`,
      note: `${one.ruling}${printed}`,
      fields: [{ name: "reason", label: "Reason", required: WHY }],
      send: [overruled ? "Overrule" : "Uphold", ({ reason }, form) => this.sent(this.acts.rule(this.model.one(one.id) ?? one, opinion, ruling, reason), form)],
    })
  }

  aboutForm(one) {
    return { id: one.id, called: calledHere(one), wording: one.wording }
  }

  forOther() {
    const name = this.nameOfOther()
    return name ? `, for ${name}` : ""
  }
}

export const spokenWith = ({ reason = "", would_settle = "", reservation = "" }) => ({ reason, would_settle, reservation: reservation ? Number(reservation) : null })
