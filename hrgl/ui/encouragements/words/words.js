// The page Encouragements: places, wording and evidence. What others do comes in; what is typed stays.
import { assemble } from "./assembling.js"
import { Naming } from "./naming.js"
import { idle } from "../../parts/desks/height.js"

const pages = new WeakMap()

export default function (component) {
  const root = component.parentElement
  if (!pages.has(root)) pages.set(root, new Words(root, component.data))
  pages.get(root).drawnAgain(component)
  return () => {
    pages.get(root)?.close()
    pages.delete(root)
  }
}

class Words extends Naming {
  constructor(root, data) {
    super()
    assemble(this, root, data)
  }

  drawnAgain({ data }) {
    this.height.fit()
    this.data = data
    const leads = data.opens && data.opens !== this.opens // a button of the page leads to one
    this.opens = data.opens || this.opens
    if (leads && this.at !== undefined) this.goTo()
    this.sender.use(data)
    this.keeping.of(data)
    this.feed.begin(data.edition)
  }

  // All of it was read, the first time or anew.
  loaded(told) {
    const first = this.at === undefined
    this.height.fit() // by now the head of the page has drawn itself
    this.model.load(told)
    this.typed.bring(told.drafts, this.model.all())
    if (first) this.at = this.model.order()[0]
    this.draw()
    this.checking.soon(0)
    if (first && idle()) this.places.focus()
    if (first && this.opens) this.goTo()
    if (first && this.keeping.bringBack()) this.sender.send()
  }

  // To the one that was asked for, or to the question for a new one.
  goTo() {
    const one = this.model.one(Number(this.opens))
    if (one) this.open(one.id)
    else if (this.opens === "new") this.doing.begin()
  }

  // What an act of ours, or somebody else's, has changed.
  patched(patch, mine = false) {
    const sent = new Map(this.model.outbox.map((act) => [act.sent.act, act.sent]))
    const before = this.one
    const known = this.model.patch(patch)
    this.keeping.keep()
    for (const answer of patch.answers ?? []) this.answered(answer, sent.get(answer.act))
    if (!known) return this.feed.readAnew()
    this.feed.said.clear()
    this.draw()
    this.checking.soon()
    if (!mine) this.others(before)
  }

  answered({ act, ok, say, encouragement }, sent) {
    if (sent) this.amended.answered(sent, ok)
    if (!ok) return this.lines.refuse(say)
    this.lines.say(say)
    const one = this.model.one(sent?.encouragement)
    if (one && ["reword", "remark"].includes(sent.do)) {
      this.typed.saved(one, sent)
      if (sent.do === "reword") this.bar.why[one.id] = ""
    }
    if (this.landing === act && encouragement) this.open(encouragement)
  }

  // What somebody else did, as far as it concerns who looks here.
  others(before) {
    const now = this.one
    if (!before || !now || before.version === now.version) return
    this.settling.changed(true)
    const what = now.wording === before.wording ? "changed this encouragement" : `saved wording ${now.wording} of it`
    this.lines.say(`${now.wording === before.wording ? "Somebody" : now.by} ${what}.`)
  }

  get one() {
    return this.at === undefined ? undefined : this.model.one(this.at)
  }

  open(id) {
    this.marked = undefined
    if (id !== this.at) this.tab = "wording"
    this.at = id
    this.landing = undefined
    this.view("wording")
    this.draw()
    this.places.see(id)
  }

  step(by) {
    const order = this.model.order()
    const next = order[Math.max(0, Math.min(order.length - 1, order.indexOf(this.at) + by))]
    if (next !== undefined) this.open(next)
  }

  typedIn(name, words) {
    const { one } = this
    this.typed.type(one, name, words)
    if (!this.model.edition.published) this.keeper.soon(one.id) // remarks are saved, or not, from then on
    this.sheet.say(one, this.typed.of(one))
    this.bar.draw(one)
    this.drawTools()
  }

  dropped(id, place) {
    if (place === "aside") {
      this.open(id)
      this.doing.run("setAside")
    } else this.doing.run("toPlace", id, Number(place))
  }

  refocus() {
    if (!this.root.contains(this.root.getRootNode().activeElement)) this.places.focus()
  }

  escape() {
    if (this.drag.on) this.drag.cancel()
    else if (this.lines.helping) this.lines.showHelp()
    else if (this.evidence.words || this.evidence.found) this.toFind("")
    else return false
    return true
  }

  close() {
    this.unlisten() // acts on their way go on
    this.height.close()
    this.pressing.close()
    this.feed.close()
    this.keeper.close()
    this.checking.close()
    this.before.close()
    this.amended.leave()
  }
}
