// A proposal as a difference: everything is ticked; skipping is one click, and nothing else runs.
import { Sender } from "../desk/sending.js"
import { Cards } from "./cards.js"
import { Ticks, takes } from "./ticks.js"

const NONE =
  "A proposal groups all statements by what they say. It changes nothing by itself: you take over what you like."
const OLD = "Statements came or went since it was made; it shows those it knew."
const WAITING = "Not done yet – no connection. Trying again …"
const SIGNED_OUT = "You are signed out. Sign in again, then load this page again: what you skipped is kept."
const UNREAD = "The proposal could not be read. Load the page again."

const shown = new WeakMap()

export default function (component) {
  const root = component.parentElement
  if (!shown.has(root)) shown.set(root, new Proposal(root))
  shown.get(root).drawnAgain(component)
  return () => shown.delete(root)
}

class Proposal {
  ticks = new Ticks()
  outbox = [] // what is not answered yet
  done = [] // the names of acts that can be taken back here

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
    })
    this.find(".take").onclick = ({ detail }) => detail < 2 && this.act(this.ticks.act)
    this.find(".discard").onclick = () => this.act({ do: "discard", proposal: this.ticks.told.proposal })
    this.find(".undo").onclick = () => this.act({ do: "undo", of: this.done.at(-1) })
    this.find(".only").onclick = () => this.filter()
    this.find(".without").onclick = () => this.skipUnsure()
  }

  drawnAgain({ data, setTriggerValue }) {
    this.trigger = setTriggerValue
    this.data = data
    this.sender.use(data)
    if (String(this.revision) !== String(data.revision)) this.read()
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
    this.ticks.load(told, this.data)
    if (told.discarded?.of) this.done = [told.discarded.of]
    this.cards.draw(told)
    this.head()
  }

  // All in a sentence or two, and what the buttons would do by now.
  head() {
    const { told, all, taken, unsure } = this.ticks
    const { proposal, say = NONE, number = "", old, discarded } = told
    this.find(".say").textContent = discarded ? `${discarded.say}.` : say
    this.find(".number").textContent = [number, old && OLD].filter(Boolean).join(" ")
    this.find(".acts").hidden = !proposal
    const take = this.find(".take")
    take.hidden = !all.length
    take.textContent = takes(taken.length, all.length)
    take.disabled = !taken.length || this.outbox.length > 0
    this.find(".discard").disabled = this.outbox.length > 0
    const only = this.find(".only")
    only.hidden = !unsure.length
    only.textContent = this.cards.only ? `Show all ${all.length}` : `Only the unsure (${unsure.length})`
    only.setAttribute("aria-pressed", String(this.cards.only))
    const without = this.find(".without")
    without.hidden = !this.cards.only
    without.textContent = this.ticks.of(unsure) === "none" ? "Tick these again" : `Skip these ${unsure.length}`
    this.find(".undo").hidden = !this.done.length
    this.find(".foot").hidden = !this.done.length && !this.find(".told").textContent
  }

  filter() {
    this.cards.only = !this.cards.only
    this.cards.draw(this.ticks.told)
    this.head()
    this.find(".say").scrollIntoView({ block: "nearest" })
  }

  skipUnsure() {
    const { unsure } = this.ticks
    this.ticks.set(unsure, this.ticks.of(unsure) === "none")
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
    if (ok && sent?.do === "undo") this.done = this.done.filter((name) => name !== sent.of)
    else if (ok) this.done.push(act)
    if (ok) this.say(say)
    else this.refuse(say)
    this.cards.only = false
    this.trigger("done", act)
    this.read()
  }

  say(words) {
    const told = this.find(".told")
    told.textContent = words
    told.classList.toggle("bad", false)
    this.find(".foot").hidden = false
  }

  refuse(words) {
    this.say(words)
    this.find(".told").classList.toggle("bad", true)
  }
}
