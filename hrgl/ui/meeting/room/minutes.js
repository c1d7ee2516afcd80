// The minutes as they are read on the page; the same words stand in the file.
import { el } from "../../parts/desks/elements.js"

const PARTS = [["concluded", "Conclusion"], ["amendments", "Amendments"], ["objections", "Objections, conditions and abstentions"], ["rulings", "Rulings"], ["spoke", "Who spoke, in turn"]]
const PEOPLE = [["chairs", "Chair"], ["present", "Present"], ["spoken_for", "Spoken for"], ["absent", "Absent"], ["rule", "Rule"]]

export function drawMinutes(minutes, file) {
  const take = el("a", { href: file, download: true, class: "take", text: "Take them along as a Word file" })
  return [
    ...(minutes.notice ? [el("p", { class: "notice", text: minutes.notice })] : []),
    el("h2", { text: minutes.title }),
    el("p", { class: "quiet", text: minutes.when }),
    el("p", {}, take),
    ...PEOPLE.flatMap(([name, label]) => linesUnder(label, minutes[name])),
    el("h3", { text: "What was decided" }),
    ...(minutes.points.length ? minutes.points.map(pointOf) : [el("p", { text: "No encouragement was taken up." })]),
    ...(minutes.not_decided.length ? linesUnder("Not decided", minutes.not_decided) : []),
  ]
}

function pointOf(point) {
  const title = `${point.place ?? "–"}  ${point.heading}`
  const texts = [point.explanation, point.examples].filter(Boolean).map((text) => el("p", { class: "words", dir: "auto", text }))
  return el(
    "article",
    { "aria-label": title },
    el("h4", { dir: "auto", text: title }),
    el("p", {}, el("b", { text: point.outcome }), ` – wording ${point.wording}`),
    ...texts,
    ...PARTS.flatMap(([name, label]) => linesUnder(label, point[name], "h5")),
  )
}

function linesUnder(label, lines, tag = "h3") {
  if (!lines.length) return []
  return [el(tag, { text: label }), el("ul", {}, ...lines.map((text) => el("li", { dir: "auto", text })))]
}
