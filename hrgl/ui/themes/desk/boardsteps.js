// How one goes from card to card on the board.
import { NONE } from "./picks.js"

export class BoardSteps {
  // The column of the current statement; that of the open place if none is current.
  get lane() {
    const { list, model, place } = this.desk
    const at = list.aims ? model.placing()(list.current) : place
    return this.lanes.find((lane) => lane.at === at)
  }

  first(place) {
    return this.lanes.find((lane) => lane.at === place)?.ids[0]
  }

  // Up and down in a column, or across to the card beside, even if that column is empty.
  step(across, down) {
    const { list } = this.desk
    const { ids, at } = this.lane ?? this.lanes[0]
    if (down) {
      const to = list.aims ? ids.indexOf(list.current) + down : 0
      list.current = ids[Math.max(0, Math.min(ids.length - 1, to))] ?? NONE
    } else this.across(this.lanes.findIndex((lane) => lane.at === at) + across, at)
    this.desk.draw()
    this.see()
  }

  across(number, from) {
    const { list } = this.desk
    const lane = this.lanes[number]
    if (!lane) return
    const height = this.columns.get(from)?.top(list.current) ?? 0
    this.seeColumn(number)
    list.current = this.columns.get(lane.at)?.at(height) ?? NONE
    this.desk.views.enter(lane.at)
  }
}
