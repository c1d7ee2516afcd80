// A reference is a link both ways: to the statement beside, and to where the text names it. And what
// becomes of typed words where somebody else was quicker.
import { Heading } from "./head.js"
import { sentenceAt } from "./text.js"

export class Naming extends Heading {
  // A reference that the caret stands in, or that was pressed beside its statement.
  named(ref, where = "evidence") {
    if (this.marked === ref) return
    this.marked = ref
    if (where === "text") this.show("wording")
    for (const field of this.sheet.fields ?? []) {
      field.marked = ref
      field.mark()
    }
    this.root.querySelector(".named.on")?.scrollIntoView({ block: "nearest" })
    if (!ref) return this.drawEvidence()
    this.drawEvidence()
    if (where === "evidence") this.evidence.show(ref)
    else if (!this.root.querySelector(".named.on")) this.lines.say(`The text does not name ${ref} yet.`)
  }

  goOnWithMine() {
    this.typed.goOn(this.one)
    this.keeper.soon(this.at, 0)
    this.draw()
  }

  takeTheirs() {
    this.typed.leave(this.one)
    this.keeper.soon(this.at, 0)
    this.draw()
  }

  toFind(words) {
    this.view("evidence")
    this.evidence.find.focus()
    if (words === undefined) return this.findSentence()
    this.evidence.find.value = words
    this.evidence.filter({ words, found: undefined })
    this.evidence.focus()
  }

  // The sentence in which the caret stood last is what support is looked for.
  findSentence() {
    const { field, at } = this.sheet.caret ?? {}
    const sentence = field ? sentenceAt(field.area.value, at) : ""
    if (sentence) this.evidence.find.value = sentence
    this.evidence.find.select()
  }
}
