// What comes in: all of it at the beginning, then whatever was done since, asked every two seconds.
const EVERY = 2000
const [FIRST_WAIT, LONGEST] = [500, 15000]

export class RoomFeed {
  constructor(page) {
    this.page = page
    this.looked = () => document.visibilityState === "visible" && this.soon(0)
    this.leaving = (event) => page.model.outbox.length && event.preventDefault()
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
      const answer = await fetch(`/meeting/rows?edition=${this.edition}`)
      const told = await answer.json()
      await this.page.pressing.over()
      if (answer.ok) this.page.loaded(told)
      else this.page.lines.refuse(told.message)
    } catch {
      this.page.lines.say("No connection. Trying again …")
      setTimeout(() => this.readAnew(Math.min(wait * 2, LONGEST)), wait)
      return
    }
    this.soon(EVERY)
  }

  // Not all telephones of a room at the same moment.
  soon(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), delay * (0.9 + Math.random() / 5))
  }

  async ask() {
    if (this.closed) return
    const { model } = this.page
    if (document.visibilityState === "visible" && !model.outbox.length) {
      const [count, latest] = model.revision
      const answer = await this.answer("changes", { count, latest })
      if (answer?.status === 401 || answer?.status === 403) return this.page.lines.refuse((await answer.json()).message)
      await this.page.pressing.over()
      if (answer?.status === 200 && !model.outbox.length) this.page.patched(await answer.json())
    }
    this.soon(EVERY)
  }

  // Nothing without a connection.
  async answer(what, asked) {
    const query = new URLSearchParams({ edition: this.edition, ...asked })
    try {
      return await fetch(`/meeting/${what}?${query}`)
    } catch {
      return undefined
    }
  }

  async minutes(meeting) {
    const answer = await this.answer("minutes", { meeting })
    return answer?.status === 200 ? answer.json() : undefined
  }

  fileOf(meeting) {
    return `/meeting/minutes/file?${new URLSearchParams({ edition: this.edition, meeting })}`
  }

  close() {
    this.closed = true
    clearTimeout(this.timer)
    document.removeEventListener("visibilitychange", this.looked)
    window.removeEventListener("beforeunload", this.leaving)
  }
}
