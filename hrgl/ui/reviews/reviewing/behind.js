// What stands behind an encouragement: evidence in words, a few statements, reservations, comments.
import { el, many } from "../../parts/desks/elements.js"

const AS_WHAT = { supports: "support", example: "example", reservation: "reservation" }

export function behindOf(told, opened) {
  if (!told?.raised) return [el("p", { class: "quiet", text: "Looking at the evidence …" })]
  const rows = new Map(told.statements.map((row) => [row[0], row]))
  const statements = (ids) => ids.map((id) => rows.get(id)).filter(Boolean)
  const few = statements(told.few)
  const against = statements(told.reservations)
  const missing = told.notHeard.length ? ` Not heard: ${told.notHeard.join(", ")}.` : ""
  const all = told.statements.length > few.length + against.length
  return [
    el("h3", { text: "Evidence" }),
    el("p", { class: "fact", text: `${told.raised}${missing}` }),
    ...(few.length ? [el("ul", { class: "said" }, ...few.map(statementOf))] : []),
    ...reservationsOf(against),
    ...(all ? [unfolded(`All ${many(told.statements.length, "statement")}`, "statements", opened, () => [el("ul", { class: "said" }, ...told.statements.map(statementOf))])] : []),
  ]
}

function reservationsOf(against) {
  if (!against.length) return [el("p", { class: "quiet", text: "No reservation is cited." })]
  return [el("h3", { class: "short", text: many(against.length, "reservation") }), el("ul", { class: "said against" }, ...against.map(statementOf))]
}

const statementOf = ([, ref, text, who, support]) =>
  el("li", {}, el("span", { class: "text", text }), " ", el("small", { text: [ref, who, AS_WHAT[support]].filter(Boolean).join(" · ") }))

// What is read by who wants to; it stays open while the same encouragement is read.
export function unfolded(title, name, opened, inside) {
  const made = el("details", { data: { opens: name }, open: opened.has(name) }, el("summary", { text: title }))
  const fill = () => made.open && made.childElementCount === 1 && made.append(...inside())
  fill()
  made.addEventListener("toggle", () => {
    if (made.open) opened.add(name)
    else opened.delete(name)
    fill()
  })
  return made
}

export function commentsOf(found) {
  if (!found) return [el("p", { class: "quiet", text: "Looking …" })]
  return [el("ul", { class: "said" }, ...found.said.map(commentOf))]
}

function commentOf({ kind, room, wording, at, text, what, reason, who, state }) {
  const about = [kind, room, `wording ${wording}`, at, state === "waiting" ? "not answered yet" : ""].filter(Boolean).join(" · ")
  const made = el("li", {}, ...(text ? [el("span", { class: "text", text }), " "] : []), el("small", { text: about }))
  if (what) made.append(el("p", { class: "fact", text: [`${what}, ${who}`, reason].filter(Boolean).join(": ") }))
  return made
}
