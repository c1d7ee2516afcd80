// What each card of a proposal is about, in words.
import { many } from "../../parts/desks/elements.js"

// What of a proposal stands on the screen, in the order of reading.
export function cardsOf({ groups = [], losing = [] }) {
  const named = new Map(groups.map((group) => [group.number, group.name]))
  const filled = groups.map((group) => ({
    key: `to-${group.number}`,
    kind: group.theme ? "gains" : "new",
    name: group.name,
    number: group.number,
    titles: group.theme ? [] : group.titles.filter((title) => title !== group.name),
    about: aboutGroup(group),
    line: group.line,
    ids: group.rows.map(([id]) => id),
  }))
  const left = losing.map(({ theme, name, apart, staying, goes }) => ({
    key: `from-${theme}`,
    kind: apart ? "apart" : "loses",
    name,
    about: aboutLosing(goes, staying, named),
    ids: goes.flatMap(([, ids]) => ids),
    leaves: true,
  }))
  return [...filled, ...left]
}

function aboutGroup({ size, rows, theme, staying, hangs, near }) {
  const joining = rows.filter(([, , from]) => from === null).length
  const moved = rows.length - joining
  const from = [joining && `${joining} from no theme`, moved && `${moved} from other themes`]
  const whence = from.filter(Boolean).join(" and ")
  return [
    theme ? `gains ${whence}` : `${many(size - staying, "statement")}: ${whence}`,
    staying && `${staying} stay where people decided`,
    hangs && `hangs together ${hangs}`,
    near && `close to “${near}”`,
  ]
}

function aboutLosing(goes, staying, named) {
  return [
    ...goes.map(([number, ids]) => `${ids.length} to “${named.get(number)}”`),
    staying ? `${staying} stay` : "nothing stays: it ends",
  ]
}
