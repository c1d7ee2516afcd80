// What is being typed into encouragements: which wording it goes on from, and what is kept of it.
export const FIELDS = ["heading", "explanation", "examples", "remarks"]
const WORDS = FIELDS.slice(0, 3) // what a wording holds; remarks stand beside it

export const textsOf = (one) => Object.fromEntries(FIELDS.map((name) => [name, one[name]]))
const same = (a, b, names = FIELDS) => names.every((name) => a[name] === b[name])

export class Typed {
  held = new Map()

  // The fields of an encouragement as they are to be drawn; what nobody touched follows what is saved.
  of(one) {
    if (this.touched(one)) return this.touched(one)
    const made = { seen: null, ...this.held.get(one.id), wording: one.wording, from: textsOf(one), now: textsOf(one) }
    this.held.set(one.id, made)
    return made
  }

  // Drafts that were kept, here or on another device; what is typed here goes first.
  bring(drafts, all) {
    for (const draft of drafts) {
      const one = all.find(({ id }) => id === draft.encouragement)
      const there = one && this.of(one)
      if (!there || this.unsaved(one)) continue
      Object.assign(there, { wording: draft.wording, now: textsOf(draft), seen: draft.seen, kept: draft.kept })
    }
  }

  type(one, field, words) {
    const there = this.of(one)
    there.now = { ...there.now, [field]: words }
    this.held.set(one.id, there)
  }

  unsaved(one) {
    const there = this.touched(one)
    return Boolean(there) && !same(there.now, textsOf(one))
  }

  // What somebody typed into it; where nobody did, what others save is no difference of ours.
  touched(one) {
    const there = this.held.get(one.id)
    return there && !same(there.now, there.from) ? there : undefined
  }

  wordsChanged(one) {
    return !same(this.of(one).now, one, WORDS)
  }

  remarksChanged(one) {
    return this.of(one).now.remarks !== one.remarks
  }

  // Whether somebody gave it another wording while this was typed.
  overtaken(one) {
    const there = this.touched(one)
    return Boolean(there) && there.wording !== one.wording && !same(there.now, one, WORDS)
  }

  // What is typed goes on from the wording that is there now.
  goOn(one) {
    this.of(one).wording = one.wording
  }

  // What was typed is let go of.
  leave(one) {
    const { seen } = this.of(one)
    this.held.set(one.id, { seen, wording: one.wording, from: textsOf(one), now: textsOf(one) })
  }

  // A wording or remarks of ours were saved, as the database tidied them; what was typed since stays.
  saved(one, sent) {
    const there = this.of(one)
    const now = { ...there.now }
    for (const name of FIELDS) if (name in sent && now[name] === sent[name]) now[name] = one[name]
    Object.assign(there, { wording: one.wording, from: textsOf(one), now })
  }
}
