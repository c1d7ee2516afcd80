// What the keys and buttons of the room do: straight away, or after one small question.
import { RoomAsking } from "./asking.js"

const MEANWHILE = "The meeting has just gone on. Look again, then press."

export class RoomDoing extends RoomAsking {
  run(what, ...given) {
    if (!this.model.told) return
    if (this.page.settling.on) return this.page.lines.refuse(MEANWHILE)
    if (this.model.outbox.length) return // an answer is on its way
    if (what.startsWith("vote-")) return this.vote(what.slice(5))
    this[what]?.(...given)
  }

  // From the marks to the clean text, from there to the next one.
  on() {
    const { model } = this
    if (!model.chairing) return
    if (model.one && !model.clean) return this.acts.layClean()
    const next = model.beside(1, this.page.byPlace)
    if (next) this.acts.turnTo(next.id)
    else this.page.lines.say("That was the last on the agenda. X closes the meeting.")
  }

  // From the clean text to the marks, from there to the one before.
  back() {
    const { model } = this
    if (!model.chairing || !model.one) return
    if (model.meeting.clean) return this.acts.turnTo(model.one.id)
    const before = model.beside(-1, this.page.byPlace)
    if (before) this.acts.turnTo(before.id)
  }

  accept() {
    const { amendment } = this.page
    if (amendment) this.acts.accept(amendment)
  }

  decline() {
    this.decideOn("declined", "is declined")
  }

  elsewhere() {
    this.decideOn("elsewhere", "is dealt with elsewhere")
  }

  agreed() {
    if (!this.model.meeting) return this.openMeeting()
    if (this.mayConclude()) this.acts.conclude("agreed")
    else if (this.model.chairing && this.model.one && !this.model.clean) this.page.lines.refuse("Lay the clean text before the meeting first: press →.")
  }

  openMeeting() {
    const { me, edition } = this.model.told
    if (me.chairs && !this.model.meeting && !edition.published) this.acts.openMeeting([])
  }

  closeMeeting() {
    if (!this.model.chairing) return
    this.choose(`Close meeting ${this.model.meeting.number}? What is open stays open.`, [{ label: "Close it: the minutes are kept", run: () => this.acts.closeMeeting() }, { label: "Go on", run: () => {} }])
  }

  takeChair() {
    const { model } = this
    if (model.meeting && model.told.me.chairs && !model.chairing) this.acts.takeChair()
  }

  join() {
    const seat = this.model.seat()
    if (seat && !seat.here) this.acts.join()
  }

  hand() {
    const { me } = this.model.told
    const up = this.model.meeting?.hands.some(([, member]) => member === me.id)
    if (this.model.seat()?.here && !up) this.acts.hand()
  }

  reorder() {
    if (!this.model.chairing) return
    this.page.byPlace = !this.page.byPlace
    this.page.draw()
    this.page.lines.say(this.page.byPlace ? "In the order of places." : "Contested first, easiest first.")
  }

  minutes() {
    this.page.read(this.page.reading ? undefined : this.model.meeting?.id ?? this.model.told.earlier.at(-1)?.[0])
  }

  whole() {
    if (document.fullscreenElement) document.exitFullscreen()
    else this.page.box.requestFullscreen?.()
  }

  undo() {
    const of = this.model.done.pop()
    if (of) this.acts.undo(of)
    else this.page.lines.say("Nothing that was done here is left to undo.")
  }
}
