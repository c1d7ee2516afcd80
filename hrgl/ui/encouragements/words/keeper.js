// What is typed is handed over after each pause, so that it is there on another device too.
const [PAUSE, AGAIN] = [1200, 5000]

export class Keeper {
  timers = new Map()
  waiting = new Set() // the encouragements whose typed words are not handed over yet

  // `told(id)`: something about what is kept of one has changed
  constructor(typed, { one, told, address }) {
    Object.assign(this, { typed, one, told, address })
  }

  soon(id, pause = PAUSE) {
    this.waiting.add(id)
    clearTimeout(this.timers.get(id))
    this.timers.set(id, setTimeout(() => this.keep(id), pause))
  }

  async keep(id) {
    clearTimeout(this.timers.get(id))
    const one = this.one(id)
    if (!one) return this.waiting.delete(id)
    const there = this.typed.of(one)
    if (this.closed || there.other || there.keeping) return
    const { now, wording, seen } = there
    there.keeping = true
    const answer = await this.post({ encouragement: id, wording, ...now, seen })
    there.keeping = false
    if (!answer) return this.soon(id, AGAIN)
    this.answered(id, answer, now)
    this.told(id)
  }

  async post(body) {
    const { edition, header, secret } = this.address()
    try {
      const answer = await fetch("/wording/drafts", {
        method: "POST",
        headers: { "content-type": "application/json", [header]: secret },
        body: JSON.stringify({ edition, ...body }),
      })
      if (answer.status >= 500 || answer.status === 408) return undefined
      return { status: answer.status, ...(await answer.json()) }
    } catch {
      return undefined // without a connection it is tried again
    }
  }

  answered(id, { status, draft, message }, sent) {
    const there = this.typed.of(this.one(id))
    there.refused = undefined
    if (status === 409 && draft) there.other = draft
    else if (status === 409) {
      there.seen = null // what was kept is gone since it was saved
      return this.soon(id, 0)
    } else if (status >= 400) there.refused = message
    else Object.assign(there, { seen: draft?.seen ?? null, kept: draft?.kept })
    if (there.now === sent || there.other || status >= 400) this.waiting.delete(id)
    else this.soon(id)
  }

  // One of two states of the same text was chosen: that from elsewhere, or the one of this page.
  choose(id, theirs) {
    const there = this.typed.of(this.one(id))
    const { other } = there
    if (!other) return
    const { heading, explanation, examples, remarks } = other
    if (theirs) Object.assign(there, { now: { heading, explanation, examples, remarks }, wording: other.wording, kept: other.kept })
    there.seen = other.seen
    there.other = undefined
    if (!theirs) this.soon(id, 0)
    this.told(id)
  }

  // Everything that waits, now: somebody looks away.
  keepAll() {
    for (const id of this.waiting) this.keep(id)
  }

  close() {
    this.keepAll()
    this.closed = true
    for (const timer of this.timers.values()) clearTimeout(timer)
  }
}
