// How points look on the map: a colour and a shape for each theme, so that neither says it alone.
// The colours are told apart with any kind of sight, and stand out on light and on dark paper.
const LIGHT = ["#0067a8", "#c45a00", "#007a6c", "#a82f78", "#7d6400", "#6a51a3"]
const DARK = ["#6bb6f2", "#f09a57", "#45c7b5", "#f07fbf", "#d8bc4f", "#b6a5ee"]
const SHAPES = [roundMark, squareMark, triangleMark, diamondMark]
export const [SMALL, USUAL, LARGE] = [1.6, 3.6, 5.6] // pixels from the middle of a point to its edge

// A theme keeps its colour and its shape for ever: they follow from its id.
export function markOf(theme, dark) {
  const colours = dark ? DARK : LIGHT
  const shape = Math.floor(theme / colours.length) % SHAPES.length
  return { colour: colours[theme % colours.length], shape: SHAPES[shape] }
}

export const isDark = (colour) => {
  const [red, green, blue] = colour.match(/[\d.]+/g).map(Number)
  return 0.3 * red + 0.59 * green + 0.11 * blue < 128
}

export function roundMark(path, x, y, size) {
  path.moveTo(x + size, y)
  path.arc(x, y, size, 0, 2 * Math.PI)
}

function squareMark(path, x, y, size) {
  const half = size * 0.88
  path.rect(x - half, y - half, 2 * half, 2 * half)
}

function triangleMark(path, x, y, size) {
  throughCorners(path, [[x, y - 1.2 * size], [x + 1.1 * size, y + 0.8 * size], [x - 1.1 * size, y + 0.8 * size]])
}

function diamondMark(path, x, y, size) {
  const far = size * 1.25
  throughCorners(path, [[x, y - far], [x + far, y], [x, y + far], [x - far, y]])
}

function throughCorners(path, [[x, y], ...others]) {
  path.moveTo(x, y)
  for (const [nextX, nextY] of others) path.lineTo(nextX, nextY)
  path.closePath()
}

// Points that look alike are drawn at once; `seenAs(id)`: { key, order, colour, shape, size, hollow }.
export function drawPoints(context, points, seenAs, times = 1) {
  const alike = new Map()
  for (const point of points) {
    const look = seenAs(point[0])
    if (!alike.has(look.key)) alike.set(look.key, [look, []])
    alike.get(look.key)[1].push(point)
  }
  for (const [{ colour, shape, size, hollow }, some] of [...alike.values()].toSorted(inOrder)) {
    context.beginPath()
    for (const [, x, y] of some) shape(context, x, y, size * times)
    context[hollow ? "strokeStyle" : "fillStyle"] = colour
    context.lineWidth = 1.2
    if (hollow) context.stroke()
    else context.fill()
  }
}

const inOrder = ([a], [b]) => a.order - b.order

// A name on the picture, with paper around its letters.
export function drawName(context, { name, x, y, width, bold }, { ink, paper }) {
  context.font = fontOf(bold)
  Object.assign(context, { textBaseline: "middle", lineJoin: "round", lineWidth: 4 })
  context.strokeStyle = paper
  context.strokeText(name, x, y)
  context.fillStyle = ink
  context.fillText(name, x, y)
  if (bold) context.fillRect(x, y + 8, width, 1.5)
}

export const fontOf = (bold) => `${bold ? 700 : 600} 12.5px "Source Sans", sans-serif`
