// What was said more than once in the open theme: told at the statement that says it best, and picked
// together with one press.
import { many } from "../../parts/desks/elements.js"

export class Repeats {
  constructor(desk) {
    this.desk = desk
  }

  // Of the theme that is open, by the statement; what has left the theme since is left out.
  get points() {
    const { detail } = this.desk.aside
    if (detail?.theme !== this.desk.place) return []
    return detail.points ?? []
  }

  words(id) {
    const found = this.points.find(([ids]) => ids[0] === id)
    return found && `said ${found[1]} times in ${many(found[2], "workshop")}`
  }

  // All that say the same as this statement, itself among them.
  like(id) {
    const found = this.points.find(([ids]) => ids.includes(id))
    return (found?.[0] ?? []).filter((each) => this.desk.list.ids.includes(each))
  }

  pick(id) {
    const ids = this.like(id)
    if (ids.length < 2) return this.desk.lines.say("Nothing else here says the same, as far as is known.")
    for (const each of ids) this.desk.list.picked.add(each)
    this.desk.draw()
    this.desk.lines.say(`Picked ${ids.length} that say the same. Read them before you count them as one.`)
  }
}
