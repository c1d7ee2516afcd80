// A text with the amendments that are open on it, as pieces: what stays, what would go and what would
// come, and in brackets what several of them would change at once.

export const AMENDED_FIELDS = ["heading", "explanation", "examples"]

// `place`: [start, end] in the text, as code points: the database counts them so, and a browser does not.
export const placedIn = (text, [start, end]) => {
  const points = Array.from(text)
  return [points.slice(0, start).join("").length, points.slice(0, end).join("").length]
}

// Pieces: { kind: "kept" | "removed" | "inserted" | "bracket", text, ids }. A bracket holds the words as
// they stand now, and the ids of all amendments that would change them.
export function markedText(text, amendments) {
  const pieces = []
  let at = 0
  const put = (kind, words, ids) => (words || kind === "bracket") && pieces.push({ kind, text: words, ids })
  for (const { start, end, all } of groupedByPlace(text, amendments)) {
    put("kept", text.slice(at, start), [])
    const ids = all.map(({ id }) => id)
    if (all.length > 1) put("bracket", text.slice(start, end), ids)
    else {
      put("removed", text.slice(start, end), ids)
      put("inserted", all[0].after, ids)
    }
    at = end
  }
  put("kept", text.slice(at), [])
  return pieces
}

// Those that would change the same words stand together, in the order of the text.
export function groupedByPlace(text, amendments) {
  const placed = amendments.filter(({ place, outcome }) => place && !outcome)
  const spans = placed.map((each) => ({ each, span: placedIn(text, each.place) }))
  const groups = []
  for (const { each, span: [start, end] } of spans.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])) {
    const last = groups.at(-1)
    const point = last && start === end && last.start === last.end && last.start === start
    if (last && (start < last.end || point)) {
      last.end = Math.max(last.end, end)
      last.all.push(each)
    } else groups.push({ start, end, all: [each] })
  }
  return groups
}

// The same for a whole wording, field by field: a list of lists, most of them of a single one.
export const groupedInFields = (wording, amendments) =>
  AMENDED_FIELDS.flatMap((name) => groupedByPlace(wording[name], amendments.filter(({ field }) => field === name)).map(({ all }) => all))

// What an amendment would do, in words.
export function askedBy({ before, after }) {
  if (!before.trim()) return `add “${after.trim()}”`
  if (!after.trim()) return `take out “${before.trim()}”`
  return `“${after.trim()}” for “${before.trim()}”`
}
