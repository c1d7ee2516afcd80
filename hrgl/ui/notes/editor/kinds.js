// Of which kind each line of a text is, and how that follows when the text changes.
const SIGN = /^(\s*(?:[-*•]\s*)?)\/([a-z0])\s$/

export const lineAt = (text, position) => text.slice(0, position).split("\n").length - 1

// A sign and a space that stand between the beginning of a line and the cursor.
export const signBefore = (text, cursor) => {
  const start = text.lastIndexOf("\n", cursor - 1) + 1
  const found = SIGN.exec(text.slice(start, cursor))
  return found ? { letter: found[2], from: start + found[1].length } : undefined
}

// What a text of the same number of lines was marked with in this tab, after a reload.
export const kindsAtFirst = (text, kept, kind) => {
  const lines = text.split("\n")
  if (text !== "" && kept?.length === lines.length) return kept
  return lines.map((line) => (line ? "" : kind))
}

// Lines before and behind a change keep their kind; new ones are of the given kind, but for a
// pasted pad, of which nobody has said anything yet.
export const kindsAfter = (was, now, kinds, kind, pasted) => {
  let [head, tail] = [0, 0]
  const most = Math.min(was.length, now.length)
  while (head < most && was[head] === now[head]) head++
  while (tail < most - head && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const fresh = pasted && now.length - head - tail > 1 ? "" : kind
  const before = was.length - tail
  const middle = now
    .slice(head, now.length - tail)
    .map((_, at) => (head + at < before && was[head + at].trim() ? kinds[head + at] : fresh))
  return [...kinds.slice(0, head), ...middle, ...kinds.slice(before)]
}
