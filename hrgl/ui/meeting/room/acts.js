// What can be done in a meeting: each act with what it is done on, as it stands on the screen.

export class RoomActs {
  constructor(model, send) {
    Object.assign(this, { model, send })
  }

  do(what) {
    const act = this.model.act(what)
    this.send(act)
    return act
  }

  inMeeting(what) {
    return this.do({ ...what, meeting: this.model.meeting.id })
  }

  asChair(what) {
    return this.inMeeting({ ...what, version: this.model.meeting.version })
  }

  openMeeting(present) {
    return this.do({ do: "open_meeting", present })
  }

  takeChair() {
    return this.asChair({ do: "take_chair" })
  }

  turnTo(encouragement) {
    return this.asChair({ do: "turn_to", encouragement })
  }

  layClean() {
    return this.asChair({ do: "lay_clean", wording: this.model.one.wordingId })
  }

  // `others`: [[member, verdict, reason, what would settle it]]
  conclude(word, others = [], reason = "") {
    return this.asChair({ do: "decide_in_meeting", wording: this.model.one.wordingId, word, others, reason })
  }

  closeMeeting() {
    return this.asChair({ do: "close_meeting" })
  }

  present(member, here) {
    return this.inMeeting({ do: "note_present", present: [[member, here]] })
  }

  join() {
    return this.inMeeting({ do: "join_meeting" })
  }

  hand() {
    return this.inMeeting({ do: "ask_to_speak" })
  }

  floor(turn) {
    return this.do({ do: "give_floor", turn })
  }

  vote(verdict, { reason = "", wouldSettle = "", member = null } = {}) {
    const { wordingId } = this.model.one
    return this.do({ do: "give", wording: wordingId, verdict, reason, would_settle: wouldSettle, member })
  }

  rule(review, ruling, reason) {
    return this.do({ do: "rule_on_objection", review, wording: this.model.one.wordingId, ruling, reason })
  }

  // With `words`: accepted with other words.
  accept({ id, version }, words = null, reason = "") {
    const { one } = this.model
    return this.do({ do: "accept_amendments", amendments: [[id, version]], encouragement: one.id, version: one.version, words, reason })
  }

  decide({ id, version }, outcome, reason) {
    return this.do({ do: "decide_amendments", amendments: [[id, version]], outcome, reason })
  }

  undo(of) {
    return this.do({ do: "undo", of })
  }
}
