// Hands a note to the page until it is taken: a single message gets lost now and then while the
// page is drawn. The page takes a text only once.
import { PATIENCE } from "./pace.js"

const AGAIN = 1500 // milliseconds after which an unanswered text is handed over again

export class Handing {
  constructor(hand, giveUp) {
    this.hand = hand
    this.giveUp = giveUp
  }

  begin(note) {
    this.end()
    this.hand(note)
    this.again = setInterval(() => this.hand(note), AGAIN)
    this.patience = setTimeout(this.giveUp, PATIENCE)
  }

  end() {
    clearInterval(this.again)
    clearTimeout(this.patience)
  }
}
