// Acts go to the database by POST, all that wait in one request, until each is answered.
const PATIENCE = 15000
const [SOON, LATEST] = [500, 30000]

export class Sender {
  constructor(model, { patched, refused, waiting, signedOut }, where) {
    Object.assign(this, { model, patched, refused, waiting, signedOut, where })
  }

  use({ edition, header, secret }) {
    this.address = { edition, header, secret }
  }

  async send() {
    if (this.busy) return
    this.busy = true
    let wait = SOON
    while (this.model.outbox.length) {
      const told = await this.post()
      if (told === "again") {
        this.waiting()
        await new Promise((resolve) => setTimeout(resolve, wait))
        wait = Math.min(wait * 2, LATEST)
      } else if (told === "out") break
      else wait = SOON
    }
    this.busy = false
  }

  // "again" if nobody took it, "out" if this browser is signed out.
  async post() {
    const { edition, header, secret } = this.address
    const acts = this.model.outbox.map((act) => act.sent)
    try {
      const answer = await fetch(this.where, {
        method: "POST",
        headers: { "content-type": "application/json", [header]: secret },
        body: JSON.stringify({ edition, since: this.model.revision, acts }),
        signal: AbortSignal.timeout(PATIENCE),
      })
      if (answer.status >= 500 || answer.status === 408) return "again"
      const told = await answer.json()
      if (answer.status === 401 || answer.status === 403) return this.signedOut(told.message)
      if (answer.ok) await this.patched(told)
      else this.refusedWhole(acts, told.message)
    } catch {
      return "again"
    }
    return "sent"
  }

  // What no act of a page of ours can cause, or one that is too large: none of them was done.
  refusedWhole(acts, message) {
    for (const { act } of acts) this.model.answered({ act, ok: false })
    this.refused(message)
  }
}
