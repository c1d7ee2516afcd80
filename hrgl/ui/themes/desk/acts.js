// What can be done on a desk: each act with what it is done on as it stands on the screen, and what
// the screen shows until it is answered.
import { LEFT_OUT, QUEUE } from "./standing.js"

export class Acts {
  constructor(model, send) {
    this.model = model
    this.send = send
  }

  do(what, shown) {
    const act = this.model.act(what, shown)
    this.send(act)
    return act
  }

  seen(ids) {
    return ids.map((id) => this.model.seen(id))
  }

  move(ids, to) {
    const theme = to === QUEUE ? null : to
    const version = theme === null ? null : this.model.seenTheme(to)
    return this.do({ do: "move", statements: this.seen(ids), theme, theme_version: version }, { ids, to })
  }

  create(ids, name) {
    return this.do({ do: "create", name, statements: this.seen(ids) }, { ids })
  }

  setAside(ids, because) {
    return this.do({ do: "set_aside", statements: this.seen(ids), because }, { ids, to: LEFT_OUT })
  }

  bringBack(ids) {
    return this.do({ do: "bring_back", statements: this.seen(ids) }, { ids, to: QUEUE })
  }

  // The others count as the first, which stands for all.
  same([first, ...others]) {
    const sent = { do: "same", statements: this.seen(others), of: this.model.seen(first) }
    return this.do(sent, { ids: others, to: LEFT_OUT })
  }

  tie(ids, together) {
    return this.do({ do: "tie", statements: this.seen(ids), together }, { ids })
  }

  mark(id, kind) {
    return this.do({ do: "mark", statement: this.model.seen(id), kind }, { ids: [id] })
  }

  // The version is the one that stood there when the typing began.
  rename(id, name, description, version) {
    const sent = { do: "rename", theme: id, version, name, description }
    return this.do(sent, { theme: { id, name, description } })
  }

  review(id, reviewed) {
    return this.do({ do: "review", ...this.whole(id), reviewed }, { theme: { id, reviewed } })
  }

  flag(id, flag) {
    const sent = { do: "flag", theme: id, version: this.model.seenTheme(id), flag }
    return this.do(sent, { theme: { id, flag } })
  }

  word(id, heading) {
    return this.do({ do: "word", theme: id, version: this.model.seenTheme(id), heading }, {})
  }

  dissolve(id) {
    return this.do({ do: "dissolve", ...this.whole(id) }, { ended: [id], into: QUEUE })
  }

  merge(into, others) {
    const sent = {
      do: "merge",
      theme: into,
      version: this.model.seenTheme(into),
      others: others.map((id) => this.whole(id)),
    }
    return this.do(sent, { ended: others, into })
  }

  undo() {
    const of = this.last()
    if (of === undefined) return undefined
    this.model.done = this.model.done.filter((act) => act !== of)
    return this.do({ do: "undo", of }, {})
  }

  // A theme with all that it holds on the screen.
  whole(id) {
    return { theme: id, version: this.model.seenTheme(id), held: this.model.list(id) }
  }

  // What undo takes back next: of the acts on their way the last, else the last one done.
  last() {
    const sent = this.model.outbox.map((act) => act.sent)
    const taken = new Set(sent.map(({ of }) => of))
    const open = sent.filter((each) => each.do !== "undo").map((each) => each.act)
    return [...this.model.done, ...open].findLast((act) => !taken.has(act))
  }
}
