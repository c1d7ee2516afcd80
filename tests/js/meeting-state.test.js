// What the page knows of a meeting, and what it offers as things stand.
import assert from "node:assert/strict"
import { test } from "node:test"
import { chairOffers, followerOffers } from "../../hrgl/ui/meeting/room/offers.js"
import { Room } from "../../hrgl/ui/meeting/room/state.js"

const item = (id, place, more = {}) => ({ id, place, heading: `h${id}`, objections: 0, open: 0, word: null, approved: false, contested: false, ...more })
const amendment = (id, more = {}) => ({ id, version: 1, number: id, field: "heading", outcome: null, collides: [], ...more })

const told = (more = {}) => ({
  revision: [5, 50],
  edition: { quorum: 2, zone: "Europe/Vienna", membersVote: false, published: false, group: [], rule: [] },
  me: { id: 1, chairs: true, reviews: false, speaksFor: [] },
  meeting: { id: 9, version: 3, number: 1, chair: [1, "Fadi"], on: 4, clean: null, takenUp: 1, heard: 2, hands: [], spoke: [], seats: [{ id: 2, name: "Sara", here: true, by: "", since: "21:00" }] },
  agenda: [item(4, 3), item(5, 1), item(6, 2)],
  one: { id: 4, version: 7, wordingId: 40, wording: 2, heading: "h", explanation: "", examples: "", standing: [], opinions: [], amendments: [], word: null, mayOverrule: false },
  waits: [3, 1],
  earlier: [],
  ...more,
})

const room = (more) => {
  const made = new Room()
  made.load(told(more))
  return made
}

const labels = (offers) => offers.map(([, label]) => label)

test("an answer that was overtaken changes nothing, and a later one is taken whole", () => {
  const made = room()
  made.patch({ ...told({ one: null }), revision: [4, 40] })
  assert.equal(made.one.id, 4)
  made.patch({ ...told({ one: null }), revision: [6, 60] })
  assert.equal(made.one, null)
})

test("an act waits until it is answered; only what is still before the meeting is taken back", () => {
  const made = room()
  const accept = made.act({ do: "accept_amendments" })
  assert.equal(made.outbox.length, 1)
  made.answered({ act: accept.sent.act, ok: true })
  assert.deepEqual([made.outbox.length, made.done], [0, [accept.sent.act]])
  const clean = made.act({ do: "lay_clean" })
  made.answered({ act: clean.sent.act, ok: false })
  assert.equal(made.done.length, 1)
  const again = made.act({ do: "lay_clean" })
  made.answered({ act: again.sent.act, ok: true })
  assert.deepEqual(made.done, [])
})

test("on goes along the agenda as told, or by place, and ends at its ends", () => {
  const made = room()
  assert.equal(made.beside(1, false).id, 5)
  assert.equal(made.beside(-1, false), undefined)
  assert.equal(made.beside(-1, true).id, 6)
  assert.equal(made.beside(1, true), undefined)
  made.meeting.on = null
  assert.equal(made.beside(1, false).id, 4)
})

test("a clean text is clean only as long as its wording stands", () => {
  const made = room()
  assert.equal(made.clean, false)
  made.meeting.clean = 40
  assert.equal(made.clean, true)
  made.one.wordingId = 41
  assert.equal(made.clean, false)
})

test("the chair decides on marked amendments, and then on the clean text only", () => {
  const made = room({ one: { ...told().one, amendments: [amendment(2), amendment(3, { outcome: "declined" })] } })
  assert.deepEqual(labels(chairOffers(made, { chosen: 2 })), ["Back", "Accept amendment 2", "Accept with other words …", "Decline …", "Elsewhere …", "Clean text"])
  made.meeting.clean = 40
  assert.deepEqual(labels(chairOffers(made, {})), ["Back to the marks", "Agreed", "Agreed but for …", "Left open …", "Next"])
  made.one.word = "agreed"
  assert.deepEqual(labels(chairOffers(made, { last: true })), ["Back to the marks", "Close the meeting"])
})

test("an objection is overruled only where the rule allows, and upheld once", () => {
  const standing = [{ who: "Sven", overruled: false, ruling: "" }]
  const made = room({ one: { ...told().one, standing } })
  assert.deepEqual(labels(chairOffers(made, {})), ["Back", "Uphold Sven’s objection …", "Clean text"])
  made.one.mayOverrule = true
  assert.ok(labels(chairOffers(made, {})).includes("Overrule Sven’s objection …"))
  made.one.standing = [{ who: "Sven", overruled: false, ruling: "upheld" }]
  assert.deepEqual(labels(chairOffers(made, {})), ["Back", "Overrule Sven’s objection …", "Clean text"])
})

test("where members vote, the chair says nothing for them, and they vote on the clean text", () => {
  const edition = { ...told().edition, membersVote: true }
  const made = room({ edition })
  made.meeting.clean = 40
  assert.ok(!labels(chairOffers(made, {})).includes("Agreed but for …"))
  const member = room({ edition, me: { id: 2, chairs: false, reviews: true, speaksFor: [[2, "Sara"]] } })
  assert.deepEqual(labels(followerOffers(member)), ["Ask to speak"])
  member.meeting.clean = 40
  assert.deepEqual(labels(followerOffers(member)), ["Agree", "Can live with it …", "Object …", "Abstain", "Ask to speak"])
})

test("who is not there says so first, and whose hand is up waits", () => {
  const me = { id: 2, chairs: false, reviews: true, speaksFor: [[2, "Sara"]] }
  const made = room({ me })
  made.meeting.seats[0].here = false
  assert.deepEqual(labels(followerOffers(made)), ["I am here"])
  made.meeting.seats[0].here = true
  made.meeting.hands = [[7, 2, "Sara"]]
  assert.deepEqual(followerOffers(made), [["hand", "Your hand is up", "W", false, true]])
})

test("another facilitator is offered the chair, and it is theirs once they took it", () => {
  const made = room({ me: { id: 8, chairs: true, reviews: false, speaksFor: [] } })
  assert.equal(made.chairing, false)
  assert.deepEqual(labels(followerOffers(made)), ["Take the chair"])
  made.meeting.chair = [8, "Olga"]
  assert.equal(made.chairing, true)
})
