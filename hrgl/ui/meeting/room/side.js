// What stands beside the screen if wished: who is present, who wants to speak, the agenda.
import { button, el } from "../../parts/desks/elements.js"
import { agendaList } from "./before.js"

export const SIDES = { presence: "Present", speaking: "Speaking", agenda: "Agenda" }

export class Side {
  shown = undefined

  constructor(box, page) {
    Object.assign(this, { box, page })
  }

  turn(what) {
    this.shown = this.shown === what ? undefined : what
    this.page.draw()
    if (this.shown) this.box.querySelector("button, input")?.focus()
  }

  draw() {
    const { meeting } = this.page.model
    this.box.hidden = !meeting || !this.shown
    if (this.box.hidden) return
    const had = this.box.contains(this.box.getRootNode().activeElement) && this.box.getRootNode().activeElement.id
    const leave = button("×", { class: "link", "aria-label": "Close" })
    leave.onclick = () => this.turn(this.shown)
    this.box.replaceChildren(el("h3", {}, SIDES[this.shown], leave), ...this[this.shown](meeting))
    if (had) this.box.querySelector(`#${had}`)?.focus({ preventScroll: true })
  }

  // A list to tick; members join on their own devices as well.
  presence({ seats }) {
    const { me } = this.page.model.told
    return [el("ul", { class: "seats" }, ...seats.map((seat) => (me.chairs ? this.ticked(seat) : el("li", { text: toldOf(seat) || seat.name }))))]
  }

  ticked(seat) {
    const box = el("input", { type: "checkbox", id: `seat-${seat.id}` })
    box.checked = seat.here
    box.onchange = () => this.page.acts.present(seat.id, box.checked)
    return el("li", {}, el("label", {}, box, ` ${toldOf(seat)}`))
  }

  speaking({ hands, spoke }) {
    const { me } = this.page.model.told
    const waiting = hands.map(([turn, , who], at) => {
      const give = button("Has the floor", { id: `floor-${turn}` })
      give.onclick = () => this.page.acts.floor(turn)
      return el("li", {}, `${at + 1}. ${who} `, ...(me.chairs ? [give] : []))
    })
    const told = waiting.length ? el("ul", { class: "hands" }, ...waiting) : el("p", { class: "quiet", text: "Nobody waits to speak." })
    const had = spoke.length ? [el("p", { class: "quiet", text: `Spoke: ${spoke.join(", ")}` })] : []
    return [told, ...had]
  }

  agenda({ on }) {
    const { model } = this.page
    return [agendaList(model.order(this.page.byPlace), on, model.chairing ? (id) => this.page.doing.run("take", id) : undefined)]
  }
}

const toldOf = ({ name, here, by, since }) => (here ? `${name}, since ${since}` : by ? `${name} – ${by} speaks` : name)
