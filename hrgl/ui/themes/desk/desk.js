// The desk: everything in sight, one press an act. What others do comes in; nothing jumps.
import { Acts } from "./acts.js"
import { Aside } from "./aside.js"
import { Bar } from "./bar.js"
import { Doing } from "./doing.js"
import { Drag } from "./drag.js"
import { many } from "./elements.js"
import { Feed } from "./feed.js"
import { Filters } from "./filters.js"
import { listen } from "./keys.js"
import { List } from "./list.js"
import { LEFT_OUT, Model, QUEUE, UNSURE } from "./model.js"
import { Height, Lines } from "./around.js"
import { keysOf, offersAt } from "./offers.js"
import { Popup } from "./popup.js"
import { Rail, asPlace } from "./rail.js"
import { Sender } from "./sending.js"

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
    const find = (selector) => root.querySelector(selector)
    this.root = root
    this.model = new Model()
    this.sender = new Sender(this.model, {
      patched: (patch) => this.patched(patch, true),
      refused: (message) => this.lines.refuse(message),
      waiting: () => this.lines.say("Not saved yet – no connection. Trying again …"),
      signedOut: () => this.lines.refuse("You are signed out. Sign in again in another tab, then go on here.") ?? "out",
    })
    this.acts = new Acts(this.model, () => this.sender.send())
    this.list = new List(find(".list"), {
      model: this.model,
      kinds: data.kinds,
      changed: () => this.draw(),
      chosen: (ids, to) => this.doing.to(ids, to),
    })
    this.popup = new Popup(find(".popup"), () => this.list.focus())
    this.doing = new Doing(this)
    const run = (what, to) => this.doing.run(what, to)
    this.rail = new Rail(find(".rail"), {
      model: this.model,
      open: (place) => this.open(place),
      merge: (ids) => this.doing.merge(ids),
    })
    this.bar = new Bar(find(".bar"), run)
    this.aside = new Aside(find(".aside"), { run, rename: (theme) => this.rename(theme) })
    this.aside.versionOf = (id) => this.model.seenTheme(id)
    this.filters = new Filters(find(".tools"), data.kinds, () => this.refilter())
    this.feed = new Feed(this)
    this.lines = new Lines(root)
    find(".undo").onclick = () => this.doing.undo()
    find(".ask-help").onclick = () => this.lines.showHelp()
    this.drag = new Drag(root, this.list.box, {
      ids: (id) => (this.list.picked.has(id) ? [...this.list.picked] : [id]),
      drop: (ids, place) => asPlace(place) !== UNSURE && this.doing.to(ids, asPlace(place)),
      ghost: find(".ghost"),
    })
    this.height = new Height(find(".desk"))
    this.unlisten = listen(root, keysOf(this), new Set(["j", "k", "ArrowDown", "ArrowUp"]))
  }

  drawnAgain({ data }) {
    this.height.fit()
    this.data = data
    this.sender.use(data)
    this.feed.begin(data.edition)
  }

  // All of it was read, the first time or anew.
  loaded(whole) {
    this.model.load(whole)
    const counts = this.model.counts()
    if (this.place === undefined) this.place = counts.get(QUEUE) ? QUEUE : (this.model.rail[0] ?? QUEUE)
    this.draw()
  }

  // What an act of ours, or somebody else's, has changed.
  patched(patch, mine = false) {
    const known = this.model.patch(patch)
    if (this.place > 0 && !this.model.themes.has(this.place) && known) this.left()
    const lost = this.list.gone()
    for (const answer of patch.answers ?? []) this.answered(answer)
    if (!known) this.feed.readAnew()
    else this.draw()
    if (lost.length && !mine) this.lines.refuse(`${this.doing.named(lost)}, which you had picked, was moved by somebody else.`)
    else if (!mine && patch.places?.length) this.lines.say(`Others changed ${many(patch.places.length, "statement")}.`)
  }

  answered({ ok, say, theme }) {
    if (!ok) return this.lines.refuse(say)
    this.lines.say(say)
    if (theme && this.landing) this.open(theme)
    this.landing = false
  }

  // The theme that was open is no more.
  left() {
    this.open(QUEUE)
    this.lines.refuse("The theme that was open here was merged or dissolved.")
  }

  open(place) {
    if (place !== this.place) this.filters.clear()
    this.place = place
    this.list.begin()
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
    const ids = this.model.list(this.place)
    const rows = ids.map((id) => this.model.rows.get(id))
    this.filters.offer(rows)
    const shown = this.filters.wanted(rows).map((row) => row.id)
    this.rail.draw(this.place)
    this.list.draw(shown, this.place)
    const picked = this.list.picked.size
    const one = this.list.current === undefined ? "Nothing here" : this.doing.named([this.list.current])
    this.bar.draw({
      words: picked ? `${picked} picked` : one,
      near: this.place === LEFT_OUT ? [] : this.list.near,
      does: offersAt(this.place, { aimed: this.list.aimed.length, picked }),
    })
    this.aside.draw(this.theme, ids, this.feed.nearThemes(this.theme?.id))
  }

  rename({ id, name, description, version }) {
    this.acts.rename(id, name, description, version)
    this.draw()
  }

  editName() {
    this.aside.box.querySelector(".name")?.focus()
  }

  // To the place of the rail before or after this one.
  next(by) {
    const places = [QUEUE, UNSURE, ...this.model.shownThemes().map((theme) => theme.id), LEFT_OUT]
    const at = places.indexOf(this.place) + by
    if (places[at] !== undefined) this.open(places[at])
  }

  escape() {
    if (this.drag.on) this.drag.cancel()
    else if (this.lines.helping) this.lines.showHelp()
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
    this.list.virtual.close()
  }
}
