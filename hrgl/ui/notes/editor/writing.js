// The editor for notes. What is typed goes to the database a moment after the last key, without
// a run of the page; only saving the note is told to the page. Words are only ever textContent.
import { SAVE, collect, collected, collecting, typedAhead } from "./ahead.js"
import { drawCut } from "./cut.js"
import { Draft } from "./draft.js"
import { Handing } from "./handing.js"
import { guard } from "./leaving.js"
import { Marks } from "./marks.js"
import { showOther } from "./other.js"
import { clock } from "./sentences.js"

const editors = new WeakMap()
let justSaved = 0 // the workshop whose next editor gets the keyboard

document.addEventListener("keydown", typedAhead, true)

export default function (component) {
  const root = component.parentElement
  if (!editors.has(root)) editors.set(root, new Editor(root, component))
  const editor = editors.get(root)
  editor.drawnAgain(component)
  return () => {
    editor.close()
    editors.delete(root)
  }
}

class Editor {
  constructor(root, { data }) {
    const find = (selector) => root.querySelector(selector)
    this.box = find("textarea")
    this.button = find("button.save")
    this.line = find(".status")
    this.other = find(".other")
    this.root = root
    this.data = data
    this.turn = data.turn
    this.draft = new Draft(this)
    this.marks = new Marks(root, this.box, data, () => this.draw())
    this.handing = new Handing(
      (note) => this.trigger("save", note),
      () => this.carryOn(),
    )
    this.start()
    this.box.placeholder = "what was said\nthe next idea"
    this.box.oninput = (event) => this.changed(event.inputType)
    find(".writing").onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.save()
    }
    this.button.onclick = () => this.save()
    find("button.mine").onclick = () => this.choose(this.text)
    find("button.theirs").onclick = () => this.choose(this.draft.conflict.text)
    this.unguard = guard(this.draft)
  }

  get text() {
    return this.box.value
  }

  start() {
    const left = this.draft.left()
    this.box.value = left ?? this.draft.kept
    this.marks.begin()
    if (this.text) {
      if (left === undefined) this.say(`Your draft of ${clock(this.draft.seen, this.data.zone)} is back.`)
      this.draft.post({ list: true })
    }
    if (justSaved === this.data.workshop) this.goOn()
    justSaved = 0
  }

  // The keyboard is here again; what was typed meanwhile comes in as if it were typed now.
  goOn() {
    this.box.focus()
    const keys = collected()
    while (keys.length) {
      const key = keys.shift()
      if (key === SAVE) return this.save(keys)
      if (this.marks.list) this.marks.pick(key)
      else {
        this.box.setRangeText(key, this.box.selectionStart, this.box.selectionEnd, "end")
        this.changed("insertText")
      }
    }
  }

  changed(how) {
    this.marks.changed(how)
    this.draft.typed()
  }

  drawnAgain({ data, setTriggerValue }) {
    this.trigger = setTriggerValue
    this.data = data
    if (data.turn !== this.turn) this.carryOn()
    this.turn = data.turn
  }

  async save(keys = []) {
    if (this.saving) return
    this.saving = true
    collect(this.root, keys)
    this.box.readOnly = this.button.disabled = true
    await this.draft.rest()
    justSaved = this.data.workshop
    this.handing.begin({ text: this.text, seen: this.draft.seen, ...this.marks.told() })
  }

  carryOn() {
    this.handing.end()
    this.saving = false
    justSaved = 0
    this.box.readOnly = this.button.disabled = false
    if (collecting()) this.goOn()
    this.draft.post()
  }

  offerBoth(answer) {
    this.say("not saved – there are two texts")
    showOther(this.other, answer)
  }

  choose(text) {
    this.draft.settle()
    this.other.hidden = true
    this.box.value = text
    this.marks.changed("insertFromPaste")
    this.say(this.draft.seen ? `saved ${clock(this.draft.seen, this.data.zone)}` : "")
    this.draft.post({ list: true })
    this.box.focus()
  }

  draw(cut = this.cut) {
    this.cut = cut
    if (cut) drawCut(this.root, cut, (line) => this.marks.name(line))
  }

  say(words) {
    this.line.textContent = words
    this.line.classList.toggle("trouble", this.draft.troubled)
  }

  close() {
    this.handing.end()
    this.unguard()
    this.draft.close()
  }
}
