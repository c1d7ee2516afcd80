// What comes in: everything at the beginning, then what others have changed, and what is asked of the
// encouragement that is open.
const EVERY = 5000
const [FIRST_WAIT, LONGEST] = [500, 30000]
const STANDS = 200 // ms that one is open before more is asked about it

export class Feed {
  said = new Map() // by encouragement: what was said more than once in its themes

  constructor(page) {
    this.page = page
    this.looked = () => {
      if (document.visibilityState === "visible") this.soon(FIRST_WAIT)
      else page.keeper.keepAll()
    }
    this.leaving = (event) => (page.model.outbox.length || page.keeper.waiting.size) && event.preventDefault()
    document.addEventListener("visibilitychange", this.looked)
    window.addEventListener("beforeunload", this.leaving)
  }

  begin(edition) {
    if (this.edition === edition) return
    this.edition = edition
    this.readAnew()
  }

  async readAnew(wait = FIRST_WAIT) {
    if (this.closed) return
    try {
      const answer = await fetch(`/wording/rows?edition=${this.edition}`)
      const told = await answer.json()
      await this.page.pressing.over()
      if (answer.ok) {
        this.said.clear()
        this.page.loaded(told)
      } else this.page.lines.refuse(told.message)
    } catch {
      this.page.lines.say("No connection. Trying again …")
      setTimeout(() => this.readAnew(Math.min(wait * 2, LONGEST)), wait)
      return
    }
    this.soon(EVERY)
  }

  // Not all pages of a room at the same moment.
  soon(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), delay * (0.9 + Math.random() / 5))
  }

  async ask() {
    if (this.closed) return
    const { model } = this.page
    if (document.visibilityState === "visible" && !model.outbox.length) {
      const [count, latest] = model.revision
      const told = await this.get("changes", { count, latest })
      if (told && !model.outbox.length) this.page.patched(told)
    }
    this.soon(EVERY)
  }

  // Nothing without a connection, where there is none, or where nothing changed.
  async get(what, asked) {
    const query = new URLSearchParams({ edition: this.edition, ...asked })
    try {
      const answer = await fetch(`/wording/${what}?${query}`)
      const told = answer.status === 200 ? await answer.json() : undefined
      await this.page.pressing.over()
      return told
    } catch {
      return undefined
    }
  }

  // Asked once it stands still.
  more(id) {
    clearTimeout(this.asking)
    if (id === undefined || this.said.has(id)) return
    this.asking = setTimeout(() => this.askMore(id), STANDS)
  }

  async askMore(id) {
    const told = await this.get("said", { encouragement: id })
    if (!told || this.closed) return
    const found = new Map()
    for (const [statements, times, rooms] of told.said) {
      for (const each of statements) found.set(each, { times, rooms })
    }
    this.said.set(id, found)
    this.page.drawEvidence()
  }

  close() {
    this.closed = true
    clearTimeout(this.timer)
    clearTimeout(this.asking)
    document.removeEventListener("visibilitychange", this.looked)
    window.removeEventListener("beforeunload", this.leaving)
  }
}
