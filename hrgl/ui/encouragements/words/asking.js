// The small questions of the page: which place, which other one, or which words.
import { calledFor } from "./telling.js"

export class Asking {
  constructor(page) {
    Object.assign(this, { page, model: page.model, acts: page.acts })
  }

  get one() {
    return this.page.one
  }

  called(one) {
    return calledFor(one, this.model.themes)
  }

  // One of several by some of its words.
  choose(title, options) {
    const fits = (label, words) => label.toLowerCase().includes(words.toLowerCase())
    this.page.popup.ask({ title, options: (words) => options.filter(({ label }) => fits(label, words)) })
  }

  words(title, done, { value = "", earlier = [], none } = {}) {
    this.page.popup.ask({
      title,
      value,
      options: (words) => {
        const offered = [...new Set(words ? [words, ...earlier] : earlier)].map((each) => ({ label: each, run: () => done(each) }))
        return none ? [...offered, none] : offered
      },
    })
  }

  // To a place by its number: a free one is taken, at another one the two swap.
  place() {
    const { one } = this
    if (!this.mayMove(one)) return
    const to = ({ place, held }) => ({
      label: `Place ${place} – ${held ? `swap with “${this.called(held)}”` : "free"}`,
      run: () => this.toPlace(one.id, place),
    })
    const others = this.model.contents().places.filter(({ held }) => held?.id !== one.id)
    const free = others.toSorted((a, b) => Boolean(a.held) - Boolean(b.held) || a.place - b.place)
    const none = one.place ? [{ label: "No place: among the candidates", run: () => this.toPlace(one.id, 0) }] : []
    this.page.popup.ask({
      title: `Which place for ${this.called(one)}`,
      options: (words) => {
        const number = Number.parseInt(words, 10)
        const exact = others.filter(({ place }) => place === number)
        const fits = ({ label }) => label.toLowerCase().includes(words.toLowerCase())
        return exact.length ? exact.map(to) : [...free.map(to), ...none].filter(fits)
      },
    })
  }

  mayMove(one) {
    return Boolean(one) && one.stage !== "set_aside" && !this.model.edition.published
  }

  // What goes to a place that is free.
  fill(place) {
    const at = Number(place)
    const { candidates } = this.model.contents()
    const here = candidates.map((one) => ({ label: this.called(one), run: () => this.toPlace(one.id, at) }))
    this.choose(`What goes to place ${at}?`, [...here, { label: "A new candidate …", run: () => this.begin() }])
  }

  // A heading above a place, changed or taken away.
  head(place) {
    const at = Number(place ?? this.one?.place)
    if (!at) return this.page.lines.say("A heading stands above a place: give it one first.")
    const there = this.model.groups.get(at)
    const none = there && { label: "Take this heading away", run: () => this.go(() => this.acts.group(at, "")) }
    this.words(`Heading above place ${at}`, (words) => this.go(() => this.acts.group(at, words)), { value: there?.heading, none })
  }

  // A new candidate: from a theme, with an outline, or from nothing but its heading.
  begin() {
    const unworded = this.model.unworded()
    const others = [...this.model.themes.values()].filter((theme) => !unworded.includes(theme))
    const { lead } = this.page.data
    this.page.popup.ask({
      title: "A new candidate: from a theme, or begin its heading",
      options: (words) => {
        const fits = ({ name }) => name.toLowerCase().includes(words.toLowerCase())
        const from = unworded.filter(fits).map((theme) => ({ label: `From “${theme.name}”`, run: () => this.made(() => this.acts.beginEach([theme])) }))
        const used = words ? others.filter(fits).map(({ name }) => ({ label: `“${name}” has one already: merge or reword that`, run: () => {} })) : []
        const fresh = words ? [{ label: `${lead} ${words}`, run: () => this.made(() => this.acts.word(words)) }] : []
        return [...from, ...fresh, ...used]
      },
    })
  }

  // What became of a comment, and why; its sender reads both.
  answer(comment, answer, words) {
    const without = answer === "taken_up" && { label: `${words}, without more`, run: () => this.go(() => this.acts.answer(comment, answer, "")) }
    this.words(`${words}: the reason, which the sender reads`, (reason) => this.go(() => this.acts.answer(comment, answer, reason)), { none: without })
  }

  // What the checks say of the edition as a whole.
  wholeChecked() {
    const say = ([sentence, refs]) => ({ label: [sentence, ...refs].join(" "), run: () => this.page.lines.say(sentence) })
    this.choose("Of the document as a whole", this.page.checking.whole.map(say))
  }

  // What the steering group will not get, and why not.
  lacking() {
    const options = this.model.all().filter(({ stage, lacks }) => stage === "draft" && lacks.length)
    this.choose("Not ready yet", options.map((one) => ({ label: `${this.called(one)}: ${one.lacks.join(" ")}`, run: () => this.page.open(one.id) })))
  }

  setAside() {
    const { one } = this
    if (!one || one.stage === "set_aside") return
    const earlier = this.model.contents().aside.map(({ because }) => because).filter(Boolean)
    this.words(`Set ${this.called(one)} aside, because`, (because) => this.go(() => this.acts.setAside(one, because)), { earlier })
  }

  merge() {
    const { one } = this
    if (!this.mayMove(one)) return
    const { places, candidates } = this.model.contents()
    const others = [...candidates, ...places.map(({ held }) => held).filter(Boolean)].filter(({ id }) => id !== one.id)
    const options = others.map((other) => ({ label: this.called(other), run: () => this.go(() => this.acts.merge(one, other)) }))
    this.choose(`Merge into ${this.called(one)}: its evidence joins, both wordings are kept`, options)
  }
}
