// What a desk knows: what the database said last, and over it the acts that are not answered yet.
import { Standing } from "./standing.js"

const PLACE = ["id", "version", "kind", "at", "because", "used", "pinned"]
const WORDS = ["ref", "text", "who", "room", "actor", "region", "near", "doubt", "unsure"]
const THEME = ["id", "version", "name", "description", "reviewed", "used", "flag"]
const RAISES = new Set(["mark", "set_aside", "bring_back", "same"]) // a statement's own version
const RAISES_THEME = new Set(["rename", "review", "flag"])

const named = (names, values) => Object.fromEntries(names.map((name, at) => [name, values[at]]))

export class Model extends Standing {
  revision = [0, 0]
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
