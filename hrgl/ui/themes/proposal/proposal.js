// A proposal as a difference: everything is ticked; skipping is one click, and nothing else runs.
import { Sender } from "../../parts/desks/sending.js"
import { Cards } from "./cards.js"
import { drawHead, meanwhile, tellBelow } from "./head.js"
import { Ticks } from "./ticks.js"

const WAITING = "Not done yet – no connection. Trying again …"
const SIGNED_OUT = "You are signed out. Sign in again, then load this page again: what you skipped is kept."
const UNREAD = "The proposal could not be read. Load the page again."

const shown = new WeakMap()
const acted = new Map() // what was done here, by whom in which edition, also before another tab was opened

export default function (component) {
  const root = component.parentElement
  if (!shown.has(root)) shown.set(root, new Proposal(root))
  shown.get(root).drawnAgain(component)
  return () => shown.delete(root)
}

class Proposal {
  ticks = new Ticks()
  outbox = [] // what is not answered yet
  done = [] // the acts that can be taken back here, with what was said of each

  constructor(root) {
    this.find = (selector) => root.querySelector(selector)
    this.cards = new Cards({
      box: this.find(".groups"),
      jumps: this.find(".jumps"),
      ticks: this.ticks,
      changed: () => this.head(),
    })
    this.sender = new Sender(this, {
      patched: ({ answers }) => answers.forEach((answer) => this.answered(answer)),
      refused: (message) => this.refuse(message),
      waiting: () => this.say(WAITING),
      signedOut: () => this.refuse(SIGNED_OUT) ?? "out",
    }, "/desk/acts")
    this.find(".take").onclick = ({ detail }) => detail < 2 && this.act(this.ticks.act)
    this.find(".discard").onclick = () => this.act({ do: "discard", proposal: this.ticks.told.proposal })
    this.find(".undo").onclick = () => this.act({ do: "undo", of: this.done.at(-1).act })
    this.find(".only").onclick = () => this.filter()
    this.find(".without").onclick = () => this.tick(this.ticks.unsure)
    this.find(".again").onclick = () => this.tick(this.ticks.all, true)
  }

  drawnAgain({ data, setTriggerValue }) {
    this.trigger = setTriggerValue
    this.data = data
    this.sender.use(data)
    this.begin(`${data.edition}-${data.member}`)
    if (String(this.revision) !== String(data.revision)) this.read()
  }

  begin(whose) {
    if (!acted.has(whose)) acted.set(whose, [])
    if (this.done === acted.get(whose)) return
    this.done = acted.get(whose)
    if (this.done.length) this.say(this.done.at(-1).say)
  }

  async read() {
    const asked = (this.asked = Symbol("asked"))
    try {
      const answer = await fetch(`/desk/proposal?edition=${this.data.edition}`)
      const told = await answer.json()
      if (asked !== this.asked) return
      if (answer.ok) this.loaded(told)
      else this.refuse(told.message)
    } catch {
      if (asked === this.asked) this.refuse(UNREAD)
    }
  }

  loaded(told) {
    this.revision = told.revision
    const others = this.mine ? "" : meanwhile(this.ticks.told, told)
    this.mine = false
    this.ticks.load(told, this.data)
    const { of, say } = told.discarded ?? {}
    if (of && !this.done.some(({ act }) => act === of)) this.done.push({ act: of, say: `${say}.` })
    this.cards.draw(told)
    if (others) this.say(others)
    this.head()
  }

  head() {
    const { cards, ticks, outbox, done } = this
    drawHead(this.find, ticks, { only: cards.only, busy: outbox.length > 0, undo: done.length > 0 })
  }

  filter() {
    this.cards.only = !this.cards.only
    this.cards.draw(this.ticks.told)
    this.head()
    this.find(".say").scrollIntoView({ block: "nearest" })
  }

  // All of these, or none if some were taken.
  tick(ids, taken = this.ticks.of(ids) === "none") {
    this.ticks.set(ids, taken)
    this.cards.show()
    this.head()
  }

  act(what) {
    if (this.outbox.length) return
    this.outbox = [{ sent: { act: crypto.randomUUID(), ...what } }]
    this.head()
    this.sender.send()
  }

  // What came of an act; what it was done on is looked at anew, in any case.
  answered({ act, ok, say = "" }) {
    const { sent } = this.outbox.find((each) => each.sent.act === act) ?? {}
    this.outbox = this.outbox.filter((each) => each.sent.act !== act)
    if (ok && sent?.do === "undo") this.done.splice(this.done.findIndex((each) => each.act === sent.of), 1)
    else if (ok) this.done.push({ act, say })
    if (ok) this.say(say)
    else this.refuse(say)
    this.cards.only = false
    this.mine = true
    this.trigger("done", act)
    this.read()
  }

  say(words) {
    tellBelow(this.find, words)
  }

  refuse(words) {
    tellBelow(this.find, words, true)
  }
}
