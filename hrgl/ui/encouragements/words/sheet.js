// The wording of one encouragement: its fields, and what is said of what is typed in them.
import { button, el } from "../../parts/desks/elements.js"
import { differencesOf } from "./changes.js"
import { Field } from "./fields.js"
import { withReference, lengthOf } from "./text.js"

const LABELS = {
  explanation: ["Explanation", "", ""],
  examples: ["Examples", "City, country: what was done", ""],
  remarks: ["Explanatory remarks", "may grow after adoption", ""],
}

export class Sheet {
  constructor(box, page) {
    Object.assign(this, { box, page })
  }

  // The fields of another encouragement are other fields: nothing of one follows to the next.
  begin(one) {
    const told = {
      typed: (name, words) => this.page.typedIn(name, words),
      at: (field, at) => (this.caret = { field, at }),
      named: (ref) => this.page.named(ref),
    }
    const id = (name) => `${name}-${one.id}`
    const heading = new Field({ id: id("heading"), name: "heading", label: this.page.data.lead }, told)
    const others = Object.entries(LABELS).map(
      ([name, [label, hint]]) => new Field({ id: id(name), name, label, hint }, told),
    )
    this.fields = [heading, ...others]
    this.notice = el("div", { class: "notice", role: "group", "aria-label": "Which text to go on with" })
    this.of = one.id
    this.caret = undefined
  }

  draw(one, typed) {
    if (this.of !== one.id) this.begin(one)
    const { published } = this.page.model.edition
    const aside = one.stage === "set_aside"
    for (const field of this.fields) {
      const readonly = aside || (published && field.name !== "remarks")
      field.put(typed.now[field.name], { readonly, marked: this.page.marked })
    }
    const wanted = [this.notice, ...this.fields.map(({ box }) => box)]
    if (this.box.firstChild !== this.notice) this.box.replaceChildren(...wanted)
    this.say(one, typed)
    this.notify(one, typed)
  }

  say(one, typed) {
    const { fits, say } = lengthOf(typed.now.heading, typed.now.explanation)
    const { hint } = this.fields[1]
    const kept = typed.refused ?? (typed.kept && this.page.typed.unsaved(one) ? `kept ${typed.kept}` : "")
    hint.textContent = [say, kept].filter(Boolean).join(" · ")
    hint.classList.toggle("off", !fits)
  }

  notify(one, typed) {
    const overtaken = this.page.typed.overtaken(one)
    const state = typed.other ? `other ${typed.other.seen}` : overtaken ? `behind ${one.wording}` : ""
    if (this.notified === `${one.id} ${state}`) return
    this.notified = `${one.id} ${state}`
    this.notice.hidden = !state
    if (!state) return this.notice.replaceChildren()
    if (typed.other) this.bothDrafts(typed.other)
    else this.bothWordings(one, typed)
  }

  bothDrafts(other) {
    this.ask(`You went on with this wording elsewhere (kept ${other.kept}). Which text do you go on with?`, other, [
      ["Go on with what stands in the fields", () => this.page.keeper.choose(this.of, false)],
      ["Take the text below", () => this.page.keeper.choose(this.of, true)],
    ])
  }

  bothWordings(one, { wording }) {
    const said = `${one.by} saved wording ${one.wording} while you went on from wording ${wording}. Nothing of yours is lost.`
    this.ask(said, one, [
      ["Go on with mine", () => this.page.goOnWithMine()],
      ["Take theirs, drop mine", () => this.page.takeTheirs()],
    ])
    this.tellWhat(one, { before: wording, after: one.wording })
  }

  // What the other one changed, instead of the whole text.
  async tellWhat(one, between) {
    const { notified } = this
    const told = await this.page.feed.get("difference", { encouragement: one.id, ...between })
    if (told && this.notified === notified) this.notice.lastChild.replaceChildren(...differencesOf(told, between))
  }

  ask(words, text, choices) {
    const buttons = choices.map(([label, run]) => {
      const made = button(label)
      made.onclick = run
      return made
    })
    const theirs = ["heading", "explanation", "examples"].filter((name) => text[name])
    this.notice.replaceChildren(
      el("p", { text: words }),
      el("div", { class: "choices" }, ...buttons),
      el("blockquote", {}, ...theirs.map((name) => el("p", { class: name, text: text[name] }))),
    )
  }

  // The reference of a statement, where the caret stood last; else at the end of the explanation.
  insert(ref) {
    const { field, at } = this.caret ?? { field: this.fields[1], at: this.fields[1].area.value.length }
    const where = field.name === "heading" ? this.fields[1] : field
    const from = where === field ? at : where.area.value.length
    if (where.area.readOnly) return
    const put = withReference(where.area.value, from, ref)
    where.area.value = put.text
    where.area.setSelectionRange(put.at, put.at)
    where.typed()
    return where
  }

  focus(name = "heading") {
    this.fields?.find((field) => field.name === name)?.area.focus()
  }
}
