// The line of what was done, read aloud as well, and the list of the keys.
import { el } from "./elements.js"

export class Lines {
  // `keys()`: what each key does, for the help
  constructor(root, keys) {
    this.keys = keys
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
    const lines = this.keys().flatMap(([key, does]) => [
      el("dt", { text: key }),
      el("dd", { text: does }),
    ])
    this.help.replaceChildren(el("dl", {}, ...lines))
  }
}
