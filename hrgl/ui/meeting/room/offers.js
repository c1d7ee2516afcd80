// What each key does in the room, for the keyboard and for the list of keys.
export const KEYS = [
  ["→", "on: the clean text, then the next encouragement"],
  ["←", "back"],
  ["↑ ↓", "the amendment before, after"],
  ["A", "accept the amendment"],
  ["E", "accept it with other words"],
  ["D", "decline it"],
  ["L", "it is dealt with elsewhere"],
  ["Y", "agreed"],
  ["B", "agreed but for …"],
  ["N", "left open"],
  ["O", "overrule an objection, where the rule allows"],
  ["H", "uphold an objection"],
  ["P", "who is present"],
  ["S", "who wants to speak"],
  ["I", "the agenda"],
  ["G or a number", "go to an encouragement"],
  ["R", "order: contested first, or by place"],
  ["M", "minutes"],
  ["F", "the whole screen"],
  ["C", "take the chair"],
  ["J W", "I am here; ask to speak"],
  ["X", "close the meeting"],
  ["U", "undo"],
  ["?", "these keys"],
]

const ROOM_KEYS = { ArrowRight: "on", ArrowLeft: "back", a: "accept", e: "acceptWith", d: "decline", l: "elsewhere", y: "agreed", b: "butFor", n: "leaveOpen", o: "overrule", h: "uphold", g: "goTo", r: "reorder", m: "minutes", f: "whole", c: "takeChair", x: "closeMeeting", u: "undo", w: "hand", j: "join" }
const SIDE_KEYS = { p: "presence", s: "speaking", i: "agenda" }

export function roomKeys(page) {
  const to = (entries, act) => Object.fromEntries(Object.entries(entries).map(([key, what]) => [key, () => act(what)]))
  const numbers = Object.fromEntries([..."0123456789"].map((digit) => [digit, () => page.doing.run("goTo", digit)]))
  return {
    ...numbers,
    ...to(ROOM_KEYS, (what) => page.doing.run(what)),
    ...to(SIDE_KEYS, (what) => page.model.meeting && page.side.turn(what)),
    ArrowUp: () => page.step(-1),
    ArrowDown: () => page.step(1),
    "?": () => page.lines.showHelp(),
    Escape: () => page.escape(),
  }
}

// What the chair is offered as things stand: [what, label, key, primary].
export function chairOffers(model, { chosen, last }) {
  if (!model.meeting.on || !model.one) return [["on", "Begin", "→", true], ["goTo", "Go to …", "G"], ["closeMeeting", "Close the meeting", "X"]]
  return model.clean ? cleanOffers(model, last) : markedOffers(model, chosen)
}

function markedOffers(model, chosen) {
  const at = model.open.find(({ id }) => id === chosen)
  const onIt = at
    ? [["accept", `Accept amendment ${at.number}`, "A", !at.collides.length], ["acceptWith", "Accept with other words …", "E"], ["decline", "Decline …", "D"], ["elsewhere", "Elsewhere …", "L"]]
    : []
  return [["back", "Back", "←"], ...onIt, ...rulingOffers(model), ["on", "Clean text", "→", !at]]
}

function cleanOffers(model, last) {
  const agreed = model.one.word === "agreed"
  const deciding = agreed ? [] : [["agreed", "Agreed", "Y", true], ...(model.told.edition.membersVote ? [] : [["butFor", "Agreed but for …", "B"]]), ["leaveOpen", "Left open …", "N"]]
  const next = last ? ["closeMeeting", "Close the meeting", "X", agreed] : ["on", "Next", "→", agreed]
  return [["back", "Back to the marks", "←"], ...deciding, ...(agreed ? [] : rulingOffers(model)), next]
}

function rulingOffers(model) {
  const [first, ...more] = model.against
  if (!first) return []
  const whose = more.length ? "an objection" : `${first.who}’s objection`
  const uphold = model.against.some(({ ruling }) => ruling !== "upheld") ? [["uphold", `Uphold ${whose} …`, "H"]] : []
  return [...(model.one.mayOverrule ? [["overrule", `Overrule ${whose} …`, "O"]] : []), ...uphold]
}

// What somebody is offered who follows.
export function followerOffers(model) {
  const { me, edition } = model.told
  const seat = model.seat()
  const chair = me.chairs ? [["takeChair", "Take the chair", "C"]] : []
  if (!me.reviews || !seat) return chair
  if (!seat.here) return [["join", "I am here", "J", true]]
  const hand = model.meeting.hands.some(([, member]) => member === me.id)
  const speak = [["hand", hand ? "Your hand is up" : "Ask to speak", "W", false, hand]]
  const votes = edition.membersVote && model.clean && model.one.word !== "agreed"
  return votes ? [["vote-agree", "Agree", "", true], ["vote-live_with", "Can live with it …"], ["vote-object", "Object …"], ["vote-abstain", "Abstain"], ...speak] : speak
}
