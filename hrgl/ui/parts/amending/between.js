// What two texts have in common and what not, word by word, while somebody types the second one.
const PART = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu
const MOST_CELLS = 4_000_000 // of the table, beyond which the middle is told as one change

// [same, was, is] in turn; a space between two changes does not part them.
export function betweenTexts(before, after) {
  const [a, b] = [before.match(PART) ?? [], after.match(PART) ?? []]
  let [from, till] = [0, 0]
  while (from < a.length && from < b.length && a[from] === b[from]) from++
  while (till < a.length - from && till < b.length - from && a.at(-1 - till) === b.at(-1 - till)) till++
  const inner = commonParts(a.slice(from, a.length - till), b.slice(from, b.length - till))
  const head = a.slice(0, from).map((part) => [true, part, part])
  const tail = a.slice(a.length - till).map((part) => [true, part, part])
  return joinedStretches([...head, ...inner, ...tail])
}

function commonParts(a, b) {
  if (a.length * b.length > MOST_CELLS) return [[false, a.join(""), b.join("")]]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1])
  const found = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) found.push([true, a[i++], b[j++]])
    else if (j === b.length || (i < a.length && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) found.push([false, a[i++], ""])
    else found.push([false, "", b[j++]])
  }
  return found
}

function joinedStretches(parts) {
  const found = []
  for (const [at, [same, was, is]] of parts.entries()) {
    const space = same && !was.trim() && found.length && !found.at(-1)[0] && parts[at + 1] && !parts[at + 1][0]
    const kept = same && !space
    const last = found.at(-1)
    if (last && last[0] === kept) {
      last[1] += was
      last[2] += is
    } else found.push([kept, was, is])
  }
  return found
}

export const readsTheSame = (stretches) => stretches.every(([same]) => same)
