// What the stage shows where nothing is before the meeting: the agenda, or that none is open.
import { button, el } from "../../parts/desks/elements.js"
import { presenceInWords, stateOfItem } from "./telling.js"

// `take(id)`: the chair takes one up; without it the entries are only read
export function agendaList(items, on, take) {
  const entries = items.map((item) => {
    const state = stateOfItem(item)
    const name = el("span", { class: "name", dir: "auto", text: item.heading })
    const inside = [el("b", { text: item.place ? String(item.place) : "–" }), name, el("small", { class: item.objections ? "bad" : "", text: state })]
    const entry = take ? el("button", { type: "button", class: "item", data: { take: item.id } }, ...inside) : el("div", { class: "item" }, ...inside)
    if (item.id === on) entry.setAttribute("aria-current", "true")
    if (take) entry.onclick = () => take(item.id)
    return el("li", {}, entry)
  })
  return el("ol", { class: "agenda" }, ...entries)
}

export function beginning({ meeting, agenda, edition }, take) {
  return [
    el("h2", { class: "which" }, el("b", { text: "Agenda" }), ` · ${presenceInWords(meeting, edition.quorum)}`),
    agendaList(agenda, undefined, take),
    el("ul", { class: "rule" }, ...edition.rule.map((text) => el("li", { text }))),
  ]
}

export function noMeeting({ edition, me, waits, earlier }, read) {
  const [all, contested] = waits
  const words = all
    ? `${all} ${all === 1 ? "encouragement is" : "encouragements are"} before the steering group, ${contested || "none"} of them contested.`
    : "Nothing is before the steering group yet. Facilitators submit wordings on the page Encouragements."
  const who = me.chairs ? "Open a meeting when the group sits together; you take its chair." : "A facilitator opens the meeting. It shows here by itself."
  const past = earlier.toReversed().map(([id, number, when]) => {
    const made = button(`Minutes of meeting ${number} · ${when}`, { class: "link" })
    made.onclick = () => read(id)
    return el("li", {}, made)
  })
  return [
    el("h2", { text: "No meeting is open" }),
    el("p", { text: words }),
    el("p", { class: "quiet", text: edition.published ? "The outcome document has been published; nothing is left to decide." : who }),
    ...(past.length ? [el("h3", { text: "Earlier meetings" }), el("ul", { class: "past" }, ...past)] : []),
    el("ul", { class: "rule" }, ...edition.rule.map((text) => el("li", { text }))),
  ]
}
