// Bare letters for a desk. They rest while somebody types, here or anywhere on the page.
const TICKS = new Set(["checkbox", "radio", "button", "range"])

export function isTyping(event) {
  const at = event.composedPath()[0] // the target is only the host of the shadow
  if (!(at instanceof Element)) return false
  if (event.isComposing || at.isContentEditable || /^(TEXTAREA|SELECT)$/.test(at.tagName)) return true
  return at.tagName === "INPUT" && !TICKS.has(at.type)
}

// `map`: what each key does ("j", "Alt+ArrowUp"); an act that answers false leaves the key to the page.
// `held`: the keys that go on while they are held down. `rests`: whether something else has the
// keyboard. Answers with what ends it.
export function listen(root, map, held, rests = () => false) {
  const onKey = (event) => {
    if (rests() || event.ctrlKey || event.metaKey || isTyping(event)) return
    const inside = event.composedPath().includes(root)
    const nowhere = !document.activeElement || document.activeElement === document.body
    if (!inside && !nowhere) return // another field has the keyboard
    if (event.composedPath()[0].tagName === "SUMMARY" && /^( |Enter)$/.test(event.key)) return // it opens
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const key = event.altKey ? `Alt+${name}` : name
    const run = map[key]
    if (!run) return
    const again = event.repeat && !held.has(key) // a key that is held acts once
    if (again || run(event) !== false) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }
  document.addEventListener("keydown", onKey, true) // before the shortcuts of the page
  // to the page what is typed in here looks like keys on its own body
  const keep = (event) => isTyping(event) && event.stopPropagation()
  root.addEventListener("keydown", keep)
  return () => {
    document.removeEventListener("keydown", onKey, true)
    root.removeEventListener("keydown", keep)
  }
}
