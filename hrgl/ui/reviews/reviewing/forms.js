// The sheet over the lower edge: an objection, a condition, an answer, a ruling. What is typed is kept
// until it was sent and taken.
import { button, el } from "../../parts/desks/elements.js"
import { FIXED_WORDS } from "./saying.js"

export class Forms {
  constructor(box, page) {
    Object.assign(this, { box, page })
    box.addEventListener("keydown", (event) => this.key(event))
  }

  get open() {
    return Boolean(this.form)
  }

  // `form`: { key, of, title, fields, send: [label, run], note }
  show(form) {
    this.form = form
    this.seen = form.of.wording
    const kept = this.page.kept.fields(form.key)
    const fields = form.fields.map((field) => this.field(field, kept[field.name]))
    const send = button(form.send[0], { class: "primary", key: "Ctrl ⏎", data: { sends: true } })
    send.onclick = (event) => event.detail <= 1 && this.send()
    const also = form.also ? [button(form.also[0], { data: { also: true } })] : []
    for (const each of also) each.onclick = (event) => event.detail <= 1 && this.send(form.also)
    const cancel = button("Close", { key: "Esc" })
    cancel.onclick = () => this.close()
    this.told = el("p", { class: "before", role: "alert" })
    const title = el("h3", { id: "form-title", text: form.title })
    const note = form.note ? [el("p", { class: "quiet", text: form.note })] : []
    this.box.replaceChildren(title, ...note, ...fields, this.told, el("div", { class: "buttons" }, send, ...also, cancel))
    this.box.hidden = false
    this.page.draw() // what can be said otherwise makes room
    this.box.querySelector("textarea, input, select")?.focus()
  }

  field({ name, label, hint, kind = "text", options = [], rows = 2, value }, kept) {
    const id = `form-${name}`
    if (kind === "fixed") return this.fixed(name, label, kept)
    const made = kind === "choice" ? el("select", { id }, el("option", { value: "", text: hint }), ...options.map(([key, text]) => el("option", { value: key, text }))) : el("textarea", { id, rows: String(rows), spellcheck: "true" })
    made.value = kept ?? value ?? ""
    made.dataset.name = name
    made.oninput = () => this.typed(name, made.value)
    const told = kind === "text" && hint ? [el("span", { class: "hint", text: hint })] : []
    return el("div", { class: "field" }, el("div", { class: "label" }, el("label", { for: id, text: label }), ...told), made)
  }

  fixed(name, label, kept) {
    const choices = FIXED_WORDS.map(([word, text]) => {
      const made = el("input", { type: "radio", name, value: word, id: `form-${word}` })
      made.checked = kept === word
      made.dataset.name = name
      made.onchange = () => this.typed(name, word)
      return el("label", { class: "word" }, made, text)
    })
    return el("fieldset", {}, el("legend", { text: label }), ...choices)
  }

  typed(name, value) {
    this.page.kept.type(this.form.key, this.form.of, name, value)
  }

  values() {
    const found = {}
    for (const each of this.box.querySelectorAll("[data-name]")) {
      if (each.type !== "radio" || each.checked) found[each.dataset.name] = each.value.trim()
    }
    return found
  }

  send(how = this.form.send) {
    if (this.page.rests()) return
    const values = this.values()
    const missing = this.form.fields.find(({ name, required }) => required && !values[name])
    if (missing) {
      this.told.textContent = missing.required
      this.box.querySelector(`[data-name="${missing.name}"]`)?.focus()
      return
    }
    const { key } = this.form
    this.close()
    how[1](values, key)
  }

  // It was reworded while somebody wrote: said, and what is typed stays.
  follow(one) {
    if (!this.form || this.form.of.id !== one.id || this.seen === one.wording) return
    this.seen = one.wording
    this.told.textContent = `${one.by} saved wording ${one.wording} while you wrote: what changed is marked above. What you typed is kept.`
  }

  key(event) {
    if (event.key === "Escape") this.close()
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.send()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  close() {
    if (!this.form) return
    this.form = undefined
    this.box.hidden = true
    this.box.replaceChildren()
    this.page.draw()
    this.page.refocus()
  }
}
