// The page Reviews: what waits first, each with what changed since, and a word said at the lower edge.
import { assembleReviews } from "./assembling.js"
import { idle } from "../../parts/desks/height.js"
import { ReviewHead } from "./head.js"
import { calledHere } from "./saying.js"

const reviewPages = new WeakMap()

export default function (component) {
  const root = component.parentElement
  if (!reviewPages.has(root)) reviewPages.set(root, new Reviewing(root, component.data))
  reviewPages.get(root).drawnAgain(component)
  return () => {
    reviewPages.get(root)?.close()
    reviewPages.delete(root)
  }
}

class Reviewing extends ReviewHead {
  constructor(root, data) {
    super()
    assembleReviews(this, root, data)
  }

  drawnAgain({ data, setTriggerValue }) {
    this.trigger = setTriggerValue
    this.height.fit()
    this.data = data
    const leads = data.opens && data.opens !== this.opens // a button of the page leads to one
    this.opens = data.opens || this.opens
    this.sender.use(data)
    this.keeping.of(data)
    this.kept.of(data)
    if (leads && this.at !== undefined) this.goTo()
    this.feed.begin(data.edition)
  }

  // All of it was read, the first time or anew.
  loaded(told) {
    const first = this.at === undefined
    this.height.fit() // by now the head of the page has drawn itself
    this.model.load(told)
    if (first) this.open(this.first() ?? "done", { view: false })
    else this.draw()
    this.feed.wantChecks()
    if (first && idle()) this.rail.focus()
    if (first && this.opens) this.goTo()
    if (first && this.keeping.bringBack()) this.sender.send()
  }

  goTo() {
    const one = this.model.one(Number(this.opens))
    if (one) this.open(one.id)
    else if (this.opens === "waiting") this.open(this.first() ?? "done")
  }

  // What an act of ours, or somebody else's, has changed.
  patched(patch, mine = false) {
    const sent = new Map(this.model.outbox.map((act) => [act.sent.act, act]))
    const before = this.shown()
    const words = wordingsOf(this.model.raw)
    this.model.patch(patch)
    this.keeping.keep()
    for (const answer of patch.answers ?? []) this.answeredTo(answer, sent.get(answer.act))
    if (words !== wordingsOf(this.model.raw)) this.feed.wantChecks()
    if (typeof this.at === "number" && !this.one) this.gone()
    this.draw()
    if (!mine) this.others(before)
  }

  answeredTo({ ok, say }, act) {
    if (ok) {
      if (act?.form) this.kept.drop(act.form)
      this.lines.say(say)
      if (act?.sent.do === "amend") this.proposed(act)
      const mine = act?.words && this.at === act.spoke.ids[0] && this.model.lastWord(this.one, act.spoke.member)
      if (mine) this.amend(mine.review)
      return
    }
    const id = act?.spoke?.ids.length === 1 ? act.spoke.ids[0] : act?.of
    const one = id === undefined ? undefined : this.model.one(id)
    this.lines.refuse(one ? `${calledHere(one)}: ${say}` : say)
    if (this.writing) return // what is being written goes first
    if (one) this.open(id)
    else if (act?.sent.do === "agree_to_all") this.open(this.first() ?? "done")
  }

  proposed(act) {
    this.editing.end()
    if (act.sent.review) this.goOn(this.at)
  }

  gone() {
    this.lines.refuse("What you had open does not lie before the group any more.")
    this.forms.close()
    this.editing.end(false)
    this.at = this.first() ?? "done"
  }

  // What a press would mean at this moment: which wordings, and whether they are contested.
  shown() {
    const all = this.atList ? this.consentList() : this.one ? [this.one] : []
    return JSON.stringify(all.map(({ id, wording, contested }) => [id, wording, contested]))
  }

  // What somebody else did, as far as it concerns who looks here.
  others(before) {
    if (before === this.shown()) return
    this.settling.changed(true)
    this.lines.say(this.atList ? "The list has changed: somebody objected, or reworded." : "What stands here has changed: somebody reworded it, or objected.")
  }

  leftEditing() {
    this.root.querySelector(".editor").hidden = true
    this.draw()
    this.refocus()
  }

  refocus() {
    if (this.root.contains(this.root.getRootNode().activeElement)) return
    this.rail.focus()
  }

  escape() {
    if (this.forms.open) this.forms.close()
    else if (this.lines.helping) this.lines.showHelp()
    else if (this.root.querySelector(".reviews").dataset.view === "detail") this.showRail()
    else return false
    return true
  }

  close() {
    this.unlisten() // acts on their way go on
    clearTimeout(this.looking)
    this.height.close()
    this.pressing.close()
    this.feed.close()
  }
}

const wordingsOf = (raw) => raw.map(({ id, wording }) => `${id}.${wording}`).join()
