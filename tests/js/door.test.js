import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { beforeEach, test } from "node:test"
import { runInNewContext } from "node:vm"

import { Part, Storage, openPage, settled } from "./standin.js"

const SCRIPT = readFileSync(new URL("../../hrgl/web/templates/door.js", import.meta.url), "utf-8")
let tab // what this tab of the browser keeps

beforeEach(() => {
  openPage()
  tab = new Storage()
})

// The page of a door, whose script stands in it and is no module.
const open = ({ form, before, forget, tools, receipt, clipboard, copies } = {}) => {
  openPage()
  document.parts = {
    "form[data-keep]": form ? [form] : [],
    "[data-forget]": forget ? [new Part({ dataset: { forget } })] : [],
    "[data-typed]": before,
    "[data-tools]": tools ? [tools] : [],
    "p.receipt": receipt,
  }
  const { querySelectorAll } = document
  document.querySelectorAll = (what) => [querySelectorAll.call(document, what)].flat()
  document.createRange = () => ({ selectNodeContents() {} })
  document.execCommand = () => copies
  const getSelection = () => ({ removeAllRanges() {}, addRange() {} })
  const here = { document, window, sessionStorage: tab, navigator: { clipboard }, getSelection }
  runInNewContext(SCRIPT, here)
  window.fire("pageshow")
}
const field = (name, value, more = {}) =>
  new Part({ name, value, type: "text", tabIndex: 0, ...more })
const doorForm = (dataset = {}, given = "") => {
  const text = field("text", given, { defaultValue: given })
  const elements = [
    text,
    field("kind", ""),
    field("form", "mark 1", { type: "hidden" }),
    field("receipt", "secret 1", { type: "hidden" }),
    field("attribution", "none", { type: "radio", checked: true }),
    field("attribution", "group", { type: "radio", checked: false }),
    field("trap", "", { tabIndex: -1 }),
  ]
  const parts = { textarea: text }
  return new Part({ dataset: { keep: "ABC", ...dataset }, elements, parts, text })
}
const typedBefore = (typed = "") =>
  new Part({ hidden: true, dataset: { typed }, parts: { ".words": new Part() } })
const type = (words, dataset) => {
  const form = doorForm(dataset)
  open({ form, before: typedBefore() })
  form.text.value = words
  form.elements[1].value = "need"
  ;[form.elements[4].checked, form.elements[5].checked] = [false, true]
  form.fire("input")
}

test("what is typed at a door is there again after a reload, with all that was chosen", () => {
  type("Publish the budget")
  const form = doorForm()
  form.elements[2].value = "mark 2"
  form.elements[3].value = "secret 2"
  open({ form, before: typedBefore() })
  const [text, kind, mark, secret, none, group] = form.elements
  assert.deepEqual([text.value, kind.value], ["Publish the budget", "need"])
  assert.deepEqual([none.checked, group.checked], [false, true])
  // sent twice, it is known by the mark it was typed under; no other hidden field comes back
  assert.equal(mark.value, "mark 1")
  assert.equal(secret.value, "secret 2")
})

test("what a browser filled in by itself is kept when it is sent", () => {
  const form = doorForm()
  open({ form, before: typedBefore() })
  form.text.value = "Publish the budget"
  form.fire("submit")
  const again = doorForm()
  open({ form: again, before: typedBefore() })
  assert.equal(again.text.value, "Publish the budget")
})

test("the trap is never kept", () => {
  type("Publish the budget")
  const { values } = JSON.parse(tab.getItem("hrgl-typed-ABC"))
  assert.equal("trap" in values, false)
})

test("what the server hands back is not written over; what was typed is shown beside it", () => {
  type("Publish the budget")
  for (const [dataset, given] of [
    [{ answer: "yes" }, ""],
    [{ seen: "2" }, ""],
  ]) {
    const before = typedBefore()
    const form = doorForm(dataset, given)
    open({ form, before })
    assert.equal(form.text.value, given)
    assert.equal(before.hidden, false)
    assert.equal(before.parts[".words"].textContent, "Publish the budget")
  }
})

test("what was sent is forgotten when its receipt is shown", () => {
  type("Publish the budget")
  open({ forget: "ABC" })
  assert.equal(tab.getItem("hrgl-typed-ABC"), null)
})

test("a door that has closed shows what was being typed at it", () => {
  type("Publish the budget")
  const before = typedBefore("ABC")
  open({ before })
  assert.equal(before.hidden, false)
  assert.equal(before.parts[".words"].textContent, "Publish the budget")
  const elsewhere = typedBefore("XYZ")
  open({ before: elsewhere })
  assert.equal(elsewhere.hidden, true)
})

test("a browser that keeps nothing lets people type all the same", () => {
  tab = undefined
  type("Publish the budget")
  const form = doorForm()
  open({ form, before: typedBefore() })
  assert.equal(form.text.value, "")
})

test("a receipt is copied, or selected where there is no way to copy it", async () => {
  const receipt = new Part({ textContent: "AB12-CD34" })
  const copied = []
  const clipboard = { writeText: async (words) => copied.push(words) }
  for (const [means, told] of [
    [{ clipboard }, "Copied"],
    [{ copies: true }, "Copied"],
    [{ copies: false }, "Selected: copy it now"],
  ]) {
    const [copy, print] = [new Part(), new Part()]
    const tools = new Part({ hidden: true, parts: { button: [copy, print] } })
    open({ receipt, tools, ...means })
    assert.equal(tools.hidden, false)
    copy.fire("click")
    await settled()
    assert.equal(copy.textContent, told)
    let printed = false
    window.print = () => (printed = true)
    print.fire("click")
    assert.equal(printed, true)
  }
  assert.deepEqual(copied, ["AB12-CD34"])
})
