// All wordings of an encouragement: who wrote which, when and why; and how one became another.
import { button, el } from "../../parts/desks/elements.js"

const NAMES = { heading: "Heading", explanation: "Explanation", examples: "Examples" }

export class Changes {
  constructor(box, page) {
    Object.assign(this, { box, page })
  }

  async draw(one) {
    const wanted = `${one.id} ${one.wording}`
    if (this.shown === wanted) return
    this.shown = wanted
    this.box.replaceChildren(el("p", { class: "quiet", text: "Looking …" }))
    const told = await this.page.feed.get("wordings", { encouragement: one.id })
    if (this.shown !== wanted) return // another one was opened meanwhile
    if (!told) {
      this.shown = undefined
      this.box.replaceChildren(el("p", { class: "quiet", text: "No connection. Open this again in a moment." }))
      return
    }
    this.told = told
    this.between = el("div", { class: "between", "aria-live": "polite" })
    this.box.replaceChildren(this.choices(), this.between, el("ol", { class: "wordings", reversed: true }, ...told.wordings.map((each) => this.entry(one, each))))
    this.compare()
  }

  // Any two are compared; the last change at first.
  choices() {
    const numbers = this.told.wordings.map(({ number }) => number)
    const choice = (label, chosen) => {
      const options = numbers.map((number) => el("option", { value: String(number), text: `wording ${number}`, selected: number === chosen }))
      const made = el("select", { "aria-label": label }, ...options)
      made.onchange = () => this.compare()
      return made
    }
    this.before = choice("From", numbers[1] ?? numbers[0])
    this.after = choice("To", numbers[0])
    return el("p", { class: "compare" }, "What changed from ", this.before, " to ", this.after)
  }

  async compare() {
    const { encouragement } = this.told
    const [before, after] = [this.before.value, this.after.value]
    if (before === after) {
      const only = this.told.wordings.length === 1
      this.between.replaceChildren(el("p", { class: "quiet", text: only ? "There is one wording so far." : "It is the same wording." }))
      return
    }
    const told = await this.page.feed.get("difference", { encouragement, before, after })
    if (!told || this.told.encouragement !== encouragement) return
    if (this.before.value !== before || this.after.value !== after) return
    this.between.replaceChildren(...differencesOf(told, { before, after }))
  }

  entry(one, { number, who, at, why, holds, heading, explanation, examples }) {
    const current = number === one.wording
    const made = el("li", { value: String(number) }, el("p", {}, el("b", { text: `Wording ${number}` }), ` ${who}, ${at}${why ? ` – ${holdsOf(holds) || why}` : ""}`))
    made.append(...[heading, explanation, examples].filter(Boolean).map((text) => el("p", { class: "text", text })))
    if (current || this.page.model.edition.published || one.stage === "set_aside") return made
    const restore = button("Restore as a new wording", { "aria-label": `Restore wording ${number} as a new wording` })
    restore.onclick = () => this.page.doing.restore(number)
    made.append(restore)
    return made
  }

  leave() {
    this.shown = undefined
  }
}

// Whose amendments a wording was made of.
export function holdsOf(holds) {
  const told = holds.map(([number, who]) => `${number} (${who})`)
  const last = told.pop()
  if (!last) return ""
  return told.length ? `with amendments ${told.join(", ")} and ${last}` : `with amendment ${last}`
}

// How one wording became another, field by field.
export const differencesOf = (told, between) => Object.keys(NAMES).flatMap((name) => differenceOf(NAMES[name], told[name], between))

// Nothing of what reads the same in both, unless it stands around what does not.
function differenceOf(name, stretches, { before, after }) {
  if (stretches.every(([same]) => same)) return []
  const pieces = stretches.flatMap(([same, was, is]) => {
    if (same) return [was]
    const gone = was ? [el("del", {}, aloud(`only in wording ${before}: `), was)] : []
    const put = is ? [el("ins", {}, aloud(`only in wording ${after}: `), is)] : []
    return [...gone, ...put]
  })
  return [el("h3", { text: name }), el("p", { class: "text" }, ...pieces)]
}

const aloud = (text) => el("span", { class: "unseen", text })
