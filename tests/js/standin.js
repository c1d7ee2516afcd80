// Stands in for the few things of a browser that our scripts touch.
import { test } from "node:test"

export class Part {
  constructor(more = {}) {
    this.acts = {}
    this.dataset = {}
    this.parts = {} // what a selector finds: one part, or a list of them
    this.children = []
    this.textContent = ""
    this.hidden = false
    this.classes = new Set()
    this.classList = { toggle: (name, on) => this.classes[on ? "add" : "delete"](name) }
    Object.assign(this, more)
  }

  addEventListener(what, act) {
    ;(this.acts[what] ??= []).push(act)
  }

  removeEventListener(what, act) {
    this.acts[what] = this.acts[what].filter((each) => each !== act)
  }

  fire(what, event = {}) {
    this[`on${what}`]?.(event)
    for (const act of this.acts[what] ?? []) act(event)
  }

  querySelector(selector) {
    return this.parts[selector]
  }

  querySelectorAll(selector) {
    return this.parts[selector] ?? []
  }

  focus() {
    document.activeElement = this
  }

  appendChild(child) {
    this.children.push(child)
    return child
  }

  append(words) {
    this.children.push(words)
  }

  replaceChildren(...children) {
    this.children = children
  }

  get words() {
    return this.textContent + this.children.map((each) => each.words ?? each).join("|")
  }
}

export class Box extends Part {
  selectionStart = 0
  selectionEnd = 0

  setRangeText(text, from, to) {
    this.value = this.value.slice(0, from) + text + this.value.slice(to)
    this.selectionStart = this.selectionEnd = from + text.length
  }

  // As somebody types it, letter by letter.
  type(text) {
    for (const letter of text) {
      this.setRangeText(letter, this.selectionStart, this.selectionEnd)
      this.oninput?.({ inputType: "insertText" })
    }
  }

  paste(text) {
    this.setRangeText(text, this.selectionStart, this.selectionEnd)
    this.oninput?.({ inputType: "insertFromPaste" })
  }
}

// The bar above the editor: no mark, two kinds, and a list of who said it.
export const bar = () => {
  const radios = [
    ["", "0"],
    ["need", "n"],
    ["challenge", "c"],
  ].map(([value, sign]) => new Part({ type: "radio", value, dataset: { sign } }))
  for (const radio of radios) {
    Object.defineProperty(radio, "checked", {
      get: () => radios.chosen === radio,
      set(on) {
        radios.chosen = on ? radio : undefined
      },
    })
  }
  radios[0].checked = true
  const options = [
    { value: "", text: "–" },
    { value: "city", text: "City" },
    { value: "academia", text: "Academia" },
  ]
  const list = new Part({ name: "actor_type", value: "", options, dataset: { sign: "s" } })
  const kinds = new Part()
  return new Part({
    parts: { "input[name=kind]": radios, ".about select": [list], ".kinds": kinds },
  })
}

export class Storage {
  kept = new Map()

  getItem(name) {
    return this.kept.get(name) ?? null
  }

  setItem(name, value) {
    this.kept.set(name, value)
  }

  removeItem(name) {
    this.kept.delete(name)
  }
}

// A fresh page that somebody looks at; scripts find it where a browser has it.
export const openPage = () => {
  globalThis.window = new Part({ innerHeight: 1000 })
  globalThis.document = new Part({
    body: new Part(),
    visibilityState: "visible",
    createElement: () => new Part(),
  })
  document.activeElement = document.body
  globalThis.sessionStorage = new Storage()
}

export const key = (name, more = {}) => ({
  key: name,
  stopped: false,
  composedPath: () => [],
  preventDefault() {
    this.stopped = true
  },
  stopPropagation() {},
  ...more,
})

// Until all that waits only for answers that are there has gone on.
export const settled = () => new Promise(setImmediate)

// A test in which time passes only as it says: `pass` lets so many milliseconds go by.
export const timed = (name, body) =>
  test(name, async (context) => {
    context.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] })
    await body(async (milliseconds) => {
      context.mock.timers.tick(milliseconds)
      await settled()
    })
  })

// A server that gives these answers in turn, or does not answer where there is none; it keeps what
// it was asked.
export const serve = (...answers) => {
  const asked = []
  globalThis.fetch = async (address, { body } = {}) => {
    asked.push(body ? JSON.parse(body) : address)
    const answer = await answers.shift()
    if (!answer) throw new TypeError("Failed to fetch")
    const { status = 200, ...told } = answer
    return { status, ok: status < 300, type: answer.type, json: async () => told }
  }
  return asked
}
