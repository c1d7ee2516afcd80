// What the page calls things, in the words of the house.
export const SAYS = { agree: "agrees", live_with: "can live with it", object: "objects", abstain: "abstains" }
export const SAID_BY_ME = { agree: "you agree", live_with: "you can live with it", object: "you object", abstain: "you abstain" }
export const FIXED_WORDS = [["accepted", "Accepted"], ["in_part", "Accepted in part"], ["declined", "Declined"]]
export const fixedWord = (answered) => FIXED_WORDS.find(([word]) => word === answered)?.[1] ?? ""

export const calledHere = ({ place, heading }) => `${place ? `${place} ` : ""}“${heading}”`

// The same where the words themselves stand above: no more than a line of them.
export function namedHere(one, most = 60) {
  if (one.heading.length <= most) return calledHere(one)
  const words = one.heading.slice(0, most).replace(/\s+\S*$/, "")
  return calledHere({ ...one, heading: `${words} …` })
}

// Whose word it is: one's own, or that of somebody one speaks for.
export function saidBy(verdict, name) {
  return name ? `${name} ${SAYS[verdict]}` : SAID_BY_ME[verdict]
}

// In the list, for somebody who reviews: what they said last, or why it waits.
export function stateForMe(one, mine, name) {
  if (!mine) return one.contested ? objectionsOf(one) : countOf(one)
  if (mine.verdict === "object" && mine.stands && mine.answered) return `answered: ${fixedWord(mine.answered).toLowerCase()}`
  if (mine.verdict === "object" && mine.stands && mine.wording !== one.wording) return "reworded since your objection"
  if (mine.wording !== one.wording) return `new wording since ${name || "you"} spoke`
  const more = one.approved ? "✓ approved" : one.contested ? objectionsOf(one) : ""
  return [saidBy(mine.verdict, name), more].filter(Boolean).join(" · ")
}

// In the list, for everybody else.
export function stateForAll(one) {
  const open = one.opinions.filter(({ unanswered }) => unanswered).length
  if (open) return `${open === 1 ? "1" : open} to answer`
  if (one.approved) return "✓ approved"
  return one.contested ? objectionsOf(one) : countOf(one)
}

function objectionsOf(one) {
  const standing = one.opinions.filter(({ stands, overruled }) => stands && !overruled)
  const answered = standing.filter((each) => each.answered).length
  const how = !standing.length ? "overruled" : standing.length === 1 ? "1 objection" : `${standing.length} objections`
  return standing.length && answered === standing.length ? `${how}, answered` : how
}

const countOf = (one) => (one.approved ? "✓ approved" : `${one.favour} of ${one.quorum} in favour`)
