// What comes in: everything at the beginning, then what others have changed, and what is asked of the
// encouragements that are read.
const ASKS_EVERY = 5000
const [WAIT_FIRST, WAIT_LONGEST] = [500, 30000]

export class Incoming {
  behind = new Map() // by encouragement: its evidence in words, as long as it is the same
  differences = new Map() // how one wording became another, by encouragement and both numbers
  checks = new Map()
  comments = new Map()
  amendments = new Map()

  constructor(page) {
    this.page = page
    this.looked = () => document.visibilityState === "visible" && this.soon(WAIT_FIRST)
    this.leaving = (event) => page.model.outbox.length && event.preventDefault()
    document.addEventListener("visibilitychange", this.looked)
    window.addEventListener("beforeunload", this.leaving)
  }

  begin(edition) {
    if (this.edition === edition) return
    this.edition = edition
    this.readAnew()
  }

  async readAnew(wait = WAIT_FIRST) {
    if (this.closed) return
    try {
      const answer = await fetch(`/reviewing/rows?edition=${this.edition}`)
      const told = await answer.json()
      await this.page.pressing.over()
      if (answer.ok) this.page.loaded(told)
      else this.page.lines.refuse(told.message)
    } catch {
      this.page.lines.say("No connection. Trying again …")
      setTimeout(() => this.readAnew(Math.min(wait * 2, WAIT_LONGEST)), wait)
      return
    }
    this.soon(ASKS_EVERY)
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
      const told = await this.get("changes", [["count", count], ["latest", latest]])
      if (told && !model.outbox.length) this.page.patched(told)
    }
    this.soon(ASKS_EVERY)
  }

  // Nothing without a connection, where there is none, or where nothing changed.
  async get(what, asked) {
    const query = new URLSearchParams([["edition", this.edition], ...asked])
    try {
      const answer = await fetch(`/reviewing/${what}?${query}`)
      const told = answer.status === 200 ? await answer.json() : undefined
      await this.page.pressing.over()
      return told
    } catch {
      return undefined
    }
  }

  // What stands behind those that are read, asked once for each state of their evidence.
  async wantBehind(all) {
    const missing = all.filter(({ id, evidence }) => this.behind.get(id)?.mark !== evidence)
    if (!missing.length) return
    for (const { id, evidence } of missing) this.behind.set(id, { ...this.behind.get(id), mark: evidence })
    const told = await this.get("behind", missing.map(({ id }) => ["encouragement", id]))
    if (!told) for (const { id } of missing) this.behind.delete(id) // asked again
    for (const [id, found] of told?.behind ?? []) this.behind.set(id, { ...found, mark: this.behind.get(id)?.mark })
    if (told && !this.closed) this.page.draw()
  }

  // How a wording became the one there is now; empty until it is known.
  difference({ id, wording }, before) {
    const key = `${id} ${before} ${wording}`
    if (!this.differences.has(key)) this.askDifference(key, id, before, wording)
    return this.differences.get(key)
  }

  async askDifference(key, id, before, after) {
    this.differences.set(key, undefined)
    const told = await this.get("difference", [["encouragement", id], ["before", before], ["after", after]])
    if (told) this.differences.set(key, told)
    else this.differences.delete(key)
    if (told && !this.closed) this.page.draw()
  }

  async wantChecks() {
    const told = await this.get("checks", [])
    if (!told || this.closed) return
    this.checks = new Map(told.of)
    this.page.draw()
  }

  // The amendments to one, where they stand in the wording there is now.
  async wantAmendments({ id, amended, wording }) {
    const mark = `${amended} ${wording}`
    const known = this.amendments.get(id)
    if (!amended || known?.mark === mark) return
    this.amendments.set(id, { ...known, mark })
    const told = await this.get("amendments", [["encouragement", id]])
    if (told) this.amendments.set(id, { mark, all: told.amendments, margins: told.margins })
    else this.amendments.delete(id)
    if (told && !this.closed) this.page.draw()
  }

  async wantComments({ id, comments }) {
    if (this.comments.get(id)?.count === comments) return
    const told = await this.get("comments", [["encouragement", id]])
    if (!told || this.closed) return
    this.comments.set(id, { count: comments, said: told.comments })
    this.page.draw()
  }

  close() {
    this.closed = true
    clearTimeout(this.timer)
    document.removeEventListener("visibilitychange", this.looked)
    window.removeEventListener("beforeunload", this.leaving)
  }
}
