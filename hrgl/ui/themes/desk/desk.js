// The desk: everything in sight, one press an act. What others do comes in; nothing jumps.
import { whyEmpty } from "./around.js"
import { idle } from "../../parts/desks/height.js"
import { assemble } from "./assembling.js"
import { many } from "../../parts/desks/elements.js"
import { LEFT_OUT, QUEUE } from "./standing.js"
import { offersAt } from "./offers.js"

const desks = new WeakMap()

export default function (component) {
  const root = component.parentElement
  if (!desks.has(root)) desks.set(root, new Desk(root, component.data))
  desks.get(root).drawnAgain(component)
  return () => {
    desks.get(root)?.close()
    desks.delete(root)
  }
}

class Desk {
  constructor(root, data) {
    this.led = data.opens // the theme to which a button of another page led
    assemble(this, root, data)
  }

  drawnAgain({ data }) {
    this.height.fit()
    this.data = data
    this.sender.use(data)
    this.keeping.of(data)
    this.feed.begin(data.edition)
  }

  // All of it was read, the first time or anew.
  loaded(whole) {
    this.model.load(whole)
    const counts = this.model.counts()
    const first = this.place === undefined
    const begins = counts.get(QUEUE) ? QUEUE : (this.model.rail[0] ?? QUEUE)
    if (first) this.place = this.model.themes.has(this.led) ? this.led : begins
    this.sorting.begin(this.views.ordering)
    this.draw()
    if (first && idle()) this.list.focus()
    if (first && this.keeping.bringBack()) this.sender.send()
  }

  // What an act of ours, or somebody else's, has changed.
  patched(patch, mine = false) {
    const known = this.model.patch(patch)
    this.keeping.keep()
    const left = this.place > 0 && known && !this.model.themes.has(this.place)
    if (left) this.open(QUEUE)
    const lost = this.list.gone()
    if (!mine) this.list.loseCurrent()
    for (const answer of patch.answers ?? []) this.answered(answer)
    if (!known) return this.feed.readAnew()
    this.splitting.patched()
    const offered = this.bar.offered
    this.draw()
    if (mine) return
    this.settling.changed(offered !== this.bar.offered)
    this.others(patch, { left, lost })
  }

  // What somebody else did, as far as it concerns who looks here.
  others({ places = [] }, { left, lost }) {
    if (left) this.lines.refuse("The theme that was open here was merged or dissolved.")
    else if (lost.length) {
      const which = this.doing.named(lost)
      this.lines.refuse(`${which}, which you had picked, was moved by somebody else.`)
    } else if (places.length) this.lines.say(`Others changed ${many(places.length, "statement")}.`)
  }

  answered({ act, ok, say, theme }) {
    this.splitting.answered({ act, ok, say })
    if (!ok) return this.lines.refuse(say + this.naming.typed(act))
    this.lines.say(say)
    if (theme && this.landing) this.open(theme)
    this.landing = false
  }

  open(place) {
    if (this.views.open(place)) return
    if (place !== this.place) this.filters.begin()
    this.place = place
    this.list.begin()
    this.sorting.begin(place)
    this.draw()
    this.list.focus()
    this.feed.detail(this.theme?.id)
  }

  refilter() {
    this.list.box.scrollTop = 0
    this.draw()
  }

  get theme() {
    return this.place > 0 ? this.model.theme(this.place) : undefined
  }

  draw() {
    const ids = this.views.ids()
    const rows = ids.map((id) => this.model.rows.get(id))
    this.filters.offer(rows)
    const shown = this.views.settle(this.sorting.sorted(this.filters.wanted(rows).map((row) => row.id)))
    this.rail.draw(this.place)
    this.views.draw(shown)
    this.lines.sayEmpty(shown.length ? "" : whyEmpty(this.place, ids.length))
    const picked = this.list.picked.size
    this.offers = offersAt(this.views.offering, { aimed: this.list.aimed.length, picked })
    const one = this.list.aims ? this.doing.named([this.list.current]) : "Nothing picked"
    this.bar.draw({
      words: picked ? `${picked} picked` : one,
      near: this.place === LEFT_OUT ? [] : this.list.near,
      does: this.offers.first,
    })
    this.aside.draw(this.theme, this.model.list(this.place), this.feed.nearThemes(this.theme?.id))
  }

  escape() {
    if (this.drag.on) this.drag.cancel()
    else if (this.lines.helping) this.lines.showHelp()
    else if (this.filters.unfolded) this.filters.unfold(false)
    else if (this.list.picked.size) {
      this.list.picked.clear()
      this.draw()
    } else return false
    return true
  }

  close() {
    this.unlisten() // acts on their way go on
    this.height.close()
    this.feed.close()
    this.views.close()
  }
}
