// What has changed in a text, marked; what people wrote is text and nothing else.
import assert from "node:assert/strict"
import { before, test } from "node:test"
import { changedIn, textOf } from "../../hrgl/ui/reviews/reviewing/marks.js"

class Made {
  constructor(tag) {
    Object.assign(this, { tag, dataset: {}, children: [], textContent: "" })
  }

  setAttribute(name, value) {
    this[name] = value
  }

  append(...children) {
    this.children.push(...children)
  }
}

before(() => {
  globalThis.document = { createElement: (tag) => new Made(tag) }
})

// How it reads: what is marked in its tag, what only a reader hears left out.
const read = (nodes) =>
  nodes
    .map((node) => {
      if (typeof node === "string") return node
      if (node.class === "unseen") return ""
      const inside = node.children.length ? read(node.children) : node.textContent
      return `<${node.tag}>${inside}</${node.tag}>`
    })
    .join("")

const STRETCHES = [[true, "buy ", "buy "], [false, "cheaply", "fairly"], [true, " and ", " and "], [false, "", "openly "], [true, "always", "always"]]

test("what went and what came is marked, without the spaces around it", () => {
  const marked = textOf("buy fairly and openly always", STRETCHES, { before: 2 })
  assert.equal(read(marked), "buy <del>cheaply</del><ins>fairly</ins> and <ins>openly</ins> always")
  assert.equal(marked.find(({ tag }) => tag === "del").children[0].textContent, "only in wording 2: ")
})

test("clean, or with nothing changed, the text reads as it is", () => {
  assert.equal(read(textOf("buy fairly", STRETCHES, { clean: true })), "buy fairly")
  assert.equal(read(textOf("buy fairly", [[true, "buy fairly", "buy fairly"]])), "buy fairly")
  assert.equal(read(textOf("buy fairly", undefined)), "buy fairly")
})

test("a reference stands without its braces, also within what is marked", () => {
  assert.equal(read(textOf("pay them {a1-07}.", undefined)), "pay them <span>A1-07</span>.")
  const marked = textOf("", [[false, "", "said so {B2-03}"]], { before: 1 })
  assert.equal(read(marked), "<ins>said so <span>B2-03</span></ins>")
})

test("markup that people write is text", () => {
  const [node] = textOf("<img src=x onerror=alert(1)>", undefined)
  assert.equal(node, "<img src=x onerror=alert(1)>")
})

test("only a difference in the words counts as a change", () => {
  const same = [[true, "a", "a"]]
  assert.ok(!changedIn(undefined) && !changedIn({ heading: same, explanation: same, examples: [] }))
  assert.ok(changedIn({ heading: same, explanation: STRETCHES, examples: [] }))
})
