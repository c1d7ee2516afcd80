// The page Meeting: a screen for the room, led by keys. Everybody else follows on their own device;
// all of it is in the database, so that a tab that is closed loses nothing.
import { assembleRoom } from "./assembling.js"
import { beginning, noMeeting } from "./before.js"
import { drawMinutes } from "./minutes.js"
import { idle } from "../../parts/desks/height.js"
import { TopLine } from "./top.js"

const rooms = new WeakMap()

export default function (component) {
  const root = component.parentElement
  if (!rooms.has(root)) rooms.set(root, new MeetingRoom(root, component.data))
  rooms.get(root).drawnAgain(component)
  return () => {
    rooms.get(root)?.close()
    rooms.delete(root)
  }
}

class MeetingRoom extends TopLine {
  byPlace = false
  reading = undefined // the meeting whose minutes are shown

  constructor(root, data) {
    super()
    assembleRoom(this, root, data)
    this.begin()
  }

  drawnAgain({ data }) {
    this.height.fit()
    this.data = data
    this.sender.use(data)
    this.keeping.of(data)
    this.feed.begin(data.edition)
  }

  loaded(told) {
    const first = !this.model.told
    this.height.fit()
    this.model.load(told)
    this.draw()
    if (first && idle()) this.refocus()
    if (first && this.keeping.bringBack()) this.sender.send()
  }

  // What an act of ours, or somebody else's, has changed.
  patched(patch, mine = false) {
    const before = this.mark
    this.model.patch(patch)
    this.keeping.keep()
    for (const answer of patch.answers ?? []) this.lines[answer.ok ? "say" : "refuse"](answer.say)
    this.draw()
    if (mine || before === this.mark) return
    if (this.model.chairing) this.settling.changed(true)
    if (this.popup.open && this.model.chairing) {
      this.popup.close() // what it asks about is not before the meeting as it was
      this.lines.refuse("What is before the meeting has just changed. Look again, then press.")
    }
  }

  // What a press of the chair is about.
  get mark() {
    const { meeting, one } = this.model
    return JSON.stringify([meeting?.id, meeting?.chair[0], meeting?.on, meeting?.clean, one?.wordingId, one?.version, one?.amendments.map(({ id, version }) => [id, version])])
  }

  // The amendment that the keys are about: one that is open.
  get amendment() {
    if (!this.model.chairing || this.model.clean) return undefined
    return this.model.open.find(({ id }) => id === this.chosen)
  }

  choose(id) {
    this.chosen = id
    this.draw()
    this.root.querySelector(".amendment.on")?.scrollIntoView({ block: "nearest" })
  }

  step(by) {
    const { open } = this.model
    if (!open.length || !this.model.chairing || this.model.clean) return false
    const at = open.findIndex(({ id }) => id === this.chosen)
    this.choose(open[Math.max(0, Math.min(open.length - 1, at + by))].id)
    return true
  }

  draw() {
    const { told, meeting, one, open } = this.model
    if (!told) return
    if (!open.some(({ id }) => id === this.chosen)) this.chosen = open[0]?.id
    this.box.classList.toggle("chairing", this.model.chairing)
    this.drawTop()
    if (!this.reading) this.drawStage(told, meeting, one)
    this.side.draw()
    this.bar.draw()
    this.root.querySelector(".undo").hidden = !this.model.done.length
  }

  drawStage(told, meeting, one) {
    const stage = this.root.querySelector(".stage")
    if (one) return this.screen.draw()
    this.screen.forget()
    const state = JSON.stringify(told)
    if (this.begun === state && stage.dataset.shows === "before") return
    this.begun = state
    stage.dataset.shows = "before"
    stage.style.setProperty("--fit", "1")
    const take = this.model.chairing ? (id) => this.doing.run("take", id) : undefined
    stage.replaceChildren(...(meeting ? beginning(told, take) : noMeeting(told, (id) => this.read(id))))
  }

  // The minutes of one meeting in place of what is before it, or back.
  async read(meeting) {
    this.reading = meeting
    this.screen.forget()
    this.begun = undefined
    const minutes = meeting && (await this.feed.minutes(meeting))
    if (this.reading !== meeting) return
    if (!minutes) this.reading = undefined
    else {
      const stage = this.root.querySelector(".stage")
      stage.dataset.shows = "minutes"
      stage.style.setProperty("--fit", "1")
      stage.replaceChildren(...drawMinutes(minutes, this.feed.fileOf(meeting)))
      stage.scrollTop = 0
    }
    this.draw()
  }

  refocus() {
    const active = this.root.getRootNode().activeElement
    const nowhere = !active || !this.root.contains(active) || this.popup.box.contains(active)
    if (nowhere) this.root.querySelector(".stage").focus({ preventScroll: true })
  }

  close() {
    this.unlisten() // acts on their way go on
    this.end()
    this.screen.forget()
    this.height.close()
    this.pressing.close()
    this.feed.close()
  }
}
