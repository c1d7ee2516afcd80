// What this person has read, what each theme held when they left it, and who else is where.
export class Attention {
  read = new Set()
  looked = new Map() // theme: what it held at the last look
  here = [] // [name, theme] of others
  held = new Set() // what was read when the filter was set: nothing drops out of the list while it is read

  constructor(model) {
    this.model = model
  }

  load({ read, looked, here }) {
    for (const id of read) this.read.add(id) // beside what is not handed over yet
    for (const [theme, ids] of looked) if (!this.looked.has(theme)) this.looked.set(theme, new Set(ids))
    this.here = here
    this.hold()
  }

  hold() {
    this.held = new Set(this.read)
  }

  // It came, or was moved there, since this person looked; a theme never looked at has nothing new.
  isFresh(id, theme) {
    const held = this.looked.get(theme)
    return held !== undefined && !held.has(id)
  }

  // What of a list is unread, or new, as a filter asks.
  marks() {
    const where = this.model.placing()
    return {
      unread: ({ id }) => !this.held.has(id),
      fresh: ({ id }) => this.isFresh(id, where(id)),
    }
  }

  // Of each theme how many statements were read, and how many are new.
  tally() {
    const where = this.model.placing()
    const tally = new Map()
    for (const id of this.model.order) {
      const at = where(id)
      const told = tally.get(at) ?? { read: 0, fresh: 0 }
      if (this.read.has(id)) told.read += 1
      if (this.isFresh(id, at)) told.fresh += 1
      tally.set(at, told)
    }
    return tally
  }

  // What one has brought there oneself is not new; the themes it concerns.
  mine({ ids, to, ended = [], into }) {
    const theme = ended.length ? into : to
    const held = this.looked.get(theme)
    if (!held) return []
    const from = new Set(ended)
    const came = ended.length ? this.model.order.filter((id) => from.has(this.model.rows.get(id).at)) : ids
    for (const id of came) held.add(id)
    return [theme]
  }

  // The theme is left: what it holds is known.
  leave(theme) {
    this.looked.set(theme, new Set(this.model.list(theme)))
  }

  present(theme) {
    return this.here.filter(([, at]) => at === theme).map(([name]) => name)
  }
}
