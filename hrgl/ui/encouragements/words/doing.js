// What the buttons and keys of the page do: straight away, or after one small question.
import { Asking } from "./asking.js"

const MEANWHILE = "Somebody else has just changed what stands here. Look again, then press."

export class Doing extends Asking {
  run(what, ...given) {
    if (this.page.settling.on) return this.page.lines.refuse(MEANWHILE)
    this[what]?.(...given)
  }

  go(act) {
    const made = act()
    this.page.draw()
    return made
  }

  // What comes of it is opened.
  made(act) {
    const { sent } = this.go(act)
    this.page.landing = sent.act
  }

  save() {
    const { one } = this
    const { typed } = this.page
    if (!one || one.stage === "set_aside") return
    const { now, other } = typed.of(one)
    if (other || typed.overtaken(one)) return this.page.lines.refuse("Choose first which text to go on with: it stands above the fields.")
    const words = typed.wordsChanged(one)
    const remarks = typed.remarksChanged(one)
    if (!words && !remarks) return this.page.lines.say("It is saved as it stands.")
    const why = this.page.bar.why[one.id]?.trim() ?? ""
    if (words) this.acts.reword(one, now, why)
    if (remarks) this.acts.remark(one, now.remarks)
    this.page.draw()
  }

  submit() {
    const { one } = this
    if (one?.stage !== "draft") return this.page.lines.say("It is not a draft: there is nothing to submit.")
    if (this.page.typed.unsaved(one)) return this.page.lines.refuse("Save the wording first: what is submitted is what is saved.")
    if (one.lacks.length) return this.page.lines.refuse(one.lacks[0])
    this.go(() => this.acts.submit(one))
  }

  submitReady() {
    const ready = this.page.ready()
    if (ready.length) this.go(() => this.acts.submitReady(ready))
    else this.lacking()
  }

  beginEach() {
    const themes = this.model.unworded()
    if (themes.length) this.made(() => this.acts.beginEach(themes))
    else this.page.lines.say("Every theme has an encouragement already.")
  }

  beginFrom() {
    const row = this.model.rows.get(this.page.evidence.current)
    if (row) this.made(() => this.acts.beginFrom([row]))
  }

  toPlace(id, place) {
    const one = this.model.one(id)
    const held = place ? this.model.all().find((each) => each.place === place) : undefined
    if (!this.mayMove(one) || (one.place ?? 0) === place || held?.id === id) return
    this.go(() => (held ? this.acts.swap(one, held) : this.acts.place(one, place || null)))
    this.page.places.see(id)
  }

  // One place up or down; a candidate goes to the last place, or the first.
  shift(by) {
    const { one } = this
    if (!one || !this.model.edition.places) return
    const to = one.place ? one.place + by : by < 0 ? this.model.edition.places : 1
    if (to >= 1 && to <= this.model.edition.places) this.toPlace(one.id, to)
  }

  bringBack() {
    const { one } = this
    if (one?.stage === "set_aside") this.go(() => this.acts.bringBack(one))
  }

  restore(number) {
    if (this.page.typed.wordsChanged(this.one)) return this.page.lines.refuse("Save or take back what is typed first.")
    this.go(() => this.acts.restore(this.one, number))
  }

  // The same again takes it out.
  cite(id, support) {
    const { one } = this
    const row = this.model.rows.get(id)
    if (!row || !this.mayMove(one)) return
    const was = one.cited.find(([cited]) => cited === id)?.[1]
    this.page.evidence.goOn(id)
    this.go(() => this.acts.cite(one, row, was === support ? null : support))
  }

  citeCurrent(support) {
    if (this.page.evidence.current !== undefined) this.cite(this.page.evidence.current, support)
    else this.page.evidence.focus()
  }

  put(id = this.page.evidence.current) {
    const row = this.model.rows.get(id)
    if (row && this.one) this.page.sheet.insert(row.ref)?.area.focus()
  }

  next() {
    this.page.step(1)
  }

  more() {
    const offered = [
      ["setAside", "Set aside …", "X"],
      ["merge", "Merge another into this …", "O"],
      ["head", "Heading above this place …", "H"],
      ["up", "One place up", "Alt ↑"],
      ["down", "One place down", "Alt ↓"],
    ]
    this.choose(`What else with ${this.called(this.one)}`, offered.map(([what, label, key]) => ({ label: `${label}  (${key})`, run: () => this.run(what) })))
  }

  up() {
    this.shift(-1)
  }

  down() {
    this.shift(1)
  }

  undo() {
    const of = this.model.done.at(-1)
    if (!of) return this.page.lines.say("Nothing that was done here is left to undo.")
    this.model.done.pop()
    this.go(() => this.acts.undo(of))
  }
}
