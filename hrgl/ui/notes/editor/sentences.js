// What the editor says of a draft.
export const clock = (moment, now = new Date()) => {
  const then = new Date(moment)
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
  if (then.toDateString() === now.toDateString()) return time
  return `${then.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`
}

export const savedAndCut = ({ saved_at, number, more }, now = new Date()) => {
  const statements = `${number} statement${number === 1 ? "" : "s"}`
  return `saved ${clock(saved_at, now)} · ${more ? "more than " : ""}${statements}`
}
