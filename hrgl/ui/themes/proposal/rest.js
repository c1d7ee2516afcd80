// Below the cards: what stays as it is, in one line that opens.
import { el, many } from "../../parts/desks/elements.js"

export function rest({ unchanged = [], waiting }) {
  const found = []
  if (unchanged.length) {
    const stay = `${many(unchanged.length, "theme")} ${unchanged.length === 1 ? "stays as it is" : "stay as they are"}`
    const names = el("ul", {}, ...unchanged.map((name) => el("li", { text: name })))
    found.push(el("details", {}, el("summary", { text: stay }), names))
  }
  if (waiting) {
    const stay = waiting === 1 ? "stays" : "stay"
    const words = `${many(waiting, "statement")} ${stay} in no theme: too far from all of these.`
    found.push(el("p", { class: "quiet", text: words }))
  }
  return found
}
