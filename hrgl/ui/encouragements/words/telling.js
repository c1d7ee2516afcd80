// How far an encouragement has come, in words.
import { ASIDE } from "./state.js"

// `fresh`: how many statements are new in its themes; `unsaved`: whether something typed is not saved
export function stateOf(one, { fresh = 0, unsaved = false } = {}) {
  const told = one.stage === ASIDE ? [`set aside: ${one.because || "no reason was given"}`] : stageOf(one)
  if (fresh && one.stage !== ASIDE) told.push(`${fresh} new in its themes`)
  if (one.waiting) told.push(`${one.waiting} ${one.waiting === 1 ? "comment waits" : "comments wait"}`)
  if (one.undecided) told.push(`${one.undecided} ${one.undecided === 1 ? "amendment" : "amendments"} to decide`)
  if (unsaved) told.push("not saved yet")
  return told.join(" · ")
}

function stageOf(one) {
  if (one.unanswered) return [`${one.unanswered === 1 ? "objection" : `${one.unanswered} objections`} to answer`]
  if (one.objections) return [one.objections === 1 ? "an objection stands" : `${one.objections} objections stand`]
  if (one.approved) return ["✓ approved"]
  if (one.stage === "submitted") return [`in review, ${one.favour} of ${one.quorum}`]
  return [one.lacks.length ? "draft" : "ready", `wording ${one.wording}`]
}

// What it is called where it has no heading yet.
export function nameOf(one, themes) {
  if (one.heading) return one.heading
  const names = one.themes.map((id) => themes.get(id)?.name).filter(Boolean)
  return names.length ? `from “${names.join("”, “")}”` : "without a heading"
}

export const calledFor = (one, themes) =>
  `${one.place ? `${one.place} ` : ""}${one.heading ? `“${one.heading}”` : nameOf(one, themes)}`

// What is said before a new wording is saved.
export function lapsing(one) {
  const spoken = one.opinions.filter(({ wording }) => wording === one.wording).length
  if (!spoken) return ""
  const who = spoken === 1 ? "One of the steering group has" : `${spoken} of the steering group have`
  return `${who} spoken on wording ${one.wording}; wording ${one.wording + 1} begins without approvals.`
}
