// Asks every ten seconds, while somebody looks at the page, what others have done since.
const lines = new WeakMap()
const [EVERY, LONGEST_WAIT] = [10000, 120000]

export default function (component) {
  const root = component.parentElement
  if (!lines.has(root)) lines.set(root, new Line(root))
  const line = lines.get(root)
  line.drawnAgain(component)
  return () => {
    line.close()
    lines.delete(root)
  }
}

class Line {
  constructor(root) {
    this.status = root.querySelector("[role=status]")
    this.button = root.querySelector("button")
    this.link = root.querySelector("a")
    this.button.onclick = () => this.trigger("show", true)
    this.looked = () => document.visibilityState === "visible" && this.soon(500)
    document.addEventListener("visibilitychange", this.looked)
    this.wait = EVERY
  }

  drawnAgain({ data, setTriggerValue }) {
    this.trigger = setTriggerValue
    const news = this.data?.since !== data.since || this.data?.edition !== data.edition
    this.data = data
    if (news) this.tell("")
    if (news || !this.timer) this.soon(this.wait)
  }

  // Not all pages of a room at the same moment.
  soon(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), delay * (0.9 + Math.random() / 5))
  }

  async ask() {
    if (document.visibilityState === "visible" && !this.closed) await this.fetch(this.data)
    if (!this.closed && !this.out) this.soon(this.wait)
  }

  async fetch({ edition, since }) {
    try {
      const answer = await fetch(`/news?edition=${edition}&since=${since}`, { redirect: "manual" })
      this.out = answer.type === "opaqueredirect" || [401, 403].includes(answer.status)
      if (this.out) this.signedOut()
      else if (!answer.ok) throw new Error(answer.status)
      else if (since === this.data.since) this.tell((await answer.json()).line)
      this.wait = EVERY
    } catch {
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
    }
  }

  tell(words) {
    this.link.hidden = true
    this.button.hidden = !words
    const line = words ? `${words} – ` : ""
    if (this.status.textContent !== line) this.status.textContent = line
  }

  signedOut() {
    this.tell("")
    this.status.textContent = "You are signed out – "
    this.link.hidden = false
  }

  close() {
    this.closed = true
    clearTimeout(this.timer)
    document.removeEventListener("visibilitychange", this.looked)
  }
}
