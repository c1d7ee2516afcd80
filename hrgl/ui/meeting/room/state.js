// What the page knows of a meeting: what was told last, and the acts that are not answered yet.

export class Room {
  outbox = [] // acts not answered yet, oldest first
  done = [] // the names of acts that were done here and can be taken back, oldest first
  revision = [0, 0]
  told = undefined

  load(told) {
    this.revision = told.revision
    this.told = told
  }

  // Whether this brings the page to a later moment; it is always told whole.
  patch({ answers = [], ...told }) {
    for (const answer of answers) this.answered(answer)
    if (this.told && told.revision[0] < this.revision[0]) return // a later answer was here before
    this.load(told)
  }

  answered({ act, ok }) {
    const mine = this.outbox.find((each) => each.sent.act === act)
    if (!mine) return
    this.outbox = this.outbox.filter((each) => each !== mine)
    if (!ok) return
    if (TAKEN_BACK.has(mine.sent.do)) this.done.push(act)
    else if (GOES_ON.has(mine.sent.do)) this.done = [] // what was before is not taken back by one key
  }

  act(what) {
    const act = { sent: { act: crypto.randomUUID(), ...what } }
    this.outbox.push(act)
    return act
  }

  get meeting() {
    return this.told?.meeting
  }

  get one() {
    return this.told?.one
  }

  // Whether who looks here has the chair.
  get chairing() {
    return Boolean(this.meeting) && this.meeting.chair[0] === this.told.me.id
  }

  get clean() {
    return Boolean(this.one) && this.meeting.clean === this.one.wordingId
  }

  // One's own seat, and that of those for whom one speaks.
  seat(id = this.told.me.id) {
    return this.meeting?.seats.find((each) => each.id === id)
  }

  // The agenda in the order in which the chair goes on: contested first, as told, or by place.
  order(byPlace) {
    const { agenda } = this.told
    return byPlace ? agenda.toSorted((a, b) => (a.place ?? 99) - (b.place ?? 99)) : agenda
  }

  // The one that many steps on; nothing beyond the first and the last.
  beside(by, byPlace) {
    const order = this.order(byPlace)
    const at = order.findIndex(({ id }) => id === this.meeting.on)
    return at < 0 ? order[by > 0 ? 0 : -1] : order[at + by]
  }

  get open() {
    return this.one ? this.one.amendments.filter(({ outcome }) => !outcome) : []
  }

  // The objections that the rule has not overruled.
  get against() {
    return this.one ? this.one.standing.filter(({ overruled }) => !overruled) : []
  }

  get opinions() {
    return new Map(this.one?.opinions.map((each) => [each.member, each]))
  }
}

const TAKEN_BACK = new Set(["accept_amendments", "decide_amendments"])
const GOES_ON = new Set(["turn_to", "lay_clean", "decide_in_meeting", "rule_on_objection", "close_meeting", "open_meeting"])
