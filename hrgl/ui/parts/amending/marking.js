// Marked text, drawn; what is marked is said in words as well, and never by colour alone.
import { el } from "../desks/elements.js"
import { AMENDED_FIELDS, markedText } from "./marked.js"

const SPOKEN = { removed: "would go: ", inserted: "would come: ", bracket: "in dispute: " }
const TAGS = { removed: "del", inserted: "ins", bracket: "mark" }

// A field's text with its open amendments, each told by its number; spaces stay outside of the marks.
export function markedNodes(text, amendments) {
  const numbers = new Map(amendments.map(({ id, number }) => [id, number]))
  return markedText(text, amendments).flatMap(({ kind, text: words, ids }) => {
    if (kind === "kept") return [words]
    const told = el("span", { class: "unseen", text: `amendment ${ids.map((id) => numbers.get(id)).join(" and ")}, ${SPOKEN[kind]}` })
    const [, before, core, after] = words.match(/^(\s*)(.*?)(\s*)$/s)
    return [before, el(TAGS[kind], { class: `amended ${kind}`, data: { amendments: ids.join(" ") } }, told, el("span", { class: "core", text: core || "…" })), core ? after : ""]
  })
}

// The fields of a wording that hold anything, marked, one paragraph each.
export const markedFields = (wording, amendments) =>
  AMENDED_FIELDS.filter((name) => wording[name]).map((name) => el("p", { class: `of-${name}`, dir: "auto" }, ...markedNodes(wording[name], amendments.filter(({ field }) => field === name))))

// How one text would become another: what is typed, beside what stands.
export function differenceNodes(stretches) {
  return stretches.flatMap(([same, was, is]) => {
    if (same) return [was]
    const gone = was ? [el("del", { class: "removed" }, el("span", { class: "unseen", text: SPOKEN.removed }), was)] : []
    const come = is ? [el("ins", { class: "inserted" }, el("span", { class: "unseen", text: SPOKEN.inserted }), is)] : []
    return [...gone, ...come]
  })
}
