// What is typed while a note is on its way: the next editor begins with it.
import { PATIENCE } from "./pace.js"

export const SAVE = "save" // stands among the keys for Control + Enter
let ahead // { root, keys, until }, only while a note is on its way

export const collect = (root, keys) => {
  ahead = { root, keys, until: Date.now() + PATIENCE }
}

export const collecting = () => ahead !== undefined

export const collected = () => {
  const keys = ahead?.keys ?? []
  ahead = undefined
  return keys
}

// Puts a key among the others if it is one that types, and says whether it is.
export const add = (keys, { key, ctrlKey, metaKey }) => {
  if (ctrlKey || metaKey) {
    if (key !== "Enter") return false
    keys.push(SAVE)
  } else if (key === "Backspace") keys.pop()
  else if (key === "Enter") keys.push("\n")
  else if (key.length === 1) keys.push(key)
  else return false
  return true
}

export const typedAhead = (event) => {
  if (!ahead || Date.now() > ahead.until || event.altKey) return
  const nowhere = document.activeElement === document.body
  if (!nowhere && !event.composedPath().includes(ahead.root)) return
  if (!add(ahead.keys, event)) return
  event.preventDefault()
  event.stopPropagation()
}
