// Only the rows in sight are in the page. Heights vary: guessed from the text, then measured.
const BEYOND = 4 // rows drawn above and below what is in sight

export class Virtual {
  ids = []
  heights = new Map()
  drawn = new Map()

  constructor(scroller, draw) {
    this.scroller = scroller
    this.drawRow = draw
    this.box = scroller.appendChild(document.createElement("div"))
    this.box.setAttribute("role", "rowgroup")
    scroller.addEventListener("scroll", () => this.draw(), { passive: true })
    this.observer = new ResizeObserver(() => this.resized())
    this.observer.observe(scroller)
  }

  resized() {
    if (this.width !== this.scroller.clientWidth) this.heights.clear()
    this.width = this.scroller.clientWidth
    this.draw()
  }

  set(ids, guessed) {
    this.ids = ids
    this.guess = guessed
    this.draw(true)
  }

  offsets() {
    const offsets = new Float64Array(this.ids.length + 1)
    this.ids.forEach((id, at) => {
      offsets[at + 1] = offsets[at] + (this.heights.get(id) ?? this.guess(id))
    })
    return offsets
  }

  draw(all = false) {
    let anew = all
    for (let round = 0; round < 3; round++) {
      const offsets = this.offsets()
      const { scrollTop, clientHeight } = this.scroller
      const from = Math.max(0, rowAt(offsets, scrollTop) - BEYOND)
      const to = Math.min(this.ids.length, rowAt(offsets, scrollTop + clientHeight) + BEYOND + 1)
      this.fill(this.ids.slice(from, to), from, anew)
      this.box.style.paddingTop = `${offsets[from]}px`
      this.box.style.paddingBottom = `${offsets[this.ids.length] - offsets[to]}px`
      anew = false
      if (!this.measure()) return
    }
  }

  fill(wanted, from, anew) {
    const keep = new Set(wanted)
    for (const [id, row] of this.drawn) {
      if (!keep.has(id)) {
        row.remove()
        this.drawn.delete(id)
      }
    }
    let next = this.box.firstChild
    wanted.forEach((id, at) => {
      const there = this.drawn.get(id)
      const row = there ?? document.createElement("div")
      if (!there || anew) this.drawRow(row, id, from + at)
      this.drawn.set(id, row)
      if (row === next) next = next.nextSibling
      else this.box.insertBefore(row, next)
    })
  }

  // Whether any row is of another height than was thought.
  measure() {
    let changed = false
    for (const [id, row] of this.drawn) {
      const height = row.offsetHeight
      if (height && height !== this.heights.get(id)) {
        this.heights.set(id, height)
        changed = true
      }
    }
    return changed
  }

  // The rows of which one sees the middle.
  inSight() {
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const middle = (box) => (box.top + box.bottom) / 2
    const seen = (row) => middle(row.getBoundingClientRect()) > top && middle(row.getBoundingClientRect()) < bottom
    return [...this.drawn].filter(([, row]) => seen(row)).map(([id]) => id)
  }

  // What is looked at, to be held where it is: the row itself if in sight, else those around it.
  anchor(id) {
    const top = this.scroller.getBoundingClientRect().top
    const end = top + this.scroller.clientHeight
    const inSight = [...this.drawn]
      .map(([key, row]) => [key, row.getBoundingClientRect()])
      .filter(([, box]) => box.bottom > top && box.top < end)
      .toSorted((a, b) => (b[0] === id) - (a[0] === id) || a[1].top - b[1].top)
    return inSight.map(([key, box]) => [key, box.top - top])
  }

  // Rows that come or go above leave what is looked at where it was; twice, as heights get known.
  hold(anchor) {
    const found = anchor.find(([id]) => this.ids.includes(id))
    if (!found || this.scroller.scrollTop === 0) return
    for (let round = 0; round < 2; round++) {
      this.scroller.scrollTop = Math.round(this.offsets()[this.ids.indexOf(found[0])] - found[1])
      this.draw()
    }
  }

  see(id) {
    const at = this.ids.indexOf(id)
    if (at < 0) return
    for (let round = 0; round < 3; round++) {
      const offsets = this.offsets()
      const { scrollTop, clientHeight } = this.scroller
      if (offsets[at] < scrollTop) this.scroller.scrollTop = offsets[at]
      else if (offsets[at + 1] > scrollTop + clientHeight)
        this.scroller.scrollTop = offsets[at + 1] - clientHeight
      else return
      this.draw()
    }
  }

  close() {
    this.observer.disconnect()
  }
}

// The last row that begins at or above a height.
function rowAt(offsets, height) {
  let [low, high] = [0, offsets.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsets[middle + 1] <= height) low = middle + 1
    else high = middle
  }
  return low
}
