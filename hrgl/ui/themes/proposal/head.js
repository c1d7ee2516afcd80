// Above the cards: all in a sentence or two, what the buttons would do by now, what was done.
import { takes } from "./ticks.js"

const NONE =
  "A proposal groups all statements by what they say. It changes nothing by itself: you take over what you like."
const OLD = "Statements came or went since it was made; it shows those it knew."

export function drawHead(find, ticks, { only, busy, undo }) {
  const { told, all, taken, unsure } = ticks
  const { proposal, say = NONE, number = "", old, discarded } = told
  find(".say").textContent = discarded ? `${discarded.say}. Ask for another one, or take that back.` : say
  find(".number").textContent = [number, old && OLD].filter(Boolean).join(" ")
  find(".acts").hidden = !proposal
  show(find(".take"), all.length, takes(taken.length, all.length))
  find(".take").disabled = !taken.length || busy
  find(".discard").disabled = busy
  show(find(".only"), unsure.length, only ? `Show all ${all.length}` : `Only unsure (${unsure.length})`)
  find(".only").setAttribute("aria-pressed", String(only))
  const some = ticks.of(unsure) !== "none"
  show(find(".without"), only, some ? `Skip these ${unsure.length}` : "Tick these again")
  show(find(".again"), taken.length < all.length && !only, "Tick all again")
  find(".undo").hidden = !undo
  find(".foot").hidden = !undo && !find(".told").textContent
}

function show(pressed, wanted, text) {
  pressed.hidden = !wanted
  pressed.textContent = text
}

export function tellBelow(find, words, bad = false) {
  const told = find(".told")
  told.textContent = words
  told.classList.toggle("bad", bad)
  find(".foot").hidden = false
}

// What to say where something else stands on the screen now, and this person did not do it.
export function meanwhile(before, now) {
  if (!before || !now.proposal) return ""
  if (before.proposal !== now.proposal) return before.proposal ? "This is a newer proposal." : ""
  const same = JSON.stringify(before.groups) === JSON.stringify(now.groups)
  return same ? "" : "Somebody decided something meanwhile: this is what would change now."
}
