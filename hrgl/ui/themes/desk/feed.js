// What comes in: all rows at the beginning, then what others have changed, and what is told of the
// theme that is open.
const EVERY = 5000
const [FIRST_WAIT, LONGEST] = [500, 30000]
const STANDS = 250 // ms that a theme is open before more is asked about it

export class Feed {
  details = new Map()

  constructor(desk) {
    this.desk = desk
    this.looked = () => document.visibilityState === "visible" && this.soon(FIRST_WAIT)
    this.leaving = (event) => desk.model.outbox.length && event.preventDefault()
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
      const answer = await fetch(`/desk/rows?edition=${this.edition}`)
      const told = await answer.json()
      await this.desk.pressing.over()
      if (answer.ok) {
        this.details.clear()
        this.desk.model.attention.load(told)
        this.desk.doubting.at = told.revision
        this.desk.loaded(told)
        this.detail(this.desk.theme?.id)
      } else this.desk.lines.refuse(told.message)
    } catch {
      this.desk.lines.say("No connection. Trying again …")
      setTimeout(() => this.readAnew(Math.min(wait * 2, LONGEST)), wait)
      return
    }
    this.soon(EVERY)
  }

  // Not all desks of a room at the same moment.
  soon(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), delay * (0.9 + Math.random() / 5))
  }

  async ask() {
    const { model } = this.desk
    if (this.closed) return
    if (document.visibilityState === "visible" && !model.outbox.length) {
      const [count, latest] = model.revision
      const where = `/desk/changes?edition=${this.edition}&count=${count}&latest=${latest}`
      try {
        const answer = await fetch(where)
        const told = answer.status === 200 ? await answer.json() : { here: [] }
        await this.desk.pressing.over()
        if (answer.ok) this.desk.attending.told(told.here)
        if (told.revision) this.desk.patched(told)
        if (told.revision) this.desk.doubting.soon()
      } catch {
        // without a connection there is no news; an act says so
      }
    }
    this.soon(EVERY)
  }

  // Asked once the theme stands still; what is known of it is shown at once.
  detail(theme) {
    clearTimeout(this.asking)
    this.desk.aside.detail = this.details.get(theme)
    if (theme === undefined) return
    this.asking = setTimeout(() => this.askDetail(theme), STANDS)
  }

  // What was told before the last acts stays until it is told anew.
  renewDetail() {
    this.details.clear()
    if (this.desk.theme) this.askDetail(this.desk.theme.id)
  }

  async askDetail(theme) {
    try {
      const answer = await fetch(`/desk/theme?edition=${this.edition}&theme=${theme}`)
      if (!answer.ok) return
      this.details.set(theme, await answer.json())
      await this.desk.pressing.over()
    } catch {
      return // it is told without
    }
    if (this.closed || this.desk.theme?.id !== theme) return
    this.desk.aside.detail = this.details.get(theme)
    this.desk.draw()
  }

  nearThemes(theme) {
    const near = this.details.get(theme)?.near ?? []
    return near.map((id) => this.desk.model.theme(id)).filter(Boolean)
  }

  close() {
    this.closed = true
    clearTimeout(this.timer)
    clearTimeout(this.asking)
    document.removeEventListener("visibilitychange", this.looked)
    window.removeEventListener("beforeunload", this.leaving)
  }
}
