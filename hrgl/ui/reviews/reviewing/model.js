// What the page knows: what the database said last, and over it the acts that are not answered yet.
export class ReviewModel {
  outbox = [] // acts not answered yet, oldest first
  revision = [0, 0]
  raw = []
  mine = [] // for whom one speaks, oneself first; nobody on the other side of the table
  apart = new Set() // what somebody took out of the list that is agreed to at once: "member id"

  load({ revision, edition, encouragements, mine }) {
    Object.assign(this, { revision, edition, raw: encouragements, mine })
  }

  patch({ answers = [], ...told }) {
    for (const { act } of answers) this.answered({ act })
    if (told.revision[0] >= this.revision[0]) this.load(told)
  }

  answered({ act }) {
    this.outbox = this.outbox.filter(({ sent }) => sent.act !== act)
  }

  // `spoke`: whose word it is on which; `over`: what it makes of one opinion
  act(what, shown = {}) {
    const act = { sent: { act: crypto.randomUUID(), ...what }, ...shown }
    this.outbox.push(act)
    return act
  }

  one(id) {
    return this.all().find((each) => each.id === id)
  }

  // Every encouragement as it will read once all is answered.
  all() {
    const over = new Map(this.outbox.flatMap(({ over: changed }) => (changed ? [changed] : [])))
    if (!over.size) return this.raw
    const changed = (each) => (over.has(each.review) ? { ...each, ...over.get(each.review) } : each)
    return this.raw.map((one) => ({ ...one, opinions: one.opinions.map(changed) }))
  }

  // What waits for a member in which order, without what they have just said.
  waiting(member) {
    const found = this.mine.find((each) => each.member === member)
    if (!found) return { consent: [], apart: [], contested: [], spoken: [], all: [] }
    const said = this.outbox.flatMap(({ spoke }) => (spoke?.member === member ? spoke.ids : []))
    const left = (ids) => ids.filter((id) => !said.includes(id))
    const [uncontested, contested] = [left(found.consent), left(found.contested)]
    const taken = (id) => this.apart.has(`${member} ${id}`)
    const apart = uncontested.filter(taken)
    const consent = uncontested.filter((id) => !taken(id))
    return { consent, apart, contested, spoken: [...found.spoken, ...said], all: [...consent, ...apart, ...contested] }
  }

  // Taken out of the list, to be read by itself, or put back on it.
  takeApart(member, id) {
    const key = `${member} ${id}`
    if (!this.apart.delete(key)) this.apart.add(key)
  }

  // What a member said last, on whichever wording; what is on its way counts.
  lastWord(one, member) {
    const sent = this.outbox.findLast(({ spoke }) => spoke && spoke.member === member && spoke.ids.includes(one.id))
    if (sent) return { wording: one.wording, verdict: sent.spoke.verdict, reason: sent.sent.reason ?? "", onItsWay: true }
    const mine = one.opinions.filter((each) => each.member === member)
    return mine.toSorted((a, b) => b.review - a.review)[0]
  }
}

// On the other side of the table: what is to be answered first, then what stands, then the rest.
export function tableOf(all) {
  const found = { answer: [], stands: [], review: [], approved: [] }
  for (const one of all) {
    if (one.opinions.some(({ unanswered }) => unanswered)) found.answer.push(one.id)
    else if (one.contested && !one.approved) found.stands.push(one.id)
    else (one.approved ? found.approved : found.review).push(one.id)
  }
  return found
}
