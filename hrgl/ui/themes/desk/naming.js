// The name of a theme, and what it is about: edited in place, one theme after the other if wanted.
export class Naming {
  sent = new Map() // what was typed, by the act it went with

  constructor(desk) {
    this.desk = desk
  }

  rename({ id, name, description, version }, typed) {
    const { sent } = this.desk.acts.rename(id, name, description, version)
    this.sent.set(sent.act, typed)
    this.desk.draw()
  }

  // What somebody typed is told with the refusal, to be copied.
  typed(act) {
    return this.sent.has(act) ? ` You had typed “${this.sent.get(act)}”.` : ""
  }

  // The name of the theme that is open, else of the first one.
  edit() {
    const [first] = this.desk.model.shownThemes()
    if (!this.desk.theme && first) this.desk.open(first.id)
    this.desk.aside.box.querySelector(".name")?.select()
  }

  next() {
    this.desk.rail.step(1)
    if (this.desk.theme) this.edit()
  }
}
