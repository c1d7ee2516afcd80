// The draft in the database, kept up with an editor. Of the editor it needs `text`, `data` and
// `saving`, and it tells it what to `say`, what to `draw`, and of another text to `offerBoth`.
import {
  PATIENCE,
  PAUSE,
  delayAfterKey,
  meaning,
  outlivesThePage,
  waitAfterFailure,
} from "./pace.js"
import { savedAndCut } from "./sentences.js"

const unsaved = new Map() // by form; outlives an editor for as long as the page

export class Draft {
  constructor(editor) {
    const { form, text, saved_at } = editor.data
    this.editor = editor
    this.name = form // another one once the text has become a note
    this.kept = text // the text of the draft as far as this window knows
    this.seen = saved_at // and the moment that names its state
    this.sent = [] // texts whose answer may have been lost on the way
  }

  get changed() {
    return this.editor.text !== this.kept
  }

  get troubled() {
    return Boolean(this.trouble || this.conflict)
  }

  // What an editor of the same form had not saved when it was closed.
  left() {
    const left = unsaved.get(this.name)
    unsaved.delete(this.name)
    if (left) this.seen = left.seen
    return left?.text
  }

  typed() {
    const now = Date.now()
    this.since ??= now
    this.later(delayAfterKey(this.since, now))
  }

  later(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.post(), delay)
  }

  flush() {
    if (!this.editor.saving && this.changed) this.post({ leaving: true })
  }

  // Nothing more is sent; what is on its way may be waited for.
  rest() {
    clearTimeout(this.timer)
    return this.posting
  }

  // One request at a time, so that each goes on from the state the last one made.
  async post({ list = false, leaving = false } = {}) {
    const { text } = this.editor
    if (this.conflict || (text === this.kept && !list)) return
    if (this.posting && !leaving) return
    clearTimeout(this.timer)
    this.since = undefined
    this.sent = [...this.sent.slice(-4), text]
    if (text !== this.kept && !this.trouble) this.editor.say("saving …")
    this.posting = this.ask(text)
    await this.posting
    this.posting = undefined
    if (!this.trouble && !this.editor.saving && this.changed) this.later(PAUSE)
  }

  async ask(text) {
    const { edition, workshop, header, secret } = this.editor.data
    const body = JSON.stringify({ edition, workshop, text, seen: this.seen })
    try {
      const answer = await fetch("/drafts", {
        method: "POST",
        headers: { "content-type": "application/json", [header]: secret },
        body,
        keepalive: outlivesThePage(body),
        signal: AbortSignal.timeout(PATIENCE),
      })
      if (answer.status >= 500) throw new Error(answer.status)
      this.answered(answer.status, await answer.json(), text)
    } catch {
      this.tryAgain()
    }
  }

  answered(status, answer, text) {
    this.wait = 0
    this.trouble = false
    const means = meaning(status, answer, this.sent)
    if (means === "ours") this.goOnFrom(answer)
    else if (means === "theirs") {
      this.conflict = answer
      this.editor.offerBoth(answer)
    } else if (means === "refused") {
      this.trouble = true
      this.editor.say(`Not saved. ${answer.message}`)
    } else {
      const { zone } = this.editor.data
      if (text !== this.kept) this.editor.say(text.trim() ? savedAndCut(answer, zone) : "")
      this.goOnFrom({ text, saved_at: answer.saved_at })
      this.editor.draw(answer)
      if (this.closed) unsaved.delete(this.name)
    }
  }

  tryAgain() {
    this.trouble = true
    this.wait = waitAfterFailure(this.wait)
    this.editor.say("not saved – no connection, trying again")
    if (!this.closed) this.later(this.wait)
  }

  // The state that the next text goes on from.
  goOnFrom({ text, saved_at }) {
    this.kept = text
    this.seen = saved_at
  }

  // The person has seen both texts: whichever is taken goes on from the other one.
  settle() {
    this.goOnFrom(this.conflict)
    this.conflict = undefined
  }

  close() {
    this.closed = true
    clearTimeout(this.timer)
    if (!this.changed) return
    unsaved.set(this.name, { text: this.editor.text, seen: this.seen })
    if (!this.editor.saving) this.post({ leaving: true })
  }
}
