// The evidence beside the wording: what is cited first, then what could be, from other rooms first.
import { many } from "../../parts/desks/elements.js"
import { Virtual } from "../../parts/desks/virtual.js"
import { drawHeading, drawStatement, guessed } from "./citing.js"
import { ALL, Finding, ITS } from "./finding.js"
import { heardOf } from "./spread.js"

const [CITED, OPEN] = ["cited", "open"] // the two headings of the list

export class Evidence extends Finding {
  constructor(box, page) {
    super()
    Object.assign(this, { page, list: box.querySelector(".list"), empty: box.querySelector(".empty") })
    this.virtual = new Virtual(this.list, (line, id, at) => this.drawLine(line, id, at))
    this.list.addEventListener("click", (event) => this.clicked(event))
    this.filters(box.querySelector(".find"))
  }

  // Another encouragement: what was looked for beside the last one is over.
  begin(one) {
    this.of = one.id
    this.current = undefined
    this.marked = undefined
    this.find.value = ""
    this.found = undefined
    Object.assign(this, { from: one.themes.length ? ITS : ALL, room: "", words: "" })
    this.list.scrollTop = 0
  }

  draw(one) {
    if (this.of !== one.id) this.begin(one)
    this.one = one
    this.offer(one)
    const cited = this.page.model.cited(one)
    const has = ({ text, ref, room }) => (!this.room || room === this.room) && `${ref} ${text}`.toLowerCase().includes(this.words)
    this.support = new Map(cited.map(({ row, support }) => [row.id, support]))
    const all = cited.map(({ row }) => row)
    const open = (this.found ? this.supporting() : this.open(one, all)).filter(has)
    const shown = this.found ? [] : [CITED, ...all.filter(has).map(({ id }) => id)]
    this.titles = {
      [CITED]: cited.length ? `Cited · ${heardOf(all)}` : "Cited · nothing yet",
      [OPEN]: this.found
        ? `${many(open.length, "statement")} from all rooms for “${this.found.text}”`
        : `Not cited yet · ${many(open.length, "statement")}${open.length > 1 ? ", other rooms first" : ""}`,
    }
    this.lay([...shown, OPEN, ...open.map(({ id }) => id)])
  }

  lay(ids) {
    this.ids = ids
    const rows = ids.filter((id) => typeof id === "number")
    if (!rows.includes(this.current)) this.current = undefined
    const anchor = this.virtual.anchor(this.current)
    this.list.setAttribute("aria-rowcount", ids.length)
    const width = this.list.clientWidth
    this.virtual.set(ids, (id) => guessed(this.page.model.rows.get(id), width))
    this.virtual.hold(anchor)
    this.activate()
  }

  drawLine(line, id, at) {
    if (typeof id === "string") return drawHeading(line, at, this.titles[id], id === OPEN)
    const row = this.page.model.rows.get(id)
    const { one } = this
    drawStatement(line, at, {
      row,
      support: this.support.get(id),
      current: id === this.current,
      marked: row.ref === this.page.marked,
      kind: this.page.data.kinds[row.kind] ?? "",
      said: this.page.feed.said.get(one.id)?.get(id),
      fresh: row.arrived > one.worded && !this.support.has(id) ? one.wording : 0,
      stands: this.from === ALL || this.found ? this.page.model.themes.get(row.at)?.name : "",
    })
  }

  clicked(event) {
    const line = event.target.closest("[data-row]")
    if (!line || event.detail > 1) return
    const id = Number(line.dataset.row)
    const pressed = event.target.closest("button")
    this.current = id
    if (!pressed) return this.page.drawEvidence()
    if (pressed.dataset.cite) this.page.doing.cite(id, pressed.dataset.cite)
    else if (pressed.matches(".put")) this.page.doing.put(id)
    else this.page.named(this.page.model.rows.get(id).ref, "text")
  }

  step(by) {
    const rows = this.ids.filter((id) => typeof id === "number")
    const at = rows.indexOf(this.current)
    this.current = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]
    this.page.drawEvidence()
    this.virtual.see(this.current)
    this.activate()
  }

  // Where a statement is cited or not any more, the one below it is next.
  goOn(id) {
    const rows = this.ids.filter((each) => typeof each === "number")
    if (this.current === id) this.current = rows[rows.indexOf(id) + 1] ?? rows[rows.indexOf(id) - 1]
  }

  // The statement of a reference, if it stands in the list.
  show(ref) {
    const row = this.page.model.byRef.get(ref)
    if (row && this.ids.includes(row.id)) this.virtual.see(row.id)
  }

  activate() {
    const there = this.virtual.drawn.has(this.current)
    this.list.setAttribute("aria-activedescendant", there ? `said-${this.current}` : "")
  }

  focus() {
    this.list.focus({ preventScroll: true })
    if (this.current === undefined) this.step(0)
  }
}
