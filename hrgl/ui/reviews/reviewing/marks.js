// A text as it reads, or with what has changed in it since: both only ever as text.
import { el } from "../../parts/desks/elements.js"

const REFERENCE = /\{([A-Za-z0-9]{1,16}-[0-9]{2,9})\}/g
export const PARTS = ["heading", "explanation", "examples"]

// `stretches`: [same, was, is]; without them, or clean, the text as it is now
export function textOf(text, stretches, { clean, before } = {}) {
  if (clean || !stretches || stretches.every(([same]) => same)) return referenced(text)
  return stretches.flatMap(([same, was, is]) => {
    if (same) return referenced(was)
    return [...marking("del", was, `only in wording ${before}: `), ...marking("ins", is, "new: ")]
  })
}

// Spaces around it are not part of what is marked.
function marking(tag, text, aloud) {
  const [, first, words, last] = /^(\s*)([^]*?)(\s*)$/.exec(text)
  return words ? [first, el(tag, {}, heard(aloud), ...referenced(words)), last] : [text]
}

// References are for the reader of the draft: small, and without their braces.
function referenced(text) {
  const pieces = text.split(REFERENCE)
  return pieces.map((piece, at) => (at % 2 ? el("span", { class: "named", text: piece.toUpperCase() }) : piece))
}

export const changedIn = (told) => Boolean(told) && PARTS.some((part) => told[part].some(([same]) => !same))

const heard = (text) => el("span", { class: "unseen", text })
