// Rows are dragged to the rail, or to a column of the board, with mouse, pen or finger; a finger takes
// them by their grip only, so that the list still scrolls.
const FAR_ENOUGH = 6 // pixels

export class Drag {
  // `ids(id, at)`: what goes along; `words(ids)`: what is told beside the pointer; `pressed`: what is
  // pressed rather than dragged
  constructor(root, list, { ids, drop, ghost, words, pressed = "button" }) {
    Object.assign(this, { root, list, ids, drop, ghost, words, pressed })
    list.addEventListener("pointerdown", (event) => this.down(event))
    // the pointer may have left the list before it is known that it drags
    this.listening = [
      ["pointermove", (event) => this.moved(event)],
      ["pointerup", () => this.end(true)],
      ["pointercancel", () => this.end(false)],
    ]
    list.addEventListener("click", (event) => this.swallow(event), { capture: true })
    list.addEventListener("dragstart", (event) => event.preventDefault()) // the browser's own
  }

  down(event) {
    const row = event.target.closest("[data-id]")
    if (!row || event.button || event.target.closest(this.pressed)) return
    if (event.pointerType === "touch" && !event.target.closest(".grip")) return
    this.from = { x: event.clientX, y: event.clientY, pointer: event.pointerId }
    this.dragged = this.ids(Number(row.dataset.id), event.target)
    for (const [what, act] of this.listening) document.addEventListener(what, act)
  }

  moved(event) {
    if (!this.from || event.pointerId !== this.from.pointer) return
    const far = Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y)
    if (!this.on && far > FAR_ENOUGH) this.begin()
    if (!this.on) return
    event.preventDefault()
    this.ghost.style.transform = `translate(${event.clientX + 10}px, ${event.clientY + 10}px)`
    const under = this.root.getRootNode().elementFromPoint(event.clientX, event.clientY)
    this.over(under?.closest("[data-place]"))
  }

  begin() {
    this.on = true
    this.list.classList.add("dragging")
    getSelection()?.removeAllRanges() // no words are marked on the way
    this.ghost.hidden = false
    this.ghost.textContent = this.words(this.dragged)
  }

  over(target) {
    this.target?.classList.toggle("over", false)
    this.target = target
    target?.classList.toggle("over", true)
  }

  end(dropped) {
    const target = this.target
    const was = this.on
    for (const [what, act] of this.listening) document.removeEventListener(what, act)
    this.over(undefined)
    this.ghost.hidden = true
    this.list.classList.remove("dragging")
    this.on = false
    this.from = undefined
    this.swallowing = was
    if (was && dropped && target) this.drop(this.dragged, target.dataset.place)
    if (was) setTimeout(() => (this.swallowing = false))
  }

  // The click that ends a drag picks nothing.
  swallow(event) {
    if (this.swallowing) event.stopPropagation()
    this.swallowing = false
  }

  cancel() {
    this.end(false)
  }
}
