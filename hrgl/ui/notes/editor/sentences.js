// What the editor says of a draft, its times in the edition's zone.
export const clock = (moment, timeZone, now = new Date()) => {
  const then = new Date(moment)
  const date = (each) => each.toLocaleDateString("en-GB", { timeZone })
  const parts = { hour: "2-digit", minute: "2-digit", timeZoneName: "short", timeZone }
  const time = then.toLocaleTimeString("en-GB", parts)
  if (date(then) === date(now)) return time
  const day = then.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone })
  return `${day}, ${time}`
}

export const savedAndCut = ({ saved_at, number, more }, timeZone, now = new Date()) => {
  const statements = `${number} statement${number === 1 ? "" : "s"}`
  return `saved ${clock(saved_at, timeZone, now)} · ${more ? "more than " : ""}${statements}`
}
