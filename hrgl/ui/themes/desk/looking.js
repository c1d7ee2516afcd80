// Statements gathered from anywhere: those like one, and those that may follow what was moved.
import { many } from "../../parts/desks/elements.js"
import { FOUND } from "./standing.js"

export class Looking {
  constructor(desk, link) {
    this.desk = desk
    this.link = link
    link.onclick = () => this.follow()
  }

  async told(what, asked) {
    const given = new URLSearchParams({ edition: this.desk.data.edition })
    for (const [name, value] of asked) given.append(name, value)
    try {
      const answer = await fetch(`/desk/${what}?${given}`)
      const told = answer.ok ? await answer.json() : {}
      await this.desk.pressing.over()
      return told
    } catch {
      return {} // without a connection nothing is offered; an act says so
    }
  }

  async ask(what, asked) {
    return (await this.told(what, asked)).ids ?? []
  }

  // What means most nearly the same as the current statement, wherever it stands.
  async like() {
    const [id] = this.desk.list.aimed
    if (id === undefined) return
    const ids = await this.ask("like", [["statement", id]])
    if (ids.length < 2) this.desk.lines.say("Nothing like it is known. It is read with the next proposal.")
    else this.show({ ids, name: `Like ${this.desk.model.rows.get(id).ref}` })
  }

  // After a move by one's own hand: who may belong there too.
  async moved(ids, from, into) {
    this.offer(undefined)
    if (!(into > 0) || from === into) return
    const asked = [["from", Math.max(0, from)], ["into", into], ...ids.map((id) => ["moved", id])]
    const found = await this.ask("along", asked)
    const name = this.desk.model.theme(into)?.name
    if (found.length && name) this.offer({ ids: found, into, name: `May belong to ${name}` })
  }

  offer(found) {
    this.offered = found
    this.link.hidden = !found
    if (found) this.link.firstChild.textContent = `${many(found.ids.length, "other")} may belong there too`
  }

  follow() {
    if (!this.offered) return
    this.show(this.offered)
    this.offer(undefined)
  }

  show(found) {
    this.desk.model.found = found
    this.desk.open(FOUND)
  }
}
