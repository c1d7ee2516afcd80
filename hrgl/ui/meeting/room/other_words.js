// An amendment is accepted with other words: they are typed, and what they would change is shown.
import { betweenTexts, readsTheSame } from "../../parts/amending/between.js"
import { button, el } from "../../parts/desks/elements.js"
import { differenceNodes } from "../../parts/amending/marking.js"

// `box`: the popup's; `send(words)`; `leave()`: it is given up
export function askOtherWords({ box, close }, amendment, send) {
  const { number, before, after } = amendment
  const title = `Amendment ${number}, accepted with other words`
  const area = el("textarea", { id: "other-words", rows: "3", dir: "auto" })
  const shown = el("p", { class: "difference", dir: "auto" })
  const take = button("Accept with these words", { class: "primary", key: "Ctrl ⏎" })
  const leave = button("Cancel")
  const compare = () => {
    const stretches = betweenTexts(before, area.value)
    shown.replaceChildren(...differenceNodes(stretches))
    take.disabled = readsTheSame(stretches) // words that change nothing are none
  }
  area.value = after
  area.oninput = compare
  take.onclick = () => {
    if (take.disabled) return
    close()
    send(area.value)
  }
  leave.onclick = close
  box.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take.onclick()
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  box.setAttribute("aria-label", title)
  box.replaceChildren(el("label", { for: "other-words", text: title }), area, shown, el("div", { class: "choices" }, take, leave))
  box.hidden = false
  compare()
  area.focus()
}
