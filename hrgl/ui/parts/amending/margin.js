// What people wrote in the margin of a Word file: whose it is, of which words, and what answers it.
import { el } from "../desks/elements.js"

const SOMEBODY = "somebody"

// Of which words it is said, in words.
export function saidOf({ quote, field, place, wording }) {
  const of = quote.trim() ? `on “${quote.trim()}”` : field ? `on the ${field}` : ""
  const since = field && !place ? "which has changed since" : ""
  return [of, wording ? `wording ${wording}` : "", since].filter(Boolean).join(", ")
}

export function marginCard(note) {
  const { id, text, settled, file, replies = [] } = note
  const answers = replies.map((each) => el("div", { class: "reply" }, marginHead(each), marginWords(each.text)))
  return el(
    "article",
    { class: `amendment margin ${settled ? "settled" : "open"}`, "aria-label": `Comment of ${note.who || SOMEBODY}`, data: { margin: id } },
    marginHead(note),
    el("p", { class: "quiet small", dir: "auto", text: saidOf(note) }),
    marginWords(text),
    ...answers,
    ...(settled ? [el("p", { class: "answer", dir: "auto", text: `Settled: ${settled}` })] : []),
    el("p", { class: "quiet small", text: `From ${file}` }),
  )
}

// All of an encouragement, those that nobody has settled first; nothing if there are none.
export function marginSection(notes) {
  if (!notes.length) return []
  const title = `In the margin of Word files · ${notes.length}`
  return [el("section", { class: "margins", "aria-label": title }, el("p", { class: "title", text: title }), ...unsettledFirst(notes).map(marginCard))]
}

export const unsettledFirst = (notes) => notes.toSorted((a, b) => Boolean(a.settled) - Boolean(b.settled))

const marginHead = ({ who, dated }) => el("p", { class: "whose", text: [who || SOMEBODY, dated].filter(Boolean).join(" · ") })
const marginWords = (text) => el("p", { class: "asked", dir: "auto", text })
