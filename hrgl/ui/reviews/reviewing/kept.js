// What this browser keeps for a person: what is typed and not sent yet, and which wordings they saw.
const KEY = "hrgl-reviews"

export class Kept {
  typed = {}
  seen = {}

  // One person of one edition; another one never finds it.
  of({ edition, member }) {
    const key = `${KEY}-${edition}-${member}`
    if (this.key === key) return
    this.key = key
    const found = JSON.parse(localStorage.getItem(key) ?? "{}")
    Object.assign(this, { typed: found.typed ?? {}, seen: found.seen ?? {} })
    this.shown = new Map()
  }

  keep() {
    localStorage.setItem(this.key, JSON.stringify({ typed: this.typed, seen: this.seen }))
  }

  // The fields of a form as they stand; of one that was never typed into, none.
  fields(form) {
    return this.typed[form]?.fields ?? {}
  }

  // `of`: which encouragement it is about, and what that is called
  type(form, of, name, value) {
    const fields = { ...this.fields(form), [name]: value }
    if (Object.values(fields).some((each) => each.trim())) this.typed[form] = { ...of, fields }
    else delete this.typed[form]
    this.keep()
  }

  drop(form) {
    delete this.typed[form]
    this.keep()
  }

  holds(id) {
    return Object.values(this.typed).some((each) => each.id === id)
  }

  // What was typed about encouragements that are not there any more, to be handed back.
  leftOver(there) {
    return Object.entries(this.typed).filter(([, { id }]) => !there.has(id))
  }

  // The wording that was read before the one that stands there now, if there was one.
  lookedAt({ id, wording }) {
    const shown = this.shown.get(id) ?? { from: this.seen[id] ?? wording, at: wording }
    if (shown.at !== wording) Object.assign(shown, { from: shown.at, at: wording })
    this.shown.set(id, shown)
    return shown.from
  }

  look({ id, wording }) {
    if (this.seen[id] === wording) return
    this.seen[id] = wording
    this.keep()
  }
}
