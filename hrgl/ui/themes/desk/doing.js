// What the buttons and keys of a desk do: straight away, or after one small question.
import { LEFT_OUT, QUEUE } from "./standing.js"
import { Whole } from "./whole.js"

export class Doing extends Whole {
  reasons = []

  run(what, to) {
    if (this.desk.settling.on) {
      this.desk.lines.refuse("Somebody else has just changed what stands here. Look again, then press.")
      return
    }
    this[what]?.(to === undefined ? undefined : Number(to))
  }

  get ids() {
    return this.desk.list.aimed
  }

  near(theme) {
    if (theme !== undefined) this.to(this.ids, theme)
  }

  // To a theme, to the queue, or with a reason out of the synthesis.
  to(ids, place) {
    const where = this.model.placing()
    const moved = ids.filter((id) => where(id) !== place)
    if (!moved.length) return
    if (where(moved[0]) === LEFT_OUT) this.desk.lines.say("Bring it back first.")
    else if (place === LEFT_OUT) this.setAside(moved)
    else {
      const from = where(moved[0])
      this.go(moved, () => this.acts.move(moved, place))
      this.desk.looking.moved(moved, from, place)
    }
  }

  go(ids, act) {
    this.desk.list.goOn(ids)
    act()
    this.desk.draw()
  }

  // What is done less often, by its first letters.
  more() {
    const { more } = this.desk.offers
    const options = (words) =>
      more
        .map(([what, label, key]) => ({ label: `${label}  (${key})`, run: () => this.run(what) }))
        .filter(({ label }) => label.toLowerCase().includes(words.toLowerCase()))
    if (more.length) this.desk.popup.ask({ title: `What else with ${this.named(this.ids)}`, options })
  }

  like() {
    this.desk.looking.like()
  }

  follow() {
    this.desk.looking.follow()
  }

  again() {
    this.desk.repeats.pick(this.desk.list.current)
  }

  queue() {
    this.to(this.ids, QUEUE)
  }

  // It stands where it should: no longer unsure, and no proposal moves it.
  stays() {
    const where = this.model.placing()
    const here = this.ids.filter((id) => where(id) > 0)
    const places = new Set(here.map(where))
    if (places.size > 1) this.desk.lines.say("Pick statements of one theme.")
    if (places.size === 1) this.go(here, () => this.acts.move(here, where(here[0])))
  }

  move() {
    const ids = this.ids
    if (!ids.length) return
    this.themes(`Move ${this.named(ids)} to`, (theme) => this.to(ids, theme.id), (name) =>
      this.go(ids, () => this.acts.create(ids, name)),
    )
  }

  newTheme() {
    const ids = [...this.desk.list.picked]
    const off = this.desk.place > 0 ? "Split off a theme of" : "New theme of"
    const title = ids.length ? `${off} ${this.named(ids)}` : "New theme, empty"
    this.words(title, "", (name) => {
      this.desk.landing = !ids.length // an empty one is opened, to be filled
      this.go(ids, () => this.acts.create(ids, name))
    })
  }

  setAside(given) {
    const ids = given?.length ? given : this.ids
    if (!ids.length) return
    this.words(`Set ${this.named(ids)} aside, because`, this.reasons[0] ?? "", (because) => {
      this.reasons = [because, ...this.reasons.filter((each) => each !== because)]
      this.go(ids, () => this.acts.setAside(ids, because))
    }, this.reasons)
  }

  bringBack() {
    const ids = this.ids
    if (ids.length) this.go(ids, () => this.acts.bringBack(ids))
  }

  same() {
    const ids = [...this.desk.list.picked]
    if (ids.length < 2) this.desk.lines.say("Pick two or more that say the same; the first stands for all.")
    else this.go(ids.slice(1), () => this.acts.same(ids))
  }

  together() {
    this.tie(true)
  }

  apart() {
    this.tie(false)
  }

  tie(together) {
    const ids = [...this.desk.list.picked]
    if (ids.length < 2) this.desk.lines.say("Pick two or more to keep together or apart.")
    else this.go([], () => this.acts.tie(ids, together))
  }

  reservation() {
    const [id] = this.ids
    if (id === undefined || this.ids.length > 1) return this.desk.lines.say("Pick one statement to mark.")
    const is = this.model.rows.get(id).kind === "reservation"
    this.go([], () => this.acts.mark(id, is ? null : "reservation"))
  }

  undo() {
    if (!this.acts.undo()) this.desk.lines.say("Nothing was done here yet. Older acts are on the page History.")
    this.desk.draw()
  }
}
