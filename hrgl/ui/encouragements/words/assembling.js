// The parts of the page, put together.
import { Acts } from "./acts.js"
import { Amended } from "./amended.js"
import { Bar } from "./bar.js"
import { Before } from "./before.js"
import { Changes } from "./changes.js"
import { Checking } from "./checking.js"
import { Commented } from "./commented.js"
import { DoingWithAmendments } from "./amending.js"
import { Drag } from "../../parts/desks/drag.js"
import { Evidence } from "./evidence.js"
import { Feed } from "./feed.js"
import { Height, Settling } from "../../parts/desks/height.js"
import { Keeper } from "./keeper.js"
import { Keeping } from "../../parts/desks/keeping.js"
import { KEYS, keysOf } from "./offers.js"
import { listen } from "../../parts/desks/keys.js"
import { Lines } from "../../parts/desks/lines.js"
import { Model } from "./state.js"
import { nameOf } from "./telling.js"
import { Places } from "./places.js"
import { Popup } from "../../parts/desks/popup.js"
import { Pressing } from "../../parts/desks/pressing.js"
import { Sender } from "../../parts/desks/sending.js"
import { Sheet } from "./sheet.js"
import { Typed } from "./typed.js"

const HELD = new Set(["j", "k", "ArrowDown", "ArrowUp"])
const WAITING = "Not saved yet – no connection. Trying again …"
const SIGNED_OUT = "You are signed out. Sign in again, then load this page again: what is not saved is kept."

export function assemble(page, root, data) {
  const find = (selector) => root.querySelector(selector)
  Object.assign(page, { root, data, model: new Model(), typed: new Typed(), settling: new Settling(), pressing: new Pressing() })
  page.lines = new Lines(root, () => KEYS)
  page.sender = new Sender(
    page.model,
    {
      patched: (patch) => page.pressing.over().then(() => page.patched(patch, true)),
      refused: (message) => page.lines.refuse(message),
      waiting: () => page.lines.say(WAITING),
      signedOut: (message) => page.lines.refuse(message ?? SIGNED_OUT) ?? "out",
    },
    "/wording/acts",
  )
  page.keeping = new Keeping(page.model, "hrgl-words")
  page.acts = new Acts(page.model, () => {
    page.keeping.keep()
    page.sender.send()
  })
  page.keeper = new Keeper(page.typed, {
    one: (id) => page.model.one(id),
    told: () => page.pressing.over().then(() => page.draw()),
    address: () => page.data,
  })
  page.popup = new Popup(find(".popup"), () => page.refocus())
  page.doing = new DoingWithAmendments(page)
  page.places = new Places(find(".rail"), {
    model: page.model,
    typed: page.typed,
    open: (id) => page.open(id),
    run: (...what) => page.doing.run(...what),
  })
  page.sheet = new Sheet(find(".sheet"), page)
  page.changes = new Changes(find(".sheet"), page)
  page.amended = new Amended(find(".sheet"), page)
  page.commented = new Commented(find(".sheet"), page)
  page.bar = new Bar(find(".acts"), page)
  page.checking = new Checking(find(".checks"), page)
  page.evidence = new Evidence(find(".evidence"), page)
  page.before = new Before(find(".before"), page)
  page.feed = new Feed(page)
  page.drag = new Drag(root, find(".rail"), {
    ids: (id) => [id],
    drop: ([id], place) => page.dropped(id, place),
    ghost: find(".ghost"),
    words: ([id]) => nameOf(page.model.one(id), page.model.themes),
    pressed: ".free, .group",
  })
  page.height = new Height(find(".words"))
  find(".undo").onclick = () => page.doing.undo()
  find(".ask-help").onclick = () => page.lines.showHelp()
  page.listenTo(find(".tools"), find(".turns"), find(".tabs"))
  page.unlisten = listen(root, keysOf(page), HELD, () => page.popup.open)
}
