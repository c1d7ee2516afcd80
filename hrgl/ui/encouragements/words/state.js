// What the page knows: what the database said last, and over it the acts that are not answered yet.
const ROW = ["id", "version", "kind", "at", "because", "ref", "text", "who", "room", "actor", "region", "arrived"]
const PLACE = 5 // of these an act can change
export const LEFT_OUT = -1
export const ASIDE = "set_aside"

export class Model {
  outbox = [] // acts not answered yet, oldest first
  done = [] // the names of acts that were done here, oldest first: what undo takes back
  revision = [0, 0]
  rows = new Map()
  byRef = new Map()
  raw = []

  load(told) {
    this.rows = new Map(told.rows.map((row) => [row[0], Object.fromEntries(ROW.map((name, at) => [name, row[at]]))]))
    this.byRef = new Map([...this.rows.values()].map((row) => [row.ref, row]))
    this.take(told)
  }

  take({ revision, edition, encouragements, groups, themes }) {
    this.revision = revision
    this.edition = edition
    this.raw = encouragements
    this.groups = new Map(groups.map(([place, heading, version]) => [place, { heading, version }]))
    this.themes = new Map(themes.map(([id, version, name]) => [id, { id, version, name }]))
  }

  // Whether this brings the page to a later moment; false: it has to be read anew.
  patch({ answers = [], anew, places = [], ...told }) {
    for (const answer of answers) this.answered(answer)
    if (anew) return false
    if (told.revision[0] < this.revision[0]) return true // a later answer was here before
    if (places.some(([id]) => !this.rows.has(id))) return false
    for (const place of places) {
      ROW.slice(0, PLACE).forEach((name, at) => (this.rows.get(place[0])[name] = place[at]))
    }
    this.take(told)
    return true
  }

  answered({ act, ok }) {
    const mine = this.outbox.find((each) => each.sent.act === act)
    if (!mine) return
    this.outbox = this.outbox.filter((each) => each !== mine)
    if (ok && mine.sent.do !== "undo") this.done.push(act)
  }

  act(what, shown = {}) {
    const act = { sent: { act: crypto.randomUUID(), ...what }, ...shown }
    this.outbox.push(act)
    return act
  }

  // Every encouragement as it will read once all is answered.
  all() {
    const found = new Map(this.raw.map((each) => [each.id, each]))
    for (const { over = [], cite } of this.outbox) {
      for (const [id, changed] of over) if (found.has(id)) found.set(id, { ...found.get(id), ...changed })
      if (cite && found.has(cite.id)) found.set(cite.id, withCited(found.get(cite.id), cite))
    }
    return [...found.values()]
  }

  one(id) {
    return this.all().find((each) => each.id === id)
  }

  // Its version as it stands on the screen: with what acts on their way will have done to it.
  version(id) {
    const raised = this.outbox.reduce((sum, act) => sum + (act.raises?.find(([row]) => row === id)?.[1] ?? 0), 0)
    return this.raw.find((each) => each.id === id).version + raised
  }

  // The places with what stands at each, then the candidates, then what was set aside.
  contents() {
    const all = this.all()
    const at = new Map(all.filter((each) => each.place).map((each) => [each.place, each]))
    const last = Math.max(this.edition.places, 0, ...at.keys())
    const places = Array.from({ length: last }, (_, number) => ({ place: number + 1, held: at.get(number + 1) }))
    const rest = all.filter((each) => !each.place).toSorted((a, b) => a.id - b.id)
    const aside = rest.filter((each) => each.stage === ASIDE)
    return { places, candidates: rest.filter((each) => each.stage !== ASIDE), aside }
  }

  // The order in which one goes from one to the next.
  order() {
    const { places, candidates, aside } = this.contents()
    return [...places.map(({ held }) => held).filter(Boolean), ...candidates, ...aside].map(({ id }) => id)
  }

  cited(one) {
    return one.cited.map(([id, support]) => ({ row: this.rows.get(id), support })).filter(({ row }) => row)
  }

  // What arrived in its themes since its wording was saved, and is not cited.
  fresh(one) {
    const cited = new Set(one.cited.map(([id]) => id))
    const late = (row) => one.themes.includes(row.at) && row.arrived > one.worded && !cited.has(row.id)
    return [...this.rows.values()].filter(late).length
  }

  // The themes from which no encouragement was worded yet, and that hold anything.
  unworded() {
    const used = new Set(this.all().flatMap((each) => (each.stage === ASIDE ? [] : each.themes)))
    const held = new Set([...this.rows.values()].map((row) => row.at))
    return [...this.themes.values()].filter(({ id }) => held.has(id) && !used.has(id))
  }
}

function withCited(one, { statements, support }) {
  if (!support) return { ...one, cited: one.cited.filter(([id]) => !statements.includes(id)) }
  const changed = one.cited.map(([id, as]) => (statements.includes(id) ? [id, support] : [id, as]))
  const fresh = statements.filter((id) => !one.cited.some(([cited]) => cited === id)).map((id) => [id, support])
  return { ...one, cited: [...changed, ...fresh] }
}
