// What is typed at a door stays in this tab of the browser until it is sent, and nowhere else:
// it is there again after going back, a reload, a closed door or a server that did not answer.
(() => {
  const PREFIX = "hrgl-typed-"
  const read = (name) => {
    try { return JSON.parse(sessionStorage.getItem(PREFIX + name)) } catch { return null }
  }
  const write = (name, kept) => {
    try { sessionStorage.setItem(PREFIX + name, JSON.stringify(kept)) } catch { /* full */ }
  }
  const forget = (name) => {
    try { sessionStorage.removeItem(PREFIX + name) } catch { /* none is kept */ }
  }
  const show = (text) => {
    const place = document.querySelector("[data-typed]")
    if (!place || !text) return
    place.querySelector(".words").textContent = text
    place.hidden = false
  }

  const keep = (form) => {
    const { keep: name, seen = "", answer } = form.dataset
    const text = form.querySelector("textarea")
    const fields = [...form.elements].filter((each) => each.name && each.tabIndex !== -1)
    const save = () => {
      const values = {}
      for (const each of fields) {
        if (each.type !== "radio" || each.checked) values[each.name] = each.value
      }
      write(name, { seen, values })
    }
    const restore = () => {
      const kept = read(name)
      const typed = kept && kept.values.text
      if (!typed || typed === text.value) return
      if (answer || kept.seen !== seen || text.value !== text.defaultValue) return show(typed)
      for (const each of fields) {
        const secret = each.type === "hidden" && each.name !== "form"
        if (secret || !(each.name in kept.values)) continue
        if (each.type === "radio") each.checked = each.value === kept.values[each.name]
        else each.value = kept.values[each.name]
      }
    }
    form.addEventListener("input", save)
    form.addEventListener("submit", save)
    window.addEventListener("pageshow", restore)
  }

  for (const each of document.querySelectorAll("[data-forget]")) forget(each.dataset.forget)
  for (const each of document.querySelectorAll("form[data-keep]")) keep(each)
  for (const each of document.querySelectorAll("[data-typed]")) {
    const kept = each.dataset.typed && read(each.dataset.typed)
    if (kept && each.hidden) show(kept.values.text)
  }

  const copy = async (receipt, button) => {
    const range = document.createRange()
    range.selectNodeContents(receipt)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    let done = true
    try { await navigator.clipboard.writeText(receipt.textContent) } catch {
      // without HTTPS there is no clipboard but this one
      done = document.execCommand("copy")
    }
    button.textContent = done ? "Copied" : "Selected: copy it now"
  }
  for (const tools of document.querySelectorAll("[data-tools]")) {
    const [first, second] = tools.querySelectorAll("button")
    first.addEventListener("click", () => copy(document.querySelector("p.receipt"), first))
    second.addEventListener("click", () => window.print())
    tools.hidden = false
  }
})()
