// Which statements come first among those that are not cited yet: from rooms that were heard least,
// one room after the other, so that no room fills the list.
export function spreadOverRooms(rows, cited) {
  const heard = new Map()
  for (const { room } of cited) heard.set(room, (heard.get(room) ?? 0) + 1)
  const turns = rows.map((row) => {
    const turn = heard.get(row.room) ?? 0
    heard.set(row.room, turn + 1)
    return [turn, row]
  })
  const order = ([a, one], [b, other]) => a - b || one.room.localeCompare(other.room) || one.id - other.id
  return turns.toSorted(order).map(([, row]) => row)
}

// Whose statements these are, in words: 6 statements from 3 rooms, 2 regions.
export function heardOf(rows) {
  const kinds = [["room", "room"], ["actor", "actor type"], ["region", "region"]]
  const told = kinds
    .map(([what, word]) => [new Set(rows.map((row) => row[what]).filter(Boolean)).size, word])
    .filter(([number]) => number)
    .map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`)
  const from = told.length ? ` from ${told.join(", ")}` : ""
  return `${rows.length} statement${rows.length === 1 ? "" : "s"}${from}`
}
