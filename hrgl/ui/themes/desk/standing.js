// Where statements stand on this screen: in which theme, and in which of the lanes beside.
export const QUEUE = 0
export const LEFT_OUT = -1
export const ALL = "all" // whatever stands in a theme or in the queue
export const UNSURE = "unsure"
export const NO_DOUBT = -1 // doubts go from −1 to 1
export const FOUND = "found" // what was looked for, wherever it stands
export const isLane = (place) => typeof place === "string" // gathers from anywhere

export class Standing {
  rows = new Map()
  themes = new Map()
  order = [] // of the statements, by reference
  rail = [] // of the themes: largest first when the desk was opened, and steady from then on
  outbox = [] // acts not answered yet, oldest first

  // Where each statement stands on this screen, as a function of its id.
  placing() {
    const over = new Map()
    const ends = new Map()
    for (const { ids, to, ended = [], into } of this.outbox) {
      if (to !== undefined) for (const id of ids) over.set(id, to)
      for (const theme of ended) ends.set(theme, into)
    }
    return (id) => {
      let at = over.get(id) ?? this.rows.get(id).at
      while (ends.has(at)) at = ends.get(at)
      return at
    }
  }

  counts() {
    const where = this.placing()
    const counts = new Map()
    for (const id of this.order) counts.set(where(id), (counts.get(where(id)) ?? 0) + 1)
    counts.set(UNSURE, this.unsure().length)
    counts.set(ALL, this.order.length - (counts.get(LEFT_OUT) ?? 0))
    counts.set(FOUND, this.list(FOUND).length)
    return counts
  }

  // The themes there are on this screen, in the order of the rail.
  shownThemes() {
    const ended = new Set(this.outbox.flatMap((act) => act.ended ?? []))
    return this.rail.filter((id) => !ended.has(id)).map((id) => this.theme(id))
  }

  // A theme as it will read once all is answered.
  theme(id) {
    const known = this.themes.get(id)
    const edits = this.outbox.filter((act) => known && act.theme?.id === id)
    return edits.reduce((theme, act) => ({ ...theme, ...act.theme }), known)
  }

  // Statements that a person would most likely move, the surest doubt first.
  unsure() {
    const where = this.placing()
    const decided = new Set(this.outbox.flatMap(({ ids, to }) => (to === undefined ? [] : ids)))
    const open = ({ id, unsure, pinned }) => unsure && !pinned && !decided.has(id) && where(id) > 0
    const doubted = [...this.rows.values()].filter(open)
    return doubted.toSorted((a, b) => b.doubt - a.doubt || a.id - b.id).map((row) => row.id)
  }

  // What stands at a place of the rail.
  list(place) {
    if (place === UNSURE) return this.unsure()
    const where = this.placing()
    if (place === FOUND) return this.stillFound(where)
    if (place === ALL) return this.order.filter((id) => where(id) !== LEFT_OUT)
    return this.order.filter((id) => where(id) === place)
  }

  stillFound(where) {
    const { ids, into } = this.found ?? { ids: [] }
    return ids.filter((id) => this.rows.has(id) && ![LEFT_OUT, into].includes(where(id)))
  }

  // The themes nearest to a statement that it does not stand in.
  near(id) {
    const { near } = this.rows.get(id)
    if (!near.length) return near
    const at = this.placing()(id)
    const there = new Set(this.shownThemes().map((theme) => theme.id))
    return near.filter((theme) => theme !== at && there.has(theme))
  }
}
