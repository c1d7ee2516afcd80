// How a theme would fall into parts: each is read whole and named; only then it is split.
import { button, el, many } from "../../parts/desks/elements.js"
import { choiceOf, nameField, partOf } from "./parts.js"

const PARTS = [2, 3, 4, 5]
const CHANGED = "The theme has changed since these parts were worked out."
const UNREAD = "What these statements say is read with the next proposal. Ask for one first."

export class Splitting {
  names = new Map() // as they were typed, by the statements of the part

  constructor(desk, box) {
    this.desk = desk
    this.box = box
    this.behind = [".tools", ".rail", ".middle", ".aside"].map((each) => desk.root.querySelector(each))
    box.addEventListener("keydown", (event) => this.key(event))
  }

  get open() {
    return !this.box.hidden
  }

  begin(theme) {
    this.ask(theme.id, PARTS[0])
  }

  async ask(theme, number, words = "") {
    const asked = new URLSearchParams({ edition: this.desk.data.edition, theme, parts: number })
    this.wanted = asked
    let told
    try {
      const answer = await fetch(`/desk/split?${asked}`)
      told = await answer.json()
      await this.desk.pressing.over()
      if (asked !== this.wanted) return // another number was pressed meanwhile
      if (!answer.ok) return this.failed(told.message)
    } catch {
      return this.failed("No connection. Try again in a moment.")
    }
    this.shown = { ...told, number }
    if (told.parts.length < PARTS[0]) return this.failed(UNREAD)
    this.draw(words)
  }

  failed(words) {
    this.close()
    this.desk.lines.refuse(words)
  }

  draw(words) {
    const { parts, theme } = this.shown
    const name = this.desk.model.theme(theme)?.name ?? ""
    this.inputs = parts.map((part, at) => nameField(part, at ? part.name : name, this.names))
    this.press = button(`Split into ${parts.length} themes`, { class: "primary" })
    this.press.onclick = ({ detail }) => detail <= 1 && this.split()
    const choice = choiceOf(PARTS, this.shown.number, (number) => this.ask(theme, number))
    const rows = (ids) => ids.map((id) => this.desk.model.rows.get(id)).filter(Boolean)
    const leave = button("Leave it whole", { key: "Esc" })
    leave.onclick = () => this.close()
    this.told = el("p", { class: "said", role: "status", text: words })
    const title = `Split “${name}”`
    this.box.setAttribute("aria-label", title)
    this.box.replaceChildren(
      el("div", { class: "head" }, el("h2", { text: title }), choice, this.press, leave, this.told),
      el("div", { class: "parts" }, ...parts.map(({ ids }, at) => partOf(rows(ids), at, this.inputs[at]))),
    )
    this.cover(true)
    this.box.querySelector("[aria-pressed=true]").focus()
    this.desk.lines.live.textContent = `${title} into ${many(parts.length, "part")}.`
  }

  // The desk behind it rests.
  cover(on) {
    this.box.hidden = !on
    for (const each of this.behind) each.inert = on
  }

  // Exactly the parts that stand here, of the theme as it was when they were worked out.
  split() {
    if (this.press.disabled) return
    const { theme, version, parts } = this.shown
    const [rest, ...names] = this.inputs.map((each) => each.value.trim())
    if (!rest || names.some((name) => !name)) return this.say("Give each part a name.")
    const { sent } = this.desk.acts.do(
      {
        do: "split",
        theme,
        version,
        held: parts.flatMap((part) => part.ids),
        rest,
        parts: names.map((name, at) => ({ name, statements: parts[at + 1].ids })),
      },
      {},
    )
    this.sent = sent.act
    this.close()
  }

  // A refusal is told where the parts stand, as they are by now; the names that were typed stay.
  answered({ act, ok, say }) {
    if (act !== this.sent) return
    this.sent = undefined
    const { theme, number } = this.shown
    if (!ok && this.desk.model.themes.has(theme)) this.ask(theme, number, say)
  }

  // Somebody else, or an act that was on its way, changed the theme: nothing is split before these
  // parts are worked out anew, and nothing jumps while they are read.
  patched() {
    if (!this.open) return
    const { theme, version, parts } = this.shown
    const { model } = this.desk
    const held = new Set(parts.flatMap((part) => part.ids))
    const now = model.list(theme)
    const same = now.length === held.size && now.every((id) => held.has(id))
    if (!model.themes.has(theme)) this.failed("The theme is not there any more. Nothing was split.")
    else if (!same || model.themes.get(theme).version !== version) this.outdated()
  }

  outdated() {
    const anew = button("Work the parts out anew", { class: "link" })
    anew.onclick = () => this.ask(this.shown.theme, this.shown.number)
    this.told.replaceChildren(CHANGED, " ", anew)
    this.press.disabled = true
  }

  say(words) {
    this.told.textContent = words
  }

  key(event) {
    const number = Number(event.key)
    const typing = event.target.matches("input")
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.split()
    else if (PARTS.includes(number) && !typing) this.ask(this.shown.theme, number)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  close() {
    if (!this.open) return
    this.cover(false)
    this.box.replaceChildren()
    this.desk.list.focus()
  }
}
