// What the group said of an encouragement: objections with their answers, and everybody's word.
import { button, el } from "../../parts/desks/elements.js"
import { fixedWord, SAYS } from "./saying.js"

// What somebody needs who objects, or can live with it under a condition; `may`: what is offered.
export function contractOf(opinion, { mine = false, may = {}, wording } = {}) {
  const { who, verdict, at, reason, wouldSettle, reservation } = opinion
  const whose = mine ? (verdict === "object" ? "Your objection" : "Your condition") : verdict === "object" ? `${who} objects` : `${who} can live with it – if`
  const where = opinion.wording === wording ? "" : `, to wording ${opinion.wording}`
  const made = el("div", { class: "contract", data: { review: opinion.review } }, el("p", {}, el("b", { text: `${whose}${where}, ${at}${opinion.by ? `, given by ${opinion.by}` : ""}` })))
  if (reason) made.append(el("p", { class: "text", text: `“${reason}”` }))
  if (wouldSettle) made.append(el("p", { class: "text" }, el("b", { text: verdict === "object" ? "It would be settled by: " : "If: " }), wouldSettle))
  if (reservation) made.append(el("p", { class: "quiet", text: `It stands on the reservation ${reservation}.` }))
  made.append(...answerOf(opinion), ...rulingOf(opinion), ...offersOf(opinion, may))
  return made
}

function answerOf({ answered, answer, verdict, unanswered }) {
  if (answered) return [el("p", { class: "text" }, el("b", { text: `Answer, ${fixedWord(answered).toLowerCase()}: ` }), answer)]
  const waits = unanswered || verdict === "object"
  return waits ? [el("p", { class: "quiet", text: "It is not answered yet." })] : []
}

function rulingOf({ ruling, rulingReason, overruled }) {
  if (!ruling) return []
  const lapsed = ruling === "overruled" && !overruled ? " – but the majority for it does not stand any more" : ""
  const word = ruling === "overruled" ? "Overruled" : "Upheld"
  return [el("p", { class: "text" }, el("b", { text: `${word}${lapsed}: ` }), rulingReason)]
}

// Only what may be done is offered; what the rule makes of it is said in any case.
function offersOf(opinion, { answer, rule, published }) {
  if (published || !(answer || rule)) return []
  const { review, unanswered, stands, ruling, overruled } = opinion
  const offers = []
  if (answer && (unanswered || stands)) offers.push(offer(unanswered ? "Answer …" : "Answer again …", "answer", review, unanswered ? "primary" : ""))
  if (rule && stands && ruling !== "upheld") offers.push(offer("Uphold …", "upheld", review))
  if (rule?.mayOverrule && stands && !overruled) offers.push(offer("Overrule …", "overruled", review))
  const computed = rule && stands ? [el("p", { class: "quiet computed", text: rule.ruling })] : []
  return offers.length ? [...computed, el("div", { class: "choices" }, ...offers)] : computed
}

const offer = (words, does, review, look = "") => button(words, { class: look, data: { does, review } })

// Everybody's word on this wording in one line each, and who has said nothing.
export function everybodysWord(one) {
  const now = one.opinions.filter(({ wording }) => wording === one.wording)
  const lines = now.map(({ who, verdict, by, reason, wouldSettle }) => {
    const condition = verdict === "live_with" && wouldSettle ? ` – if: ${wouldSettle}` : ""
    return el("li", {}, el("b", { text: who }), ` ${SAYS[verdict]}${by ? `, given by ${by}` : ""}${condition}${reason ? `: “${reason}”` : ""}`)
  })
  const silent = one.silent.length ? [el("p", { class: "quiet", text: `By silence, as the rule says: ${one.silent.join(", ")}.` })] : []
  const rest = one.notSpoken.filter((name) => !one.silent.includes(name))
  const missing = rest.length ? [el("p", { class: "quiet", text: `Not spoken yet: ${rest.join(", ")}.` })] : []
  const approved = el("p", {}, el("b", { text: one.approved ? "✓ Approved" : "Not approved yet" }), `: ${one.favour} in favour, ${one.quorum} are needed.`)
  return [approved, ...(lines.length ? [el("ul", { class: "said" }, ...lines)] : []), ...silent, ...missing]
}
