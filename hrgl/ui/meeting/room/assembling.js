// The parts of the room, put together.
import { Height, Settling } from "../../parts/desks/height.js"
import { Keeping } from "../../parts/desks/keeping.js"
import { KEYS, roomKeys } from "./offers.js"
import { Lines } from "../../parts/desks/lines.js"
import { listen } from "../../parts/desks/keys.js"
import { Popup } from "../../parts/desks/popup.js"
import { Pressing } from "../../parts/desks/pressing.js"
import { Room } from "./state.js"
import { RoomActs } from "./acts.js"
import { RoomBar } from "./bar.js"
import { RoomDoing } from "./doing.js"
import { RoomFeed } from "./feed.js"
import { Screen } from "./screen.js"
import { Sender } from "../../parts/desks/sending.js"
import { Side } from "./side.js"

const HELD = new Set()
const WAITING = "Not saved yet – no connection. Trying again …"
const SIGNED_OUT = "You are signed out. Sign in again, then load this page again."

export function assembleRoom(page, root, data) {
  const find = (selector) => root.querySelector(selector)
  Object.assign(page, { root, data, box: find(".meeting"), model: new Room(), settling: new Settling(), pressing: new Pressing() })
  page.lines = new Lines(root, () => KEYS)
  page.sender = new Sender(
    page.model,
    {
      patched: (patch) => page.pressing.over().then(() => page.patched(patch, true)),
      refused: (message) => page.lines.refuse(message),
      waiting: () => page.lines.say(WAITING),
      signedOut: (message) => page.lines.refuse(message ?? SIGNED_OUT) ?? "out",
    },
    "/meeting/acts",
  )
  page.keeping = new Keeping(page.model, "hrgl-meeting")
  page.acts = new RoomActs(page.model, () => {
    page.keeping.keep()
    page.sender.send()
  })
  page.popup = new Popup(find(".popup"), () => page.refocus())
  page.doing = new RoomDoing(page)
  page.screen = new Screen(find(".stage"), page)
  page.side = new Side(find(".side"), page)
  page.bar = new RoomBar(find(".bar"), page)
  page.feed = new RoomFeed(page)
  page.height = new Height(page.box)
  find(".undo").onclick = () => page.doing.run("undo")
  find(".ask-help").onclick = () => page.lines.showHelp()
  page.unlisten = listen(root, roomKeys(page), HELD, () => page.popup.open)
}
