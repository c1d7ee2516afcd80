// What is in sight for about a second is read. It is handed over every now and then, with the theme
// that is open; what is lost on the way is read again.
const [GLANCE, READS, TELLS, PASSES] = [500, 1000, 15000, 1000] // ms

export class Attending {
  since = new Map() // in sight: from when
  unsent = new Set()
  looks = new Set()
  sent = -Infinity

  constructor(desk) {
    this.desk = desk
    this.attention = desk.model.attention
    this.glancing = setInterval(() => this.glance(), GLANCE)
    this.turned = () => (this.visible ? this.soon() : this.tell(true))
    document.addEventListener("visibilitychange", this.turned)
  }

  get visible() {
    return document.visibilityState === "visible" && this.desk.list.front.clientHeight > 0
  }

  get theme() {
    return this.desk.place > 0 ? this.desk.place : null
  }

  glance() {
    if (this.desk.pressing.held) return // it is looked at again soon
    if (this.at !== this.theme) this.went()
    if (!this.visible || this.desk.splitting.open) return this.since.clear()
    const now = performance.now()
    const there = this.desk.views.inSight()
    const before = this.since
    this.since = new Map(there.map((id) => [id, before.get(id) ?? now]))
    const read = there.filter((id) => now - this.since.get(id) >= READS && !this.attention.read.has(id))
    if (!read.length) return
    for (const id of read) {
      this.attention.read.add(id)
      this.unsent.add(id)
    }
    this.redraw()
    this.soon()
  }

  // To another place: the theme that is left is known, and who looks is in the other.
  went() {
    if (this.at > 0) this.attention.leave(this.at)
    for (const theme of [this.at, this.theme]) if (theme > 0) this.looks.add(theme)
    this.at = this.theme
    this.redraw()
    this.soon()
  }

  mine(act) {
    for (const theme of this.attention.mine(act)) this.looks.add(theme)
  }

  redraw() {
    if (!this.desk.drag.on) this.desk.rail.draw(this.desk.place)
  }

  // Not more often than is told here, and not for a theme that is only passed by.
  soon() {
    if (this.timer) return
    const wait = Math.max(PASSES, this.sent + TELLS - performance.now())
    this.timer = setTimeout(() => this.tell(), wait)
  }

  async tell(leaving = false) {
    clearTimeout(this.timer)
    this.timer = undefined
    const here = leaving ? null : this.theme
    const nothing = !this.unsent.size && !this.looks.size && here === null && !this.said
    if (nothing || (!leaving && !this.visible) || !this.desk.data) return
    this.sent = performance.now()
    const [read, looks] = [[...this.unsent], [...this.looks]]
    this.unsent.clear()
    this.looks.clear()
    const { edition, header, secret } = this.desk.data
    try {
      const answer = await fetch("/desk/attention", {
        method: "POST",
        keepalive: leaving,
        headers: { "content-type": "application/json", [header]: secret },
        body: JSON.stringify({ edition, read, looks: looks.map((theme) => this.look(theme)), here }),
      })
      if (!answer.ok) throw new Error(answer.statusText)
      this.said = here
      const told = await answer.json()
      await this.desk.pressing.over()
      this.told(told.here)
    } catch {
      for (const id of read) this.unsent.add(id)
      for (const theme of looks) this.looks.add(theme)
    }
    if (!leaving && !this.closed) this.soon()
  }

  look(theme) {
    const held = theme === this.theme ? this.desk.model.list(theme) : [...(this.attention.looked.get(theme) ?? [])]
    return { theme, held }
  }

  // Who else is where; that somebody comes to where one is oneself is read aloud, too.
  told(here) {
    if (JSON.stringify(here) === JSON.stringify(this.attention.here)) return
    const before = new Set(this.attention.present(this.theme))
    this.attention.here = here
    const came = this.attention.present(this.theme).filter((name) => !before.has(name))
    if (came.length) this.desk.lines.live.textContent = `${came.join(", ")} came to this theme.`
    if (!this.desk.drag.on) this.desk.draw()
  }

  close() {
    this.closed = true
    if (this.at > 0) this.attention.leave(this.at)
    if (this.at > 0) this.looks.add(this.at)
    clearInterval(this.glancing)
    document.removeEventListener("visibilitychange", this.turned)
    this.tell(true)
  }
}
