// What is done with amendments: proposed, recommended, taken into the next wording, declined, withdrawn.
import { ADVICE } from "../../parts/amending/card.js"
import { Doing } from "./doing.js"

const NOT_TAKEN_IN = { declined: "Decline", elsewhere: "Dealt with elsewhere:" }
const READS = "the reason, which whoever proposed it reads"
const WITH_REASON = ["declined", "elsewhere"]

export class DoingWithAmendments extends Doing {
  amend() {
    const { one } = this
    if (!this.mayMove(one)) return
    this.page.show("amended")
    this.page.amended.propose(one)
  }

  accept(amendment, more = {}) {
    this.go(() => this.acts.accept(this.one, [amendment], more))
  }

  decide(amendment, outcome) {
    this.words(`${NOT_TAKEN_IN[outcome]} amendment ${amendment.number}: ${READS}`, (reason) => this.go(() => this.acts.decide([amendment], outcome, reason)))
  }

  withdraw(amendment) {
    this.words(`Withdraw amendment ${amendment.number}, because`, (reason) => this.go(() => this.acts.withdraw([amendment], reason)), {
      none: { label: "Withdraw it, without more", run: () => this.go(() => this.acts.withdraw([amendment])) },
    })
  }

  // What facilitators recommend; what is followed later needs the reason now.
  recommend(amendment) {
    const advise = (recommendation, reason) => this.go(() => this.acts.recommend([amendment], recommendation, reason))
    const offered = Object.entries(ADVICE).map(([recommendation, words]) => ({
      label: `${words[0].toUpperCase()}${words.slice(1)}`,
      run: () => (WITH_REASON.includes(recommendation) ? this.words(`Recommend to ${words}: the reason`, (reason) => advise(recommendation, reason)) : advise(recommendation)),
    }))
    const none = amendment.recommendation ? [{ label: "Nothing any more", run: () => advise(null) }] : []
    this.choose(`What to recommend for amendment ${amendment.number}`, [...offered, ...none])
  }

  follow() {
    if (this.one?.undisputed.length) this.go(() => this.acts.follow([this.one]))
  }

  followAll() {
    const those = this.model.all().filter(({ undisputed }) => undisputed.length)
    if (those.length) this.go(() => this.acts.follow(those))
    else this.page.lines.say("No amendment has a recommendation that nothing stands against.")
  }

  // The rest of what can be done with one.
  moreOf(amendment) {
    const offered = [
      ["Accept with other words …", () => this.page.amended.askWords(amendment)],
      ["Dealt with elsewhere …", () => this.decide(amendment, "elsewhere")],
      ["Recommend …", () => this.recommend(amendment)],
      ...(amendment.mine ? [["Withdraw …", () => this.withdraw(amendment)]] : []),
    ]
    this.choose(`What else with amendment ${amendment.number}`, offered.map(([label, run]) => ({ label, run })))
  }
}
