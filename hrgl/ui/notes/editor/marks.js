// What is said of the lines besides their text: of which kind each is, and who said the note.
// It stays as set. A sign and a space at the beginning of a line sets it without a mouse.
import { kindsAfter, kindsAtFirst, lineAt, signBefore } from "./kinds.js"

export class Marks {
  constructor(root, box, data, redraw) {
    this.box = box
    this.redraw = redraw
    this.name_of = data.kinds
    this.place = `hrgl-marks-${data.edition}-${data.workshop}`
    this.radios = [...root.querySelectorAll("input[name=kind]")]
    this.selects = [...root.querySelectorAll(".about select")]
    this.signs = new Map([...this.radios, ...this.selects].map((each) => [each.dataset.sign, each]))
    for (const radio of this.radios) radio.onchange = () => this.choose(radio.value)
    root.querySelector(".kinds").onpointerup = () => setTimeout(() => this.box.focus())
    for (const select of this.selects) {
      select.onchange = () => this.keep()
      select.onblur = () => (this.list = undefined)
      select.onkeydown = (event) => {
        if (!["Enter", "Escape"].includes(event.key) || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        this.box.focus()
      }
    }
  }

  get lines() {
    return this.box.value.split("\n")
  }

  get kind() {
    return this.radios.find((radio) => radio.checked)?.value ?? ""
  }

  // What a text of the same number of lines was marked with in this tab, after a reload.
  begin() {
    const kept = this.kept()
    for (const each of this.selects) {
      const value = kept.about?.[each.name] ?? ""
      if ([...each.options].some((option) => option.value === value)) each.value = value
    }
    const chosen = this.radios.find((radio) => radio.value === (kept.kind ?? ""))
    if (chosen) chosen.checked = true
    this.was = this.lines
    this.kinds = kindsAtFirst(this.box.value, kept.kinds, this.kind)
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.place)) ?? {}
    } catch {
      return {}
    }
  }

  keep() {
    const { about, kinds } = this.told()
    try {
      sessionStorage.setItem(this.place, JSON.stringify({ about, kinds, kind: this.kind }))
    } catch {
      // a browser that keeps nothing forgets with the page what the bar was set to
    }
  }

  told() {
    const about = Object.fromEntries(this.selects.map((each) => [each.name, each.value]))
    return { about, kinds: this.kinds }
  }

  changed(how) {
    const sign = this.sign()
    this.follow(how)
    if (sign) this.obey(sign)
    this.keep()
  }

  // A sign that has just been typed is taken out of the text again.
  sign() {
    const end = this.box.selectionStart
    const sign = signBefore(this.box.value, end)
    if (!sign || !this.signs.has(sign.letter)) return undefined
    this.box.setRangeText("", sign.from, end, "end")
    return sign.letter
  }

  obey(sign) {
    const meant = this.signs.get(sign)
    if (meant.type !== "radio") {
      meant.focus()
      ;[this.list, this.sought] = [meant, ""]
      return
    }
    meant.checked = true
    this.choose(meant.value)
  }

  // Letters that were typed before the list was there, as a list takes them.
  pick(key) {
    if (key === "\n") return this.box.focus()
    this.sought += key.toLowerCase()
    const found = [...this.list.options].find((option) =>
      option.text.toLowerCase().startsWith(this.sought),
    )
    if (found) this.list.value = found.value
    this.keep()
  }

  follow(how) {
    const now = this.lines
    this.kinds = kindsAfter(this.was, now, this.kinds, this.kind, how === "insertFromPaste")
    this.was = now
  }

  // For the lines the cursor is in, or that are selected, and for the next ones.
  choose(kind) {
    const { value, selectionStart, selectionEnd } = this.box
    const last = lineAt(value, selectionEnd)
    for (let at = lineAt(value, selectionStart); at <= last; at++) this.kinds[at] = kind
    this.keep()
    this.redraw()
  }

  name(line) {
    return this.name_of[this.kinds[line]] ?? ""
  }
}
