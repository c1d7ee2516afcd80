// The plane of the map: where spots stand on the screen, which of them a lasso holds, what is near.
export const MAP_SIDE = 10000 // of the square on which spots stand
const [FARTHEST, CLOSEST] = [0.6, 40] // how much smaller and larger than the whole one can look
const WIDEST = 1.8 // how much wider than high the square is drawn, or higher than wide

// What is looked at: how many pixels a step is across and down, and where the corner of the square
// stands on the screen. A wide room is filled: who is near whom counts, not how far.
export function wholeLook({ width, height }, margin = 28) {
  const room = [width, height].map((size) => Math.max(1, size - 2 * margin))
  const least = Math.min(...room)
  const [across, down] = room.map((size) => Math.min(size, least * WIDEST) / MAP_SIDE)
  return { across, down, x: (width - across * MAP_SIDE) / 2, y: (height - down * MAP_SIDE) / 2 }
}

export const onScreen = (look, [x, y]) => [look.x + x * look.across, look.y + y * look.down]

// Nearer or farther, while the point under the hand stays where it is.
export function zoomed(look, by, [x, y], size) {
  const fit = wholeLook(size).across
  const real = Math.max(fit * FARTHEST, Math.min(fit * CLOSEST, look.across * by)) / look.across
  const [across, down] = [look.across * real, look.down * real]
  return { across, down, x: x - (x - look.x) * real, y: y - (y - look.y) * real }
}

export const shifted = (look, x, y) => ({ ...look, x: look.x + x, y: look.y + y })

// So that this point of the screen is in sight, no nearer to an edge than `margin`.
export function brought(look, [x, y], { width, height }, margin = 16) {
  const into = (at, size) => Math.max(margin, Math.min(size - margin, at)) - at
  return shifted(look, into(x, width), into(y, height))
}

// Whether a point is inside a closed line, by the number of times a ray from it crosses the line.
export function isInside([x, y], line) {
  let is = false
  for (let at = 0, before = line.length - 1; at < line.length; before = at++) {
    const [[ax, ay], [bx, by]] = [line[at], line[before]]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is
  }
  return is
}

// The ids whose points [id, x, y] a lasso holds.
export function heldBy(points, line) {
  const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)]
  const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const maybe = points.filter(([, x, y]) => x >= left && x <= right && y >= top && y <= low)
  return maybe.filter(([, x, y]) => isInside([x, y], line)).map(([id]) => id)
}

// The id of the point nearest to a place, none beyond `reach`.
export function nearestTo(points, [x, y], reach = Infinity) {
  let [best, least] = [undefined, reach]
  for (const [id, px, py] of points) {
    const far = Math.hypot(px - x, py - y)
    if (far <= least) [best, least] = [id, far]
  }
  return best
}

// The next point from a place in a direction: rather straight ahead than near.
export function nextTo(points, [x, y], [across, down]) {
  let [best, least] = [undefined, Infinity]
  for (const [id, px, py] of points) {
    const [dx, dy] = [px - x, py - y]
    const ahead = dx * across + dy * down
    const beside = Math.abs(dx * down) + Math.abs(dy * across)
    if (ahead <= 0 || beside > ahead * 1.5) continue
    const cost = ahead + 2 * beside
    if (cost < least) [best, least] = [id, cost]
  }
  return best
}

// The middle of spots: the median in both directions, which a few far away do not draw aside.
export function middleOf(spots) {
  const half = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
  return [half(spots.map(([x]) => x)), half(spots.map(([, y]) => y))]
}

// Where names stand so that none covers another: [{ name, x, y, width }], the most important first.
// One that has no room anywhere near is left out.
export function roomFor(labels, height) {
  const taken = []
  const free = (box) =>
    !taken.some((t) => box.x < t.x + t.width && t.x < box.x + box.width && Math.abs(box.y - t.y) < height)
  for (const label of labels) {
    const tries = [0, 1, -1, 2, -2, 3, -3].map((step) => ({ ...label, y: label.y + step * height }))
    const found = tries.find(free)
    if (found) taken.push(found)
  }
  return taken
}
