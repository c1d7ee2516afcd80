// What of a proposal would be taken over: all that it shows, but for what was skipped.
const KEY = "hrgl-skipped"

export class Ticks {
  rows = new Map()
  skipped = new Set()

  // What the screen shows from now on; what this person skipped of this proposal stays skipped.
  load(told, { edition, member }) {
    this.told = told
    this.rows = new Map()
    this.whose = `${edition}-${member}-${told.proposal}`
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}")
    const mine = kept.whose === this.whose
    this.skipped = new Set(mine ? kept.ids : [])
    this.called = new Map(mine ? kept.called : [])
    for (const group of told.groups ?? []) {
      group.titles = [group.name, ...(group.others ?? [])]
      this.name(group)
      for (const [id, version, from, ref, text, left, typical, other] of group.rows) {
        this.rows.set(id, { id, version, from, ref, text, left, typical, other, group })
      }
    }
  }

  // What a new theme is called: its title, or one of the others offered, if that was pressed.
  name(group) {
    group.name = group.titles[this.calls(group)] ?? group.titles[0]
  }

  calls({ number, theme }) {
    return theme ? 0 : (this.called.get(number) ?? 0)
  }

  call(number, title) {
    const group = this.told.groups.find((each) => each.number === number)
    this.called.set(number, group.titles.indexOf(title))
    this.name(group)
    this.keep()
  }

  keep() {
    sessionStorage.setItem(KEY, JSON.stringify({ whose: this.whose, ids: [...this.skipped], called: [...this.called] }))
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
    const parts = this.told.groups.map((group) => ({
      number: group.number,
      theme: group.theme,
      called: this.calls(group),
      statements: group.rows.filter(([id]) => this.has(id)).map(([id, version, from]) => [id, version, from]),
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
