// The picture of the map: points in the colours and shapes of their themes, their names, and over it the
// lasso and what is current.
import { LARGE, SMALL, USUAL, drawName, drawPoints, fontOf, isDark, markOf, roundMark } from "./drawing.js"
import { el } from "../../parts/desks/elements.js"
import { QUEUE } from "./standing.js"
import { middleOf, roomFor } from "./plane.js"

const [MOST_LETTERS, LINE_OF_NAME] = [34, 17] // letters of a name; pixels

export class Picture {
  constructor(box) {
    this.box = box
    this.below = box.appendChild(el("canvas", { "aria-hidden": "true" }))
    this.over = box.appendChild(el("canvas", { "aria-hidden": "true" }))
  }

  get size() {
    return { width: this.box.clientWidth, height: this.box.clientHeight }
  }

  // A canvas as sharp as the screen, empty.
  sheet(canvas) {
    const { width, height } = this.size
    const sharp = window.devicePixelRatio || 1
    const [wide, high] = [Math.round(width * sharp), Math.round(height * sharp)]
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
    const context = canvas.getContext("2d")
    context.setTransform(sharp, 0, 0, sharp, 0, 0)
    context.setLineDash([])
    context.clearRect(0, 0, width, height)
    return context
  }

  inks() {
    const { color: ink, backgroundColor: paper } = getComputedStyle(this.box)
    return { ink, paper, dark: isDark(paper) }
  }

  // `shown`: { points: [[id, x, y]], lit, picked, where, themes, open }, the points as on the screen
  draw(shown) {
    const context = this.sheet(this.below)
    const inks = this.inks()
    const { width, height } = this.size
    const seen = shown.points.filter(([, x, y]) => x > -9 && y > -9 && x < width + 9 && y < height + 9)
    drawPoints(context, seen, (id) => lookOf(id, shown, inks), fineness(this.size, seen.length))
    for (const name of this.names(context, shown)) drawName(context, name, inks)
  }

  // A theme's name stands in its middle, in the order of importance: the open one, then the largest.
  names(context, { points, where, themes, open }) {
    const standing = new Map(themes.map(({ id }) => [id, []]))
    for (const [id, x, y] of points) standing.get(where(id))?.push([x, y])
    const labels = themes
      .filter(({ id }) => standing.get(id).length)
      .toSorted((a, b) => (b.id === open) - (a.id === open) || standing.get(b.id).length - standing.get(a.id).length)
      .map(({ id, name }) => this.label(context, shortened(name), middleOf(standing.get(id)), id === open))
    return roomFor(labels, LINE_OF_NAME)
  }

  label(context, name, [x, y], bold) {
    context.font = fontOf(bold)
    const { width } = context.measureText(name)
    const left = Math.max(4, Math.min(this.size.width - width - 4, x - width / 2))
    return { name, x: left, y, width, bold }
  }

  // What changes with every move of the hand: the lasso, and rings about points.
  drawOver({ line, rings }) {
    const context = this.sheet(this.over)
    const { ink } = this.inks()
    Object.assign(context, { strokeStyle: ink, fillStyle: ink, lineWidth: 2 })
    for (const [x, y] of rings) {
      context.beginPath()
      roundMark(context, x, y, 9)
      context.stroke()
    }
    if (line.length < 2) return
    context.beginPath()
    for (const [x, y] of line) context.lineTo(x, y)
    context.closePath()
    context.globalAlpha = 0.08
    context.fill()
    context.globalAlpha = 1
    context.lineWidth = 1.5
    context.setLineDash([5, 4])
    context.stroke()
  }
}

// Where many stand in sight each is smaller.
const fineness = ({ width, height }, number) =>
  Math.min(1, Math.max(0.45, Math.sqrt((width * height) / Math.max(1, number)) / 20))

const shortened = (name) => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name)

// What is filtered out is faint; where something is picked, what is not is grey.
function lookOf(id, { lit, picked, where, open }, { ink, dark }) {
  const grey = dark ? "#8b949b" : "#7d858a"
  const theme = where(id)
  if (!lit.has(id)) return { key: "faint", order: 0, colour: `${grey}55`, shape: roundMark, size: SMALL }
  const is = picked.has(id)
  if (picked.size && !is) return { key: "grey", order: 1, colour: `${grey}aa`, shape: roundMark, size: USUAL - 1 }
  const size = is ? LARGE : theme === open ? USUAL + 1 : USUAL
  if (!(theme > QUEUE)) return { key: `none ${size}`, order: 2, colour: is ? ink : grey, shape: roundMark, size, hollow: !is }
  return { key: `${theme} ${size}`, order: is ? 4 : 3, size, ...markOf(theme, dark) }
}
