// What can be said of what is open, at the lower edge.
import { button, el } from "../../parts/desks/elements.js"

const SAYING = [["agree", "Agree", "A"], ["live_with", "Can live with it", "L"], ["object", "Object …", "O"], ["abstain", "Abstain", "B"]]
const SETTLING = [["agree", "That settles it", "A"], ["live_with", "Can live with it", "L"], ["object", "It does not …", "O"], ["abstain", "Abstain", "B"]]

export class SayingBar {
  constructor(box, page) {
    Object.assign(this, { box, page })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button[data-does]")
      if (pressed && event.detail <= 1) page.run(pressed.dataset.does)
    })
  }

  // Drawn anew only where it would read otherwise, so that nothing moves under a finger.
  draw(kind, told = {}) {
    const state = JSON.stringify([kind, told])
    if (this.state === state) return
    this.state = state
    const active = this.box.getRootNode().activeElement
    const had = this.box.contains(active) && active.dataset.does
    this.box.hidden = kind === "none"
    this.box.replaceChildren(...(this[kind]?.(told) ?? []))
    if (had) this.box.querySelector(`[data-does="${had}"]`)?.focus({ preventScroll: true })
  }

  list({ count }) {
    const words = count === 1 ? "Agree to this one" : `Agree to these ${count}`
    return [el("div", { class: "buttons" }, button(words, { key: "A", class: "primary", data: { does: "agree" } }))]
  }

  // `said`: the word that one's own last one was, `settles`: an objection of one's own that waits for one
  one({ said, settles, words, apart }) {
    const offered = (settles ? SETTLING : SAYING).map(([does, label, key]) =>
      button(label, { key, data: { does }, class: does === "agree" ? "primary" : "", "aria-pressed": said ? String(said === does && !settles) : undefined }),
    )
    const back = apart ? [button("Back on the list", { key: "X", class: "link next", data: { does: "takeApart" } })] : []
    const condition = button("… if", { key: "I", data: { does: "if" }, title: "Can live with it under a condition", "aria-label": "Can live with it, if …" })
    return [...(words ? [el("p", { class: "before", text: words })] : []), el("div", { class: "buttons" }, offered[0], offered[1], condition, ...offered.slice(2), ...back)]
  }

  table({ answer, words, next }) {
    const first = answer ? [button(answer, { key: "R", class: "primary", data: { does: "answer" } })] : []
    const reword = words ? [button("Reword it …", { key: "G", data: { does: "reword" }, title: "On the page Encouragements" })] : []
    return [el("div", { class: "buttons" }, ...first, ...reword, ...(next ? [button("Next", { key: "J", class: "link next", data: { does: "next" } })] : []))]
  }
}
