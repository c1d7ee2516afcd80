// The parts of a desk, put together.
import { Acts } from "./acts.js"
import { Aside } from "./aside.js"
import { Attending } from "./attending.js"
import { Attention } from "./attention.js"
import { Bar } from "./bar.js"
import { Board } from "./board.js"
import { Doing } from "./doing.js"
import { Doubting } from "./doubting.js"
import { Drag } from "../../parts/desks/drag.js"
import { many } from "../../parts/desks/elements.js"
import { Feed } from "./feed.js"
import { Filters } from "./filters.js"
import { Height, Settling } from "../../parts/desks/height.js"
import { Keeping } from "../../parts/desks/keeping.js"
import { listen } from "../../parts/desks/keys.js"
import { Lines } from "../../parts/desks/lines.js"
import { List } from "./list.js"
import { Looking } from "./looking.js"
import { StatementMap } from "./map.js"
import { Model } from "./model.js"
import { Naming } from "./naming.js"
import { helpLines, keysOf } from "./offers.js"
import { Popup } from "../../parts/desks/popup.js"
import { Pressing } from "../../parts/desks/pressing.js"
import { Rail, asPlace } from "./rail.js"
import { Repeats } from "./repeats.js"
import { Sender } from "../../parts/desks/sending.js"
import { Sorting } from "./sorting.js"
import { LEFT_OUT } from "./standing.js"
import { Splitting } from "./splitting.js"
import { Views } from "./views.js"

const HELD = new Set(["j", "k", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"])
const WAITING = "Not saved yet – no connection. Trying again …"
const SIGNED_OUT =
  "You are signed out. Sign in again, then load this page again: what is not saved is kept."

export function assemble(desk, root, data) {
  const find = (selector) => root.querySelector(selector)
  desk.root = root
  desk.model = new Model()
  desk.model.attention = new Attention(desk.model)
  desk.sender = new Sender(desk.model, {
    patched: async (patch) => {
      await desk.pressing.over()
      desk.patched(patch, true)
      desk.doubting.soon()
    },
    refused: (message) => desk.lines.refuse(message),
    waiting: () => desk.lines.say(WAITING),
    signedOut: () => desk.lines.refuse(SIGNED_OUT) ?? "out",
  }, "/desk/acts")
  desk.keeping = new Keeping(desk.model, "hrgl-desk")
  desk.acts = new Acts(desk.model, (act) => {
    desk.attending.mine(act)
    desk.keeping.keep()
    desk.sender.send()
  })
  desk.list = new List(find(".list"), {
    model: desk.model,
    kinds: data.kinds,
    changed: () => desk.draw(),
    chosen: (ids, to) => desk.doing.to(ids, to),
  })
  desk.views = new Views(desk, {
    box: find(".views"),
    only: find(".only"),
    others: { board: new Board(find(".board"), desk), map: new StatementMap(find(".map"), desk) },
  })
  desk.popup = new Popup(find(".popup"), () => desk.list.focus())
  desk.doing = new Doing(desk)
  desk.naming = new Naming(desk)
  desk.splitting = new Splitting(desk, find(".split"))
  const run = (what, to) => desk.doing.run(what, to)
  desk.rail = new Rail(find(".rail"), {
    model: desk.model,
    open: (place) => desk.open(place),
    merge: (ids) => desk.doing.merge(ids),
  })
  desk.bar = new Bar(find(".bar"), run)
  desk.aside = new Aside(find(".aside"), {
    run,
    rename: (...given) => desk.naming.rename(...given),
    back: () => desk.list.focus(),
    next: () => desk.naming.next(),
  })
  desk.aside.present = (id) => desk.model.attention.present(id)
  desk.aside.versionOf = (id) => desk.model.seenTheme(id)
  desk.filters = new Filters(find(".tools"), { kind: data.kinds, actor: data.actors }, desk.model.attention, () => desk.refilter())
  desk.sorting = new Sorting(find("[name=sort]"), desk)
  desk.feed = new Feed(desk)
  desk.settling = new Settling()
  desk.pressing = new Pressing()
  desk.lines = new Lines(root, helpLines)
  desk.looking = new Looking(desk, find(".follow"))
  find(".undo").onclick = () => desk.doing.undo()
  find(".ask-help").onclick = () => desk.lines.showHelp()
  desk.drag = new Drag(root, find(".middle"), {
    ids: (id, at) => desk.list.takenBy(id, at),
    drop: (ids, place) => asPlace(place) >= LEFT_OUT && desk.doing.to(ids, asPlace(place)),
    ghost: find(".ghost"),
    words: (ids) => many(ids.length, "statement"),
  })
  desk.repeats = new Repeats(desk)
  desk.list.repeats = desk.repeats
  desk.doubting = new Doubting(desk)
  desk.attending = new Attending(desk)
  desk.height = new Height(find(".desk"))
  const unlisten = listen(root, keysOf(desk), HELD, () => desk.splitting.open)
  desk.unlisten = () => {
    unlisten()
    desk.attending.close()
    desk.doubting.close()
    desk.pressing.close()
  }
}
