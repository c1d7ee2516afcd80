// What can be done now, below the screen, each with its key; drawn anew only where it changes.
import { button, el } from "../../parts/desks/elements.js"
import { chairOffers, followerOffers } from "./offers.js"
import { saysOf } from "./telling.js"

export class RoomBar {
  constructor(box, page) {
    Object.assign(this, { box, page })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed && event.detail <= 1) page.doing.run(pressed.dataset.does)
    })
  }

  draw() {
    const offers = this.offers()
    const said = this.said()
    const state = JSON.stringify([offers, said])
    if (this.state === state) return
    this.state = state
    const active = this.box.getRootNode().activeElement
    const had = this.box.contains(active) && active.dataset.does
    const buttons = offers.map(([does, label, key, primary, off]) => button(label, { key, data: { does }, class: primary ? "primary" : "", disabled: Boolean(off) }))
    this.box.replaceChildren(...(said ? [el("p", { class: "said", text: said })] : []), ...buttons)
    if (had) this.box.querySelector(`[data-does="${had}"]`)?.focus({ preventScroll: true })
  }

  offers() {
    const { model, reading } = this.page
    if (reading) return [["minutes", model.meeting ? "Back to the meeting" : "Back", "M", true]]
    if (!model.meeting) return model.told.me.chairs && !model.told.edition.published ? [["openMeeting", "Open a meeting", "Y", true]] : []
    if (!model.chairing) return followerOffers(model)
    return chairOffers(model, { chosen: this.page.chosen, last: !model.beside(1, this.page.byPlace) })
  }

  // What one has said oneself on the words that stand, or for whom one speaks.
  said() {
    const { model } = this.page
    if (!model.meeting || model.chairing || !model.one) return ""
    const mine = model.opinions.get(model.told.me.id)
    return mine ? `You: ${saysOf(mine)}${mine.reason ? ` – ${mine.reason}` : ""}` : ""
  }
}
