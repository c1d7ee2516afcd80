// Which columns of a board are in sight, and what stands in which of them.
const WIDE = 240 // pixels

// How wide each is: of one width wherever two have room, so that none moves when the theme beside the
// board is shown; else one fills a screen.
export const columnWidth = (width) => (width < 2 * WIDE ? width : WIDE)

// Which columns of that width to draw: those in sight, and one on either side.
export function columnsInSight({ left, width, each, number }) {
  const from = Math.max(0, Math.floor(left / each) - 1)
  return [from, Math.min(number, Math.ceil((left + width) / each) + 1)]
}

// The ids that stand at each place, in their order.
export function grouped(ids, where) {
  const found = new Map()
  for (const id of ids) {
    const there = found.get(where(id))
    if (there) there.push(id)
    else found.set(where(id), [id])
  }
  return found
}
