// What can be done on the page: each act with the wording and the answer that stood on the screen.
export class ReviewActs {
  constructor(model, send) {
    Object.assign(this, { model, send })
  }

  do(what, shown) {
    const act = this.model.act(what, shown)
    this.send()
    return act
  }

  give(one, member, verdict, { reason = "", would_settle = "", reservation = null, answer = null } = {}) {
    const what = { do: "give", wording: one.wordingId, verdict, reason, would_settle, reservation, member, answer }
    return this.do(what, { spoke: { member, ids: [one.id], verdict } })
  }

  agreeToAll(all, member) {
    const what = { do: "agree_to_all", wordings: all.map(({ wordingId }) => wordingId), member }
    return this.do(what, { spoke: { member, ids: all.map(({ id }) => id), verdict: "agree" } })
  }

  amend(words) {
    return this.do({ do: "amend", ...words })
  }

  withdraw({ id, version }) {
    return this.do({ do: "withdraw_amendments", amendments: [[id, version]] })
  }

  answer(one, { review, answerId }, answer, reason) {
    const over = [review, { unanswered: false, answered: answer, answer: reason }]
    return this.do({ do: "answer_objection", review, answer, reason, seen: answerId }, { of: one.id, over })
  }

  rule(one, { review }, ruling, reason) {
    const what = { do: "rule_on_objection", review, wording: one.wordingId, ruling, reason }
    return this.do(what, { of: one.id, over: [review, { ruling, rulingReason: reason }] })
  }
}
