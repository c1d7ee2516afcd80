// What stands around the three panes, and which of them is shown where there is room for one only.
import { button, el } from "../../parts/desks/elements.js"
import { drawSpoken } from "./spoken.js"
import { Tools } from "./tools.js"

const TABS = [["wording", "Wording", "W"], ["changes", "Changes", "C"], ["amended", "Amendments", "D"], ["spoken", "Reviews", "V"], ["comments", "Comments", "M"]]

const counted = (number) => (number ? ` ${number}` : "")

export class Heading extends Tools {
  tab = "wording"

  listenTo(tools, turns, tabs) {
    Object.assign(this, { tools, turns, tabs })
    for (const box of [tools, turns]) {
      box.addEventListener("click", (event) => {
        const pressed = event.target.closest("button[data-does]")
        if (pressed && event.detail <= 1) this.pressed(pressed.dataset.does)
      })
    }
    tabs.addEventListener("click", (event) => event.target.dataset.tab && this.show(event.target.dataset.tab))
    tabs.addEventListener("keydown", (event) => this.alongTabs(event))
    this.root.querySelector(".words").addEventListener("keydown", (event) => this.inFields(event))
  }

  pressed(what) {
    if (this[what]) this[what]()
    else this.doing.run(what)
  }

  // In a field: Ctrl + Enter saves, Escape leaves it.
  inFields(event) {
    const field = event.target.closest("textarea, .why, #find")
    if (!field) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !field.matches("#find")) this.doing.run("save")
    else if (event.key === "Escape" && field.matches("#find")) this.toFind("")
    else if (event.key === "Escape") this.places.focus()
    else return
    event.preventDefault()
  }

  alongTabs(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const at = TABS.findIndex(([tab]) => tab === this.tab)
    this.show(TABS[(at + step + TABS.length) % TABS.length][0])
    this.tabs.querySelector("[aria-selected=true]").focus()
    event.preventDefault()
    event.stopPropagation()
  }

  show(tab) {
    this.tab = tab
    this.view("wording")
    this.draw()
  }

  // On a telephone one of the three is in sight.
  view(pane) {
    const box = this.root.querySelector(".words")
    box.dataset.view = pane
    for (const each of this.turns.children) each.setAttribute("aria-pressed", String(each.dataset.does === (pane === "evidence" ? "showEvidence" : "showWording")))
  }

  showPlaces() {
    this.view("places")
    this.places.see(this.at)
  }

  showWording() {
    this.view("wording")
  }

  showEvidence() {
    this.view("evidence")
    this.drawEvidence()
  }

  toWording() {
    this.show("wording")
    this.sheet.focus()
  }

  toEvidence() {
    this.view("evidence")
    this.evidence.focus()
  }

  draw() {
    if (!this.model.edition) return
    this.drawTools()
    this.places.draw(this.at)
    const { one } = this
    this.root.querySelector(".words").classList.toggle("none", !one)
    if (!one) return this.drawNone()
    this.drawMiddle(one)
    this.drawEvidence()
    this.feed.more(this.at)
  }

  drawMiddle(one) {
    this.drawTabs(one)
    const typed = this.typed.of(one)
    const sheet = this.root.querySelector(".sheet")
    sheet.dataset.tab = this.tab
    if (this.tab === "wording") this.sheet.draw(one, typed)
    else if (this.tab === "changes") this.changes.draw(one)
    else if (this.tab === "amended") this.amended.draw(one)
    else if (this.tab === "comments") this.commented.draw(one)
    else drawSpoken(sheet, one)
    if (this.tab !== "comments") this.commented.leave()
    if (this.tab !== "changes") this.changes.leave()
    if (this.tab !== "amended") this.amended.leave()
    this.checking.draw(one)
    this.before.draw(one)
    this.bar.draw(one)
  }

  drawTabs(one) {
    const told = { wording: ` ${one.wording}`, changes: "", amended: counted(one.undecided), spoken: counted(one.opinions.length), comments: counted(one.comments) }
    const place = one.place ? `Place ${one.place}` : one.stage === "set_aside" ? "Set aside" : "Candidate"
    this.root.querySelector(".lead").textContent = place
    const had = this.tabs.contains(this.tabs.getRootNode().activeElement)
    this.tabs.replaceChildren(
      ...TABS.map(([tab, name, key]) => {
        const chosen = tab === this.tab
        return button(`${name}${told[tab]}`, { role: "tab", "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", "aria-keyshortcuts": key, title: key, data: { tab } })
      }),
    )
    if (had) this.tabs.querySelector("[aria-selected=true]").focus({ preventScroll: true })
  }

  drawNone() {
    const words = "No encouragement yet. Begin one from a theme: press N, or B for one candidate for each theme."
    this.root.querySelector(".sheet").replaceChildren(el("p", { class: "quiet", text: words }))
    this.root.querySelector(".acts").replaceChildren()
    this.tabs.replaceChildren()
    this.bar.state = undefined
  }

  drawEvidence() {
    if (this.one) this.evidence.draw(this.one)
  }
}
