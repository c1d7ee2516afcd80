// What a room reads, in words.
import assert from "node:assert/strict"
import { test } from "node:test"
import { amendmentsInWords, clockIn, objectionInWords, presenceInWords, spokenInWords, stateOfItem, topLine } from "../../hrgl/ui/meeting/room/telling.js"

const seat = (here, by = "") => ({ here, by })
const meeting = { number: 3, seats: [seat(true), seat(true), seat(false, "Ana"), seat(false)], heard: 3, takenUp: 4 }

test("the line over everything says who is there, how far it is, and what is left", () => {
  const told = { meeting, edition: { quorum: 3 }, agenda: Array.from({ length: 12 }), waits: [12, 2] }
  assert.equal(topLine(told, "21:48 CET"), "Meeting 3 · 2 of 4 present, 1 spoken for, quorum 3 · number 4 of 12 · 2 contested left · 21:48 CET")
  assert.equal(topLine({ meeting: null }, "21:48 CET"), "No meeting is open · 21:48 CET")
})

test("without a quorum the line says so", () => {
  assert.equal(presenceInWords(meeting, 4), "2 of 4 present, 1 spoken for, quorum 4 – no quorum")
})

test("the time is that of the edition, by the name of its zone", () => {
  assert.equal(clockIn("Europe/Vienna", new Date("2026-11-30T20:48:00Z")), "21:48 CET")
})

test("what became of amendments is one line", () => {
  assert.equal(amendmentsInWords([{ outcome: "accepted" }, { outcome: "declined" }, { outcome: null }]), "3 amendments: 1 taken in, 1 declined, 1 open.")
  assert.equal(amendmentsInWords([]), "")
})

test("an entry of the agenda says how far it has come", () => {
  const item = { word: null, approved: false, objections: 1, contested: true, open: 2 }
  assert.equal(stateOfItem(item), "1 objection · 2 amendments open")
  assert.equal(stateOfItem({ ...item, objections: 0, open: 0 }), "objection settled")
  assert.equal(stateOfItem({ ...item, word: "agreed", objections: 0, open: 0 }), "agreed")
})

test("who did not simply agree is named", () => {
  const opinions = [{ who: "Sara", verdict: "agree" }, { who: "Cleo", verdict: "abstain" }]
  assert.equal(spokenInWords({ opinions, favour: 1 }), "1 in favour · Cleo abstains")
})

test("an objection is told with what would settle it, its answer and its ruling", () => {
  const objection = { reason: "Too vague", wording: 1, wouldSettle: "Name it", answered: "in part", answer: "Named", ruling: "overruled", rulingReason: "By the rule", overruled: false }
  assert.deepEqual(objectionInWords(objection, 2), ["Too vague (said of wording 1)", "Would settle it: Name it", "Answer – in part: Named", "Was overruled, without a majority now: By the rule"])
})
