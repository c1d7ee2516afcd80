// Acts that are not answered yet outlive the page that sent them: the same person, in the same tab,
// hands them over again. Each has a name, so none is done twice.
export class Keeping {
  // `key`: under which name, one for each kind of desk
  constructor(model, key) {
    Object.assign(this, { model, key })
  }

  of({ edition, member }) {
    this.whose = `${edition}-${member}`
  }

  keep() {
    const { outbox } = this.model
    if (outbox.length) sessionStorage.setItem(this.key, JSON.stringify({ whose: this.whose, outbox }))
    else sessionStorage.removeItem(this.key)
  }

  // Those that were left, unless they are somebody else's or of another edition: whether any were.
  bringBack() {
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "{}")
    if (kept.whose !== this.whose) return false
    this.model.outbox = kept.outbox
    return kept.outbox.length > 0
  }
}
