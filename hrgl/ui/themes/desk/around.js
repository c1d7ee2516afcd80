// What stands around the list: the line of what was done, the keys, and how high the desk is.
import { el } from "./elements.js"
import { helpLines } from "./offers.js"

const LOWEST = 420 // pixels

export class Lines {
  constructor(root) {
    this.told = root.querySelector(".told")
    this.live = root.querySelector(".live")
    this.help = root.querySelector(".help")
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

// As high as what is left of the window below its top; the page itself need not scroll.
export class Height {
  constructor(box) {
    this.box = box
    this.fitting = () => this.fit()
    window.addEventListener("resize", this.fitting)
  }

  fit() {
    const top = this.box.getBoundingClientRect().top + window.scrollY
    const left = window.innerHeight - Math.max(0, top) - 8
    this.box.style.height = `${Math.max(LOWEST, left)}px`
  }

  close() {
    window.removeEventListener("resize", this.fitting)
  }
}
