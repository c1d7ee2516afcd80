// What the room reads, in words.
import { many } from "../../parts/desks/elements.js"

const SAYS = { agree: "agrees", live_with: "can live with it", object: "objects", abstain: "abstains" }
const WORDS = { agreed: "agreed", left_open: "left open" }
const TAKEN_AS = { accepted: "taken in", modified: "taken in with other words", declined: "declined", elsewhere: "dealt with elsewhere", withdrawn: "withdrawn" }

export const saysOf = ({ verdict }) => SAYS[verdict]

// "7 of 8 present, quorum 5", with who is spoken for.
export function presenceInWords({ seats, heard }, quorum) {
  const here = seats.filter((each) => each.here).length
  const by = heard - here
  return `${here} of ${seats.length} present${by ? `, ${by} spoken for` : ""}, quorum ${quorum}${heard < quorum ? " – no quorum" : ""}`
}

// The line over everything: what a room wants to know at every moment.
export function topLine({ meeting, edition, agenda, waits }, clock) {
  if (!meeting) return ["No meeting is open", clock].join(" · ")
  const at = meeting.takenUp ? `number ${meeting.takenUp} of ${agenda.length}` : `${agenda.length} on the agenda`
  const left = waits[1] ? `${waits[1]} contested left` : "nothing contested left"
  return [`Meeting ${meeting.number}`, presenceInWords(meeting, edition.quorum), at, left, clock].join(" · ")
}

export function clockIn(zone, now = new Date()) {
  const shown = { hour: "2-digit", minute: "2-digit", timeZone: zone, timeZoneName: "short" }
  return new Intl.DateTimeFormat("en-GB", shown).format(now)
}

// What became of the amendments, in one line.
export function amendmentsInWords(amendments) {
  if (!amendments.length) return ""
  const counts = new Map()
  for (const { outcome } of amendments) counts.set(TAKEN_AS[outcome] ?? "open", (counts.get(TAKEN_AS[outcome] ?? "open") ?? 0) + 1)
  const told = [...counts].map(([word, number]) => `${number} ${word}`).join(", ")
  return `${many(amendments.length, "amendment")}: ${told}.`
}

// How far an entry of the agenda has come.
export function stateOfItem({ word, approved, objections, contested, open }) {
  const told = []
  if (word) told.push(WORDS[word])
  else if (approved) told.push("approved")
  if (objections) told.push(many(objections, "objection"))
  else if (contested && !word) told.push("objection settled")
  if (open) told.push(`${many(open, "amendment")} open`)
  return told.join(" · ")
}

// What was said on the words that stand: "6 in favour · Cleo abstains".
export function spokenInWords({ opinions, favour }) {
  const others = opinions.filter(({ verdict }) => verdict !== "agree").map((each) => `${each.who} ${saysOf(each)}`)
  return [favour ? `${favour} in favour` : "", ...others].filter(Boolean).join(" · ")
}

// An objection with what would settle it, its answer and what the rule made of it.
export function objectionInWords({ reason, wording, wouldSettle, answered, answer, ruling, rulingReason, overruled }, now) {
  const lines = [`${reason}${wording === now ? "" : ` (said of wording ${wording})`}`]
  if (wouldSettle) lines.push(`Would settle it: ${wouldSettle}`)
  if (answered) lines.push(`Answer – ${answered}: ${answer}`)
  if (ruling) lines.push(`${overruled || ruling === "upheld" ? ruling[0].toUpperCase() + ruling.slice(1) : "Was overruled, without a majority now"}: ${rulingReason}`)
  return lines
}
