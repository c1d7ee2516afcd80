// What can be done to encouragements: each act with what it is done on as it stands on the screen, and
// what the screen shows until it is answered.
import { ASIDE } from "./state.js"

export class Acts {
  constructor(model, send) {
    Object.assign(this, { model, send })
  }

  do(what, shown) {
    const act = this.model.act(what, shown)
    this.send(act)
    return act
  }

  on(what, one, changed = {}) {
    const shown = { over: [[one.id, changed]], raises: [[one.id, 1]] }
    return this.do({ ...what, encouragement: one.id, version: this.model.version(one.id) }, shown)
  }

  reword(one, { heading, explanation, examples }, why) {
    const words = { heading, explanation, examples }
    return this.on({ do: "reword", ...words, why }, one, { ...words, wording: one.wording + 1 })
  }

  restore(one, number) {
    return this.on({ do: "restore", number }, one)
  }

  remark(one, remarks) {
    return this.on({ do: "remark", remarks }, one, { remarks })
  }

  submit(one) {
    return this.on({ do: "submit" }, one, { stage: "submitted" })
  }

  submitReady(ready) {
    const seen = ready.map(({ id }) => [id, this.model.version(id)])
    const over = ready.map(({ id }) => [id, { stage: "submitted" }])
    return this.do({ do: "submit_ready", ready: seen }, { over, raises: ready.map(({ id }) => [id, 1]) })
  }

  setAside(one, because) {
    return this.on({ do: "set_aside", because }, one, { stage: ASIDE, place: null, because, cited: [] })
  }

  bringBack(one) {
    return this.on({ do: "bring_back" }, one, { stage: "draft", because: "", into: null })
  }

  place(one, place) {
    return this.on({ do: "place", place }, one, { place })
  }

  // What holds two places at once gives its own up first, which counts as a change of its own.
  swap(one, other) {
    const versions = { version: this.model.version(one.id), other_version: this.model.version(other.id) }
    const over = [[one.id, { place: other.place }], [other.id, { place: one.place }]]
    const raises = [[one.id, one.place && other.place ? 2 : 1], [other.id, 1]]
    return this.do({ do: "swap", encouragement: one.id, other: other.id, ...versions }, { over, raises })
  }

  merge(into, other) {
    const versions = { version: this.model.version(into.id), other_version: this.model.version(other.id) }
    const over = [[other.id, { stage: ASIDE, place: null, cited: [], because: "merged" }]]
    return this.do({ do: "merge", encouragement: into.id, other: other.id, ...versions }, { over, raises: [[into.id, 1], [other.id, 1]] })
  }

  beginEach(themes) {
    return this.do({ do: "begin_each", themes: themes.map(({ id, version }) => [id, version]) })
  }

  beginFrom(rows) {
    return this.do({ do: "begin_from", statements: rows.map(({ id, version, at }) => [id, version, at > 0 ? at : null]) })
  }

  word(heading) {
    return this.do({ do: "word", heading })
  }

  group(place, heading) {
    return this.do({ do: "group", place, heading, version: this.model.groups.get(place)?.version ?? null })
  }

  answer(comment, answer, reason) {
    return this.do({ do: "answer_comments", comments: [[comment.id, comment.version]], answer, reason })
  }

  // Other words for parts of the wording that stands, each an amendment.
  amend({ wording, heading, explanation, examples, reason, review }) {
    return this.do({ do: "amend", wording, heading, explanation, examples, reason, review })
  }

  onAmendments(what, amendments, shown) {
    return this.do({ ...what, amendments: amendments.map(({ id, version }) => [id, version]) }, shown)
  }

  withdraw(amendments, reason = "") {
    return this.onAmendments({ do: "withdraw_amendments", reason }, amendments)
  }

  recommend(amendments, recommendation, reason = "") {
    return this.onAmendments({ do: "recommend", recommendation, reason }, amendments)
  }

  // With no words: as they were proposed.
  accept(one, amendments, { words = null, reason = "" } = {}) {
    const what = { do: "accept_amendments", encouragement: one.id, version: this.model.version(one.id), words, reason }
    return this.onAmendments(what, amendments, { raises: [[one.id, 1]] })
  }

  decide(amendments, outcome, reason) {
    return this.onAmendments({ do: "decide_amendments", outcome, reason }, amendments)
  }

  // Of these encouragements all that nothing stands against, as it stands on the screen.
  follow(those) {
    const amendments = those.flatMap(({ undisputed }) => undisputed.map(([id, version]) => ({ id, version })))
    const encouragements = those.map(({ id }) => [id, this.model.version(id)])
    return this.onAmendments({ do: "follow_recommendations", encouragements }, amendments)
  }

  // With no support: out of the evidence.
  cite(one, row, support) {
    const was = one.cited.find(([id]) => id === row.id)?.[1] ?? null
    const what = support ? { do: "cite", support } : { do: "uncite" }
    const cite = { id: one.id, statements: [row.id], support }
    return this.do({ ...what, encouragement: one.id, statements: [[row.id, was]] }, { cite })
  }

  undo(of) {
    return this.do({ do: "undo", of })
  }
}
