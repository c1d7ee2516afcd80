// What is done with a whole theme: looked through, flagged, split, merged, dissolved.
import { Asking } from "./asking.js"
import { QUEUE } from "./standing.js"

const FLAGS = ["too broad", "too narrow", "read again"] // beside those that are on themes by now

export class Whole extends Asking {
  review() {
    const theme = this.desk.theme
    if (theme) this.go([], () => this.acts.review(theme.id, !theme.reviewed))
  }

  // With a word of one's own, or one that is on some theme already.
  flag() {
    const theme = this.desk.theme
    if (!theme) return
    const used = this.model.shownThemes().map((each) => each.flag)
    const put = (flag) => ({ label: flag, run: () => this.go([], () => this.acts.flag(theme.id, flag)) })
    const options = (words) => {
      const others = new Set([words, ...used, ...FLAGS])
      const offered = [...others].filter((flag) => flag && flag !== theme.flag).map(put)
      const off = { ...put(""), label: "Take the flag off" }
      return theme.flag && [theme.flag, ""].includes(words) ? [off, ...offered] : offered
    }
    this.desk.popup.ask({ title: `Flag “${theme.name}” with a word`, value: theme.flag, options })
  }

  split() {
    const theme = this.desk.theme
    const held = theme ? this.model.list(theme.id).length : 0
    if (held > 1) this.desk.splitting.begin(theme)
    else this.desk.lines.say("Open a theme of two or more statements to split it.")
  }

  // A candidate is begun by its heading; it is worded and gets its evidence on the page Encouragements.
  word() {
    const theme = this.desk.theme
    const options = (words) =>
      words ? [{ label: words, run: () => this.go([], () => this.acts.word(theme.id, words)) }] : []
    if (theme) this.desk.popup.ask({ title: `${this.desk.data.lead} …`, options })
  }

  dissolve() {
    const theme = this.desk.theme
    if (!theme) return
    const what = this.desk.aside.detail?.if_dissolved ?? ""
    const label = `Dissolve “${theme.name}”. ${what}`
    const run = () => this.ended(QUEUE, () => this.acts.dissolve(theme.id))
    this.desk.popup.ask({ title: "Dissolve the theme?", options: () => [{ label, run }] })
  }

  mergeInto() {
    const ticked = [...this.desk.rail.ticked]
    if (ticked.length > 1) return this.merge(ticked)
    const theme = this.desk.theme
    if (theme) this.themes(`Merge “${theme.name}” into`, (into) => this.mergeTwo(theme.id, into.id))
  }

  mergeWith(other) {
    if (this.desk.theme) this.mergeTwo(other, this.desk.theme.id)
  }

  mergeTwo(ended, into) {
    this.ended(into, () => this.acts.merge(into, [ended]))
  }

  // The largest keeps its name.
  merge(ids) {
    const counts = this.model.counts()
    const [into, ...others] = ids.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    this.desk.rail.ticked.clear()
    this.ended(into, () => this.acts.merge(into, others))
  }

  // Some theme ends; what it went into is shown.
  ended(place, act) {
    act()
    this.desk.open(place)
  }
}
