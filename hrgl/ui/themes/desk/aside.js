// The theme beside the list: its name and what it is about, edited in place; who is behind it.
import { button, el, many } from "../../parts/desks/elements.js"

export class Aside {
  constructor(box, { rename, run, back, next }) {
    Object.assign(this, { box, rename, run, back, next })
    box.addEventListener("click", (event) => {
      const pressed = event.target.closest("button")
      if (pressed && event.detail <= 1) run(pressed.dataset.does, pressed.dataset.to)
    })
  }

  // What is being typed, or is about to be, is never drawn over.
  draw(theme, holds, near) {
    if (this.theme?.id === theme?.id && this.typing) return
    const same = JSON.stringify([theme, holds.length, near.map((each) => each.name), theme && this.present(theme.id)])
    if (same === this.drawn && this.told === this.detail) return
    this.drawn = same
    this.told = this.detail
    this.theme = theme
    const had = this.box.getRootNode().activeElement
    const field = this.box.contains(had) && had.dataset.was !== undefined && had.className
    this.box.replaceChildren(...(theme ? this.parts(theme, holds, near) : []))
    if (field) this.box.querySelector(`.${field}`)?.select()
  }

  get typing() {
    const at = this.box.getRootNode().activeElement
    return this.box.contains(at) && at.dataset.was !== undefined
  }

  parts(theme, holds, near) {
    const detail = this.detail?.theme === theme.id ? this.detail : undefined
    const used = theme.used.length ? ` · worded in ${theme.used.join(", ")}` : ""
    const present = this.present(theme.id)
    const words = detail?.heard ?? many(holds.length, "statement")
    return [
      this.field("input", "name", "Name of the theme", theme),
      el("p", { class: "hint", text: "Shift + Enter: on to the next name" }),
      ...this.titles(theme, detail),
      this.field("textarea", "description", "What it is about", theme, detail?.line),
      ...present.map((name) => el("p", { class: "quiet", text: `${name} is here.` })),
      ...(theme.flag ? [el("p", { class: "flagged", text: `⚑ ${theme.flag}` })] : []),
      el("p", { class: "quiet", text: `${words}${used}` }),
      el("div", { class: "acts" }, ...this.acts(theme, holds)),
      ...typical(detail),
      ...nearest(near),
      ...touching(detail),
    ]
  }

  // What else it was proposed to be called: one press, and it is.
  titles(theme, detail) {
    const others = (detail?.titles ?? []).filter((title) => title !== theme.name)
    if (!others.length) return []
    const made = others.map((title) => {
      const press = button(title, { "aria-label": `Rename to “${title}”` })
      press.onclick = (event) => {
        event.stopPropagation()
        this.rename({ ...theme, version: this.versionOf(theme.id), name: title }, title)
      }
      return press
    })
    return [el("p", { class: "titles" }, el("span", { class: "quiet", text: "or" }), ...made)]
  }

  field(tag, name, label, theme, placeholder = "") {
    const made = el(tag, { class: name, "aria-label": label, data: { was: theme[name] } })
    made.value = theme[name]
    made.placeholder = placeholder || label
    if (tag === "textarea") made.rows = 2
    made.onfocus = () => (this.began = { ...theme, version: this.versionOf(theme.id) })
    made.onblur = () => this.save(made, name)
    made.onkeydown = (event) => {
      if (event.key === "Escape") made.value = made.dataset.was
      const next = event.key === "Enter" && event.shiftKey
      if (event.key !== "Escape" && event.key !== "Enter") return
      if (next && name !== "name") return // a new line
      event.preventDefault()
      made.blur()
      if (next) this.next()
      else this.back()
    }
    return made
  }

  save(field, name) {
    const value = field.value.trim()
    if (value === field.dataset.was || !this.began) return
    field.dataset.was = value
    this.rename({ ...this.began, [name]: value }, value)
  }

  acts(theme, holds) {
    const made = [
      button(theme.reviewed ? "Not looked through yet" : "Looked through", {
        key: "D",
        class: theme.reviewed ? "" : "primary",
        data: { does: "review" },
      }),
      button("Split …", { key: "I", data: { does: "split" } }),
      button("⚑ Flag …", { key: "F", data: { does: "flag" } }),
      button("Merge into …", { key: "G", data: { does: "mergeInto" } }),
      button("Begin an encouragement …", { key: "O", data: { does: "word" } }),
      button("Dissolve …", { data: { does: "dissolve" } }),
    ]
    return holds.length ? made : made.slice(2) // nothing stands in it to be read or split
  }
}

function typical(detail) {
  if (!detail?.typical.length) return []
  const lines = detail.typical.map(([ref, text]) =>
    el("p", { class: "typical", text }, " ", el("span", { class: "ref", text: ref })),
  )
  return [el("h2", { text: "Typical" }), ...lines]
}

function touching(detail) {
  if (!detail?.touches?.length) return []
  const entries = detail.touches.map((text) => el("li", { text }))
  return [el("h2", { text: "Touches" }), el("ul", { class: "touches" }, ...entries)]
}

function nearest(near) {
  if (!near.length) return []
  const lines = near.map((theme) =>
    el(
      "p",
      { class: "nearby" },
      el("span", { text: theme.name }),
      button("merge", { class: "link", data: { does: "mergeWith", to: theme.id } }),
    ),
  )
  return [el("h2", { text: "Near" }), ...lines]
}
