// What changes while the presentation is shown: the proposals, and the adoption on the last screen.
const EVERY = 3000
const { edition, number } = document.body.dataset

const line = ({ text, room, alike }) => {
  const item = document.createElement("li")
  const words = document.createElement("p")
  words.dir = "auto"
  words.textContent = text
  item.append(words)
  const told = [room, alike > 1 ? `${alike} that look like one another` : ""].filter(Boolean)
  if (told.length) item.append(Object.assign(document.createElement("small"), { textContent: told.join(" · ") }))
  return item
}
const tell = (now) => {
  for (const list of document.querySelectorAll("[data-proposals]")) {
    const place = list.dataset.proposals, said = now.proposals[place] ?? []
    list.replaceChildren(...said.map(line))
    document.querySelector(`[data-none="${place}"]`).hidden = said.length > 0
    const count = said.reduce((sum, each) => sum + each.alike, 0)
    document.querySelector(`[data-count="${place}"]`).textContent = count
  }
  const adoption = document.querySelector("[data-adoption]")
  if (adoption.textContent !== now.adoption) adoption.textContent = now.adoption
  adoption.hidden = !now.adoption
  document.querySelector("[data-waiting]").hidden = Boolean(now.adoption)
  document.querySelector("[data-newer]").hidden = now.number === Number(number)
}
setInterval(async () => {
  const answer = await fetch(`/present/now?edition=${edition}`).catch(() => undefined)
  if (answer?.ok) tell(await answer.json())
}, EVERY)
