// What is looked for among the statements: words, a theme, a room.
import { el } from "../../parts/desks/elements.js"
import { spreadOverRooms } from "./spread.js"
import { LEFT_OUT } from "./state.js"

export const [ITS, ALL] = ["its", "all"]

export class Finding {
  from = ITS
  room = ""
  words = ""

  filters(box) {
    this.find = el("input", { type: "search", id: "find", placeholder: "Find support …  /", "aria-label": "Find words, or with Enter what supports a sentence", autocomplete: "off" })
    this.find.oninput = () => this.filter({ words: this.find.value.trim().toLowerCase(), found: undefined })
    this.find.onkeydown = (event) => event.key === "Enter" && this.search()
    this.themes = el("select", { "aria-label": "From which themes" })
    this.themes.onchange = () => this.filter({ from: this.themes.value })
    this.rooms = el("select", { "aria-label": "From which room" })
    this.rooms.onchange = () => this.filter({ room: this.rooms.value })
    box.append(this.find, this.themes, this.rooms)
  }

  filter(chosen) {
    Object.assign(this, chosen)
    this.list.scrollTop = 0
    this.page.drawEvidence()
  }

  // What supports the sentence, over all statements: by meaning, most supporting first.
  async search() {
    const text = this.find.value.trim()
    if (!text) return
    this.page.lines.say("Looking for support …")
    const told = await this.page.feed.get("support", { text })
    if (this.find.value.trim() !== text) return
    if (!told) return this.page.lines.refuse("Nothing could be found without a connection. Try again.")
    this.filter({ words: "", found: { text, ids: told.ids } })
    this.page.lines.say(told.note || `${told.ids.length} statements support it, the most supporting first.`)
    this.focus()
  }

  // Of what was found, whatever theme it stands in.
  supporting() {
    const { rows } = this.page.model
    return this.found.ids.map((id) => rows.get(id)).filter((row) => row && row.at !== LEFT_OUT)
  }

  open(one, cited) {
    const { rows, themes } = this.page.model
    const wanted = this.from === ITS ? new Set(one.themes) : this.from === ALL ? undefined : new Set([Number(this.from)])
    const taken = new Set(cited.map(({ id }) => id))
    const fits = (row) => row.at !== LEFT_OUT && !taken.has(row.id) && (!wanted || (themes.has(row.at) && wanted.has(row.at)))
    return spreadOverRooms([...rows.values()].filter(fits), cited)
  }

  offer(one) {
    const { themes, rows } = this.page.model
    const its = one.themes.length ? [[ITS, one.themes.length === 1 ? "Its theme" : "Its themes"]] : []
    this.choices(this.themes, [...its, [ALL, "All statements"], ...[...themes.values()].map(({ id, name }) => [String(id), name])], this.from)
    const codes = [...new Set([...rows.values()].map(({ room }) => room))].toSorted()
    this.choices(this.rooms, [["", "Rooms"], ...codes.map((code) => [code, code])], this.room)
  }

  choices(select, options, chosen) {
    const state = JSON.stringify(options)
    if (select.dataset.state !== state) select.replaceChildren(...options.map(([value, text]) => el("option", { value, text })))
    select.dataset.state = state
    select.value = chosen
    select.classList.toggle("on", ![ITS, ""].includes(chosen) && options.length > 1)
  }
}
