// What concerns all encouragements at once: how far they are, what begins some, what submits them.
import { button, many } from "../../parts/desks/elements.js"

const WHAT_EACH =
  "Begins a candidate from each theme that has none: typical statements, spread over the rooms, are its outline and its evidence"

export class Tools {
  ready() {
    const fits = (one) => one.stage === "draft" && !one.lacks.length && !this.typed.unsaved(one)
    return this.model.all().filter(fits)
  }

  drawTools() {
    const all = this.model.all()
    const { places, published } = this.model.edition
    const placed = all.filter(({ place }) => place).length
    const approved = all.filter((one) => one.approved).length
    this.tools.querySelector(".sum").textContent = `${placed} of ${many(places, "place")}, ${approved} approved`
    const waiting = this.ready().length
    const lacking = all.filter(({ stage, lacks }) => stage === "draft" && lacks.length).length
    const unworded = this.model.unworded().length
    const whole = this.checking.whole.length
    const state = JSON.stringify([waiting, lacking, unworded, published, whole])
    if (this.toolsState === state) return
    this.toolsState = state
    this.tools.querySelector(".begin").replaceChildren(...(published ? [] : beginning(unworded)))
    this.tools.querySelector(".ready").replaceChildren(...checked(whole), ...(published ? [] : submitting(waiting, lacking)))
  }
}

function beginning(unworded) {
  const one = button("New candidate", { key: "N", data: { does: "begin" } })
  if (!unworded) return [one]
  const each = button(`One candidate for each theme · ${unworded}`, { key: "B", data: { does: "beginEach" }, title: WHAT_EACH })
  return [one, each]
}

const checked = (whole) => (whole ? [button(`${whole} to look at in all`, { class: "link", data: { does: "wholeChecked" } })] : [])

function submitting(waiting, lacking) {
  const why = button(`${many(lacking, "draft")} not ready: why?`, { class: "link", data: { does: "lacking" } })
  const submit = button(`Submit all that are ready · ${waiting}`, { key: "G", class: "primary", data: { does: "submitReady" } })
  return [...(lacking ? [why] : []), ...(waiting ? [submit] : [])]
}
