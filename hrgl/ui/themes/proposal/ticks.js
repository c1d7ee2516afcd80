// What of a proposal would be taken over: all that it shows, but for what was skipped.
const KEY = "hrgl-skipped"

export class Ticks {
  rows = new Map()
  skipped = new Set()

  // What the screen shows from now on; what this person skipped of this proposal stays skipped.
  load(told, { edition, member }) {
    this.told = told
    this.rows = new Map()
    for (const group of told.groups ?? []) {
      for (const [id, version, from, ref, text, left, typical, other] of group.rows) {
        this.rows.set(id, { id, version, from, ref, text, left, typical, other, group })
      }
    }
    this.whose = `${edition}-${member}-${told.proposal}`
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}")
    this.skipped = new Set(kept.whose === this.whose ? kept.ids : [])
  }

  keep() {
    sessionStorage.setItem(KEY, JSON.stringify({ whose: this.whose, ids: [...this.skipped] }))
  }

  set(ids, taken) {
    for (const id of ids) {
      if (taken) this.skipped.delete(id)
      else this.skipped.add(id)
    }
    this.keep()
  }

  has(id) {
    return !this.skipped.has(id)
  }

  get all() {
    return [...this.rows.keys()]
  }

  get taken() {
    return this.all.filter((id) => this.has(id))
  }

  get unsure() {
    return this.all.filter((id) => this.rows.get(id).other)
  }

  // Whether all of these, none, or some are taken.
  of(ids) {
    const taken = ids.filter((id) => this.has(id)).length
    if (taken === ids.length) return "all"
    return taken ? "some" : "none"
  }

  // What is sent: each statement and each theme as it stands on the screen, by its group.
  get act() {
    const parts = this.told.groups.map(({ number, theme, rows }) => ({
      number,
      theme,
      statements: rows.filter(([id]) => this.has(id)).map(([id, version, from]) => [id, version, from]),
    }))
    return {
      do: "adopt",
      proposal: this.told.proposal,
      parts: parts.filter(({ statements }) => statements.length),
    }
  }
}

// What the first button says: how much of it is taken over.
export function takes(taken, all) {
  if (taken === all) return all === 1 ? "Take it over" : `Take over all ${all}`
  return taken ? `Take over ${taken} of ${all}` : "Nothing is ticked"
}

// Which rows of a card stand open: all of few; of many the typical ones, until it is unfolded.
const FEW = 8
export function inSight(ids, rows, { unfolded, only }) {
  if (only) return ids.filter((id) => rows.get(id).other)
  if (unfolded || ids.length <= FEW) return ids
  const typical = ids.filter((id) => rows.get(id).typical)
  return typical.length ? typical : ids.slice(0, 3)
}
