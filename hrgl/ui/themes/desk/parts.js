// One part that a theme would fall into: its name, and all that would stand in it.
import { button, el, many } from "../../parts/desks/elements.js"

export function choiceOf(numbers, chosen, choose) {
  const one = (number) => {
    const pressed = String(number === chosen)
    const made = button(String(number), { "aria-pressed": pressed, "aria-label": `${number} parts` })
    made.onclick = () => choose(number)
    return made
  }
  return el("span", { class: "choice", role: "group", "aria-label": "Parts" }, ...numbers.map(one))
}

// `typed`: the names as they were typed, by the statements of the part
export function nameField({ ids }, name, typed) {
  const key = ids.join()
  const made = el("input", { "aria-label": `Name of the part with ${many(ids.length, "statement")}` })
  made.value = typed.get(key) ?? name
  made.oninput = () => typed.set(key, made.value)
  return made
}

export function partOf(rows, at, field) {
  const lines = rows.map(({ ref, text }) =>
    el("li", {}, el("span", { class: "ref", text: ref }), el("p", { class: "text", text })),
  )
  const whose = at ? "to a new theme" : "stay in this theme"
  return el(
    "section",
    { "aria-label": `Part ${at + 1}` },
    field,
    el("p", { class: "quiet", text: `${many(rows.length, "statement")} · ${whose}` }),
    el("ul", { tabindex: "0", "aria-label": `Statements of part ${at + 1}` }, ...lines),
  )
}
