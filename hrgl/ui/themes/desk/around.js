// What stands around the list: the line of what was done, the keys, and how high the desk is.
import { el } from "./elements.js"
import { FOUND, LEFT_OUT, QUEUE, UNSURE } from "./standing.js"
import { helpLines } from "./offers.js"

const LOWEST = 420 // pixels
const SETTLES = 400 // ms that it takes to see that something changed

export class Lines {
  constructor(root) {
    this.told = root.querySelector(".told")
    this.live = root.querySelector(".live")
    this.help = root.querySelector(".help")
    this.empty = root.querySelector(".empty")
  }

  say(words) {
    this.told.textContent = words
    this.told.classList.toggle("bad", false)
    this.live.textContent = words // read aloud
  }

  refuse(words) {
    this.say(words)
    this.told.classList.toggle("bad", true)
  }

  // Why nothing is in the list.
  sayEmpty(words) {
    this.empty.textContent = words
    this.empty.hidden = !words
  }

  get helping() {
    return !this.help.hidden
  }

  showHelp() {
    this.help.hidden = !this.help.hidden
    const lines = helpLines().flatMap(([key, does]) => [
      el("dt", { text: key }),
      el("dd", { text: does }),
    ])
    this.help.replaceChildren(el("dl", {}, ...lines))
  }
}

// What others did may have changed what the bar offers in the very moment of a press.
export class Settling {
  until = 0

  changed(something) {
    if (something) this.until = performance.now() + SETTLES
  }

  get on() {
    return performance.now() < this.until
  }
}

// As high as what is left of the window below its top; the page itself need not scroll.
export class Height {
  constructor(box) {
    this.box = box
    this.fitting = () => this.fit()
    window.addEventListener("resize", this.fitting)
  }

  fit() {
    const top = this.box.getBoundingClientRect().top + window.scrollY
    const left = window.innerHeight - Math.max(0, top) - 2
    this.box.style.height = `${Math.max(LOWEST, left)}px`
  }

  close() {
    window.removeEventListener("resize", this.fitting)
  }
}

// Whether the keyboard is nowhere, or still on the link that led here.
export const idle = () => !document.activeElement?.matches("input, textarea, select, [contenteditable]")

export function whyEmpty(place, there) {
  if (there) return "Nothing here is like this."
  if (place === QUEUE) return "Nothing waits: every statement stands in a theme or was left out."
  if (place === UNSURE) return "No statement is in doubt."
  if (place === FOUND) return "All that was found stands there by now."
  return place === LEFT_OUT ? "Nothing was left out." : "No statement stands here yet."
}
