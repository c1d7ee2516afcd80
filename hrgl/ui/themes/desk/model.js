// What a desk knows: what the database said last, and over it the acts that are not answered yet.
export const QUEUE = 0
export const LEFT_OUT = -1
export const UNSURE = "unsure"
export const FOUND = "found" // what was looked for, wherever it stands
export const isLane = (place) => typeof place === "string" // gathers from anywhere

const PLACE = ["id", "version", "kind", "at", "because", "used", "pinned"]
const WORDS = ["ref", "text", "who", "room", "actor", "region", "near", "doubt"]
const THEME = ["id", "version", "name", "description", "reviewed", "used"]
const RAISES = new Set(["mark", "set_aside", "bring_back", "same"]) // a statement's own version
const RAISES_THEME = new Set(["rename", "review"])

const named = (names, values) => Object.fromEntries(names.map((name, at) => [name, values[at]]))

export class Model {
  rows = new Map()
  themes = new Map()
  order = [] // of the statements, by reference
  rail = [] // of the themes: largest first when the desk was opened, and steady from then on
  revision = [0, 0]
  outbox = [] // acts not answered yet, oldest first
  done = [] // the names of acts that were done here, oldest first: what undo takes back

  load({ rows, themes, revision }) {
    const all = [...PLACE, ...WORDS]
    this.rows = new Map(rows.map((row) => [row[0], named(all, row)]))
    this.order = [...this.rows.keys()]
    this.revision = revision
    this.takeThemes(themes)
  }

  takeThemes(themes) {
    this.themes = new Map(themes.map((theme) => [theme[0], named(THEME, theme)]))
    const steady = this.rail.filter((id) => this.themes.has(id))
    const counts = steady.length ? new Map() : this.counts()
    const fresh = [...this.themes.keys()].filter((id) => !steady.includes(id))
    const size = (id) => counts.get(id) ?? 0
    this.rail = [...steady, ...fresh.toSorted((a, b) => size(b) - size(a) || a - b)]
  }

  // Whether this brings the desk to a later moment; false: it has to be read anew.
  patch({ revision, places = [], themes, answers = [], anew }) {
    for (const answer of answers) this.answered(answer)
    if (anew) return false
    if (revision[0] < this.revision[0]) return true // a later answer was here before
    if (places.some(([id]) => !this.rows.has(id))) return false
    for (const place of places) Object.assign(this.rows.get(place[0]), named(PLACE, place))
    this.revision = revision
    this.takeThemes(themes)
    return true
  }

  answered({ act, ok }) {
    const mine = this.outbox.find((each) => each.sent.act === act)
    if (!mine) return
    this.outbox = this.outbox.filter((each) => each !== mine)
    if (ok && mine.sent.do !== "undo") this.done.push(act)
  }

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

  // Statements that could as well stand elsewhere, the surest doubt first.
  unsure() {
    const where = this.placing()
    const decided = new Set(this.outbox.flatMap(({ ids, to }) => (to === undefined ? [] : ids)))
    const open = ({ id, doubt, pinned }) => doubt > 0 && !pinned && !decided.has(id) && where(id) > 0
    const doubted = [...this.rows.values()].filter(open)
    return doubted.toSorted((a, b) => b.doubt - a.doubt || a.id - b.id).map((row) => row.id)
  }

  // What stands at a place of the rail.
  list(place) {
    if (place === UNSURE) return this.unsure()
    const where = this.placing()
    if (place === FOUND) return this.stillFound(where)
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

  // A statement as it stands on the screen: its version, and the theme it stands in.
  seen(id) {
    const { version } = this.rows.get(id)
    const raised = this.outbox.filter((act) => RAISES.has(act.sent.do) && act.ids.includes(id))
    const at = this.placing()(id)
    return [id, version + raised.length, at > 0 ? at : null]
  }

  seenTheme(id) {
    const raised = this.outbox.filter(
      (act) => RAISES_THEME.has(act.sent.do) && act.theme?.id === id,
    )
    return this.themes.get(id).version + raised.length
  }

  act(what, { ids = [], ...shown }) {
    const act = { sent: { act: crypto.randomUUID(), ...what }, ids, ...shown }
    this.outbox.push(act)
    return act
  }
}
