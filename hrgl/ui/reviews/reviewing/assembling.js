// The parts of the page, put together.
import { AgreedList } from "./list.js"
import { Detail } from "./detail.js"
import { Editing } from "../../parts/amending/editing.js"
import { Forms } from "./forms.js"
import { Height, Settling } from "../../parts/desks/height.js"
import { Incoming } from "./incoming.js"
import { Keeping } from "../../parts/desks/keeping.js"
import { Kept } from "./kept.js"
import { Lines } from "../../parts/desks/lines.js"
import { listen } from "../../parts/desks/keys.js"
import { Pressing } from "../../parts/desks/pressing.js"
import { ReviewActs } from "./acts.js"
import { keysFor, reviewKeys } from "./offers.js"
import { ReviewModel } from "./model.js"
import { ReviewRail } from "./rail.js"
import { SayingBar } from "./bar.js"
import { Sender } from "../../parts/desks/sending.js"

const HELD_DOWN = new Set(["j", "k", "ArrowDown", "ArrowUp"])
const UNSAVED = "Not saved yet – no connection. Trying again …"
const OUT = "You are signed out. Sign in again, then load this page again: what is not saved is kept."

export function assembleReviews(page, root, data) {
  const find = (selector) => root.querySelector(selector)
  Object.assign(page, { root, data, model: new ReviewModel(), kept: new Kept(), settling: new Settling(), pressing: new Pressing() })
  page.lines = new Lines(root, () => keysFor(page))
  page.sender = new Sender(
    page.model,
    {
      patched: (patch) => page.pressing.over().then(() => page.patched(patch, true)),
      refused: (message) => page.lines.refuse(message),
      waiting: () => page.lines.say(UNSAVED),
      signedOut: (message) => page.lines.refuse(message ?? OUT) ?? "out",
    },
    "/reviewing/acts",
  )
  page.keeping = new Keeping(page.model, "hrgl-reviews-acts")
  page.acts = new ReviewActs(page.model, () => {
    page.keeping.keep()
    page.sender.send()
  })
  page.rail = new ReviewRail(find(".rail"), page)
  page.list = new AgreedList(find(".sheet"), page)
  page.detail = new Detail(find(".sheet"), page)
  page.bar = new SayingBar(find(".acts"), page)
  page.forms = new Forms(find(".form"), page)
  page.editing = new Editing(find(".editor"), {
    kept: `${data.edition}-${data.member}`,
    send: (words) => page.sent(page.acts.amend(words)),
    closed: () => page.leftEditing(),
  })
  page.feed = new Incoming(page)
  page.height = new Height(find(".reviews"))
  find(".ask-help").onclick = () => page.lines.showHelp()
  find(".back").onclick = () => page.showRail()
  page.unlisten = listen(root, reviewKeys(page), HELD_DOWN)
}
