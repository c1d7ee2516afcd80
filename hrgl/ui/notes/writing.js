// The editor for notes. What is typed goes to the database a moment after the last key, without
// a run of the page; only saving the note is told to the page. Words are only ever textContent.
const editors = new WeakMap()
const unsaved = new Map() // by form; outlives an editor for as long as the page
const [PAUSE, AT_LEAST, PATIENCE, LONGEST_WAIT] = [800, 3000, 15000, 30000]
const KEEPALIVE_AT_MOST = 60000 // bytes a browser sends on while its page goes away
let justSaved = 0 // the workshop whose next editor gets the keyboard
let ahead // { keys, until, root }: what is typed while a note is on its way
const SAVE = "save"
const AGAIN = 1500 // milliseconds after which an unanswered text is handed over again

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

const clock = (moment) => {
  const then = new Date(moment)
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
  const today = then.toDateString() === new Date().toDateString()
  return today ? time : `${then.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`
}

const told = ({ saved_at, number, more }) =>
  `saved ${clock(saved_at)} · ${more ? "more than " : ""}${number} statement${number === 1 ? "" : "s"}`

// The next editor begins with what is typed before it is there.
document.addEventListener("keydown", (event) => {
  if (!ahead || Date.now() > ahead.until || event.altKey) return
  const nowhere = document.activeElement === document.body
  if (!nowhere && !event.composedPath().includes(ahead.root)) return
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== "Enter") return
    ahead.keys.push(SAVE)
  } else if (event.key === "Backspace") ahead.keys.pop()
  else if (event.key === "Enter") ahead.keys.push("\n")
  else if (event.key.length === 1) ahead.keys.push(event.key)
  else return
  event.preventDefault()
  event.stopPropagation()
}, true)

class Editor {
  constructor(root, { data }) {
    const find = (selector) => root.querySelector(selector)
    this.box = find("textarea")
    this.button = find("button.save")
    this.line = find(".status")
    this.other = find(".other")
    this.root = root
    this.data = data
    this.name = data.form // another one once the text has become a note
    this.kept = data.text // the text of the draft as far as this window knows
    this.seen = data.saved_at // and the moment that names its state
    this.sent = [] // texts whose answer may have been lost on the way
    this.turn = data.turn
    this.marks = new Marks(root, this.box, data, () => this.draw())
    this.start()
    this.box.placeholder = "what was said\nthe next idea"
    this.box.oninput = (event) => this.changed(event.inputType)
    root.querySelector(".writing").onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.save()
    }
    this.button.onclick = () => this.save()
    find("button.mine").onclick = () => this.choose(this.box.value)
    find("button.theirs").onclick = () => this.choose(this.conflict.text)
    this.listen(true)
  }

  start() {
    const left = unsaved.get(this.name)
    unsaved.delete(this.name)
    this.box.value = left ? left.text : this.kept
    this.marks.begin()
    if (left) this.seen = left.seen
    if (this.box.value) {
      if (!left) this.say(`Your draft of ${clock(this.seen)} is back.`)
      this.post({ list: true })
    }
    if (justSaved === this.data.workshop) this.goOn()
    justSaved = 0
  }

  // The keyboard is here again; what was typed meanwhile comes in as if it were typed now.
  goOn() {
    this.box.focus()
    const keys = ahead?.keys ?? []
    ahead = undefined
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
    this.typed()
  }

  listen(on) {
    this.leaving ??= () => document.visibilityState === "hidden" && this.flush()
    this.gone ??= () => this.flush()
    this.back ??= () => this.post()
    this.stay ??= (event) => this.trouble && this.box.value !== this.kept && event.preventDefault()
    const change = on ? "addEventListener" : "removeEventListener"
    document[change]("visibilitychange", this.leaving)
    window[change]("pagehide", this.gone)
    window[change]("online", this.back)
    window[change]("beforeunload", this.stay)
  }

  drawnAgain({ data, setTriggerValue }) {
    this.trigger = setTriggerValue
    this.data = data
    if (data.turn !== this.turn) this.carryOn()
    this.turn = data.turn
  }

  typed() {
    const now = Date.now()
    this.since ??= now
    this.later(Math.min(PAUSE, Math.max(0, this.since + AT_LEAST - now)))
  }

  later(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.post(), delay)
  }

  flush() {
    if (!this.saving && this.box.value !== this.kept) this.post({ leaving: true })
  }

  // One request at a time, so that each goes on from the state the last one made.
  async post({ list = false, leaving = false } = {}) {
    const text = this.box.value
    if (this.conflict || (text === this.kept && !list)) return
    if (this.posting && !leaving) return
    clearTimeout(this.timer)
    this.since = undefined
    this.sent = [...this.sent.slice(-4), text]
    if (text !== this.kept && !this.trouble) this.say("saving …")
    this.posting = this.ask(text)
    await this.posting
    this.posting = undefined
    if (!this.trouble && !this.saving && this.box.value !== this.kept) this.later(PAUSE)
  }

  async ask(text) {
    const { edition, workshop, header, secret } = this.data
    const body = JSON.stringify({ edition, workshop, text, seen: this.seen })
    const small = new TextEncoder().encode(body).length < KEEPALIVE_AT_MOST
    try {
      const answer = await fetch("/drafts", {
        method: "POST",
        headers: { "content-type": "application/json", [header]: secret },
        body,
        keepalive: small,
        signal: AbortSignal.timeout(PATIENCE),
      })
      if (answer.status >= 500) throw new Error(answer.status)
      this.answered(answer.status, await answer.json(), text)
    } catch {
      this.tryAgain()
    }
  }

  answered(status, answer, text) {
    this.wait = 0
    this.trouble = false
    if (status === 409 && answer.text && this.sent.includes(answer.text)) {
      // it was this window's own text; only the answer had been lost
      this.seen = answer.saved_at
      this.kept = answer.text
    } else if (status === 409) {
      this.offerBoth(answer)
    } else if (status !== 200) {
      this.trouble = true
      this.say(`Not saved. ${answer.message}`)
    } else {
      if (text !== this.kept) this.say(text.trim() ? told(answer) : "")
      this.seen = answer.saved_at
      this.kept = text
      this.drawn = answer
      this.draw()
      if (this.closed) unsaved.delete(this.name)
    }
  }

  tryAgain() {
    this.trouble = true
    this.wait = Math.min((this.wait || 500) * 2, LONGEST_WAIT)
    this.say("not saved – no connection, trying again")
    if (!this.closed) this.later(this.wait)
  }

  offerBoth(answer) {
    this.conflict = answer
    this.say("not saved – there are two texts")
    const words = answer.text || "(Nothing: it was saved as a note, or emptied.)"
    this.other.querySelector("p").textContent = answer.message
    this.other.querySelector(".text").textContent = words
    this.other.hidden = false
  }

  choose(text) {
    this.seen = this.conflict.saved_at
    this.kept = this.conflict.text
    this.conflict = undefined
    this.other.hidden = true
    this.box.value = text
    this.marks.changed("insertFromPaste")
    this.say(this.seen ? `saved ${clock(this.seen)}` : "")
    this.post({ list: true })
    this.box.focus()
  }

  async save(keys = []) {
    if (this.saving) return
    this.saving = true
    ahead = { keys, until: Date.now() + PATIENCE, root: this.root }
    this.box.readOnly = this.button.disabled = true
    clearTimeout(this.timer)
    await this.posting
    justSaved = this.data.workshop
    // a single message gets lost now and then while the page is drawn; a text is taken only once
    const told = { text: this.box.value, seen: this.seen, ...this.marks.told() }
    this.trigger("save", told)
    clearInterval(this.telling)
    this.telling = setInterval(() => this.trigger("save", told), AGAIN)
    this.patience = setTimeout(() => this.carryOn(), PATIENCE)
  }

  carryOn() {
    clearTimeout(this.patience)
    clearInterval(this.telling)
    this.saving = false
    justSaved = 0
    this.box.readOnly = this.button.disabled = false
    if (ahead) this.goOn()
    this.post()
  }

  draw() {
    if (!this.drawn) return
    const { statements, left_out, more } = this.drawn
    const item = (words, small, kind) => {
      const made = document.createElement("li")
      if (small) made.appendChild(document.createElement("small")).textContent = small
      made.append(words)
      if (kind) made.appendChild(document.createElement("b")).textContent = kind
      return made
    }
    let above = ""
    const kept = statements.map(({ text, context, line }) => {
      const shown = context === above ? "" : context
      above = context
      return item(text, shown, this.marks.name(line))
    })
    this.root.querySelector("ol").replaceChildren(...kept)
    const fallen = left_out.map(({ text, reason }) => item(`left out (${reason}): ${text}`))
    this.root.querySelector("ul").replaceChildren(...fallen)
    this.root.querySelector(".more").textContent = more ? "… and more: only the beginning is shown." : ""
  }

  say(words) {
    this.line.textContent = words
    this.line.classList.toggle("trouble", Boolean(this.trouble || this.conflict))
  }

  close() {
    clearInterval(this.telling)
    this.closed = true
    clearTimeout(this.timer)
    clearTimeout(this.patience)
    this.listen(false)
    if (this.box.value === this.kept) return
    unsaved.set(this.name, { text: this.box.value, seen: this.seen })
    if (!this.saving) this.post({ leaving: true })
  }
}
