// The bar above the list: what can be done with what is picked, or else with the current statement.
import { button, el } from "../../parts/desks/elements.js"

export class Bar {
  constructor(box, run) {
    this.box = box
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed && event.detail <= 1) run(pressed.dataset.does, pressed.dataset.to)
    })
  }

  // `now`: { words, near: themes, does: [[what it does, words, key]] }
  draw({ words, near, does }) {
    const had = this.box.getRootNode().activeElement?.dataset.does
    const chips = near.map((theme, at) => {
      const data = { does: "near", to: theme.id }
      const chip = button("", { key: String(at + 1), class: "near", title: theme.name, data })
      chip.prepend(el("span", { class: "name", text: theme.name }))
      return chip
    })
    const others = does.map(([what, label, key]) => button(label, { key, data: { does: what } }))
    this.offered = [words, ...near.map((theme) => theme.id)].join(" ")
    this.box.replaceChildren(el("b", { text: words }), ...chips, ...others)
    if (had) this.box.querySelector(`[data-does="${had}"]`)?.focus({ preventScroll: true })
  }
}
