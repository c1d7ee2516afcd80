// One amendment as a card: its number, its lines, whose it is, what it asks for, and what became of it.
import { el } from "../desks/elements.js"
import { askedBy } from "./marked.js"

export const ADVICE = { accepted: "accept", modified: "accept with other words", declined: "decline", elsewhere: "deal with it elsewhere" }
const BECAME = { accepted: "accepted", modified: "accepted with other words", declined: "declined", elsewhere: "dealt with elsewhere", withdrawn: "withdrawn" }
const IN_FIELD = { heading: "in the heading", explanation: "in the explanation", examples: "in the examples" }

// What became of it, in words; nothing while it is open.
export function becameOf({ outcome, takenInto, takenWords }) {
  if (!outcome) return ""
  const into = takenInto ? ` into wording ${takenInto}` : ""
  const words = outcome === "modified" && takenWords ? `: “${takenWords}”` : ""
  return `${BECAME[outcome]}${into}${words}`
}

// When it was said: what a Word file says of it, or when it was proposed here.
const whenOf = ({ dated, at }) => (dated ? dated.slice(0, 10) : at)

// `lines`: where it stands, in words; `buttons`: what can be done with it
export function amendmentCard(amendment, { lines = "", buttons = [] } = {}) {
  const { id, number, field, who, reason, recommendation, recommendationReason, outcome, outcomeReason, place, wording } = amendment
  const where = el("span", { class: "where", text: lines || IN_FIELD[field], data: { linesOf: id } })
  const became = becameOf(amendment)
  const head = el("p", { class: "whose" }, `Amendment ${number} · `, where, ` · ${who}`, ...(became ? [el("b", { class: outcome, text: ` · ${became}` })] : []))
  const small = [whenOf(amendment), `on wording ${wording}`].filter(Boolean).join(" · ")
  const lost = !place && !outcome ? [el("p", { class: "lost", text: "The words it is about have changed since." })] : []
  const advice = recommendation && !outcome ? [el("p", { class: "advice", text: joinedWords(`Facilitators: ${ADVICE[recommendation]}`, recommendationReason) })] : []
  const why = outcomeReason ? [el("p", { class: "answer", text: outcomeReason })] : []
  return el(
    "article",
    { class: `amendment ${outcome ?? "open"}`, "aria-label": `Amendment ${number}`, data: { amendment: id } },
    head,
    el("p", { class: "asked", dir: "auto", text: askedBy(amendment) }),
    ...(reason ? [el("p", { class: "quiet", dir: "auto", text: reason })] : []),
    el("p", { class: "quiet small", text: small }),
    ...lost,
    ...advice,
    ...why,
    ...(buttons.length ? [el("div", { class: "choices" }, ...buttons)] : []),
  )
}

// Those that would change the same words, side by side, once.
export function collisionCard(amendments, { lines = new Map(), buttonsOf = () => [] } = {}) {
  const numbers = amendments.map(({ number }) => number)
  const title = `Amendments ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)} change the same words`
  const cards = amendments.map((each) => amendmentCard(each, { lines: lines.get(each.id), buttons: buttonsOf(each) }))
  return el("section", { class: "collision", "aria-label": title }, el("p", { class: "title", text: `${title}: one of them can be accepted` }), el("div", { class: "side-by-side" }, ...cards))
}

// Its lines are known when the text is drawn, and change with the width of the window.
export function tellLines(box, lines) {
  for (const where of box.querySelectorAll("[data-lines-of]")) {
    const words = lines.get(Number(where.dataset.linesOf))
    if (words) where.textContent = words
  }
}

const joinedWords = (words, reason) => (reason ? `${words} – ${reason}` : words)
