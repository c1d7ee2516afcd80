// The small questions of a desk: which theme, or which words.
import { many } from "../../parts/desks/elements.js"

export class Asking {
  constructor(desk) {
    this.desk = desk
    this.model = desk.model
    this.acts = desk.acts
  }

  // By typing some of a theme's name; what is no theme yet can become one, if `make` is given.
  themes(title, choose, make) {
    this.desk.popup.ask({
      title,
      options: (words) => {
        const wanted = words.toLowerCase()
        const here = make ? this.desk.views.offering : this.desk.place
        const others = this.model.shownThemes().filter((theme) => theme.id !== here)
        const found = others.filter((theme) => theme.name.toLowerCase().includes(wanted))
        const offered = found.map((theme) => ({ label: theme.name, run: () => choose(theme) }))
        if (make && words) offered.push({ label: `New theme “${words}”`, run: () => make(words) })
        return offered
      },
    })
  }

  words(title, value, done, earlier = []) {
    this.desk.popup.ask({
      title,
      value,
      options: (words) => {
        const others = earlier.filter((each) => each !== words)
        return (words ? [words, ...others] : others).map((each) => ({ label: each, run: () => done(each) }))
      },
    })
  }

  named(ids) {
    return ids.length === 1 ? this.model.rows.get(ids[0]).ref : many(ids.length, "statement")
  }
}
