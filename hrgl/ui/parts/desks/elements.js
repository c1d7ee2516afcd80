// Elements with their text; words of people are only ever text.
export function el(tag, { text, data = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag)
  if (text !== undefined) made.textContent = text
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "")
    else if (value !== false && value !== undefined) made.setAttribute(name, value)
  }
  Object.assign(made.dataset, data)
  made.append(...children)
  return made
}

export function button(text, { key, ...attributes } = {}) {
  const made = el("button", { type: "button", text, ...attributes })
  if (key) made.append(el("kbd", { text: key, "aria-hidden": "true" }))
  if (key) made.setAttribute("aria-keyshortcuts", key)
  return made
}

export const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`
