// After acts it is worked out anew what statements come nearest to, when nobody is in the middle of
// something: not while others are on their way, nor while the lane of the unsure is being read.
import { NO_DOUBT, UNSURE } from "./standing.js"

const IDLE = 3000 // ms after an act
const RESTS = 20 // times as long as the last answer took

// What differs is taken over; of the others nothing, or with `all` that nothing is near to them.
export function takeDoubts(model, { all, others }) {
  const nothing = { near: [], doubt: NO_DOUBT, unsure: false }
  if (all) for (const row of model.rows.values()) Object.assign(row, nothing)
  for (const [id, near, doubt, unsure] of others) {
    const row = model.rows.get(id)
    if (row) Object.assign(row, { near, doubt, unsure })
  }
}

export class Doubting {
  took = 0
  at = [0, 0] // the moment of which the screen shows what is near

  constructor(desk) {
    this.desk = desk
  }

  // Something was done, here or elsewhere.
  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), Math.max(IDLE, RESTS * this.took))
  }

  get busy() {
    const { model, place, popup, drag, splitting } = this.desk
    const reading = place === UNSURE || document.visibilityState !== "visible"
    return model.outbox.length > 0 || reading || popup.open || drag.on || splitting.open
  }

  async ask() {
    const { model, feed } = this.desk
    if (feed.closed || String(this.at) === String(model.revision)) return
    if (this.busy) return this.soon()
    const began = performance.now()
    const [count, latest] = this.at
    try {
      const answer = await fetch(`/desk/doubts?edition=${feed.edition}&count=${count}&latest=${latest}`)
      if (!answer.ok) return
      const told = await answer.json()
      this.took = performance.now() - began
      await this.desk.pressing.over()
      if (this.busy || feed.closed) return this.soon()
      this.take(told)
    } catch {
      // what is known goes on being shown
    }
  }

  // Where the offered themes change under the hand, presses rest for a moment.
  take(told) {
    const { model, bar, feed, settling } = this.desk
    const offered = bar.offered
    takeDoubts(model, told)
    this.at = told.revision
    this.desk.draw()
    settling.changed(offered !== bar.offered)
    feed.renewDetail()
  }

  close() {
    clearTimeout(this.timer)
  }
}
