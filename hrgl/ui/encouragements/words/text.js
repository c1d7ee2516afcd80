// What can be read off a text as it is typed: its words, the references it names, its sentences.
const NAMED = /\{([A-Za-z0-9]{1,16}-[0-9]{2,9})\}/g
const SENTENCE = /[^.!?…\n]+[.!?…]*/g

// Where a text names references: [{ ref, start, end }].
export const namedIn = (text) =>
  [...text.matchAll(NAMED)].map((found) => ({
    ref: found[1].toUpperCase(),
    start: found.index,
    end: found.index + found[0].length,
  }))

// References are for the reader of the draft: they do not count as words.
export const wordsIn = (text) => text.replace(NAMED, " ").match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0

// The reference that a caret stands in.
export const namedAt = (text, at) => namedIn(text).find(({ start, end }) => start < at && at < end)?.ref

// The sentence around a place in a text, without references.
export function sentenceAt(text, at) {
  const found = [...text.matchAll(SENTENCE)].filter((each) => each[0].trim())
  const here = found.find((each) => each.index + each[0].length >= at) ?? found.at(-1)
  return (here?.[0] ?? "").replace(NAMED, " ").replace(/\s+/g, " ").replace(/ ([.!?…,;])/g, "$1").trim()
}

// A text with a reference put in at a place, a space on either side where a word would touch it.
export function withReference(text, at, ref) {
  const [before, after] = [text.slice(0, at), text.slice(at)]
  const first = before && !/\s$/.test(before) ? " " : ""
  const last = after && !/^[\s.,;:!?)]/.test(after) ? " " : ""
  const put = `${first}{${ref}}${last}`
  return { text: before + put + after, at: at + put.length }
}

export const [FEWEST_WORDS, MOST_WORDS] = [25, 75]

export function lengthOf(heading, explanation) {
  const words = wordsIn(heading) + wordsIn(explanation)
  const fits = words >= FEWEST_WORDS && words <= MOST_WORDS
  const how = words < FEWEST_WORDS ? "short of" : words > MOST_WORDS ? "more than" : "within"
  return { words, fits, say: `${words} words with the heading, ${how} ${FEWEST_WORDS}–${MOST_WORDS}` }
}
