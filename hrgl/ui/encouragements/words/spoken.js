// What the steering group said: of the wording there is now first, then of earlier ones.
import { el } from "../../parts/desks/elements.js"

const VERDICTS = { agree: "agrees", live_with: "can live with it", object: "objects", abstain: "abstains" }

export function drawSpoken(box, one) {
  const now = one.opinions.filter(({ wording }) => wording === one.wording)
  const earlier = one.opinions.filter(({ wording }) => wording !== one.wording)
  const none = one.stage === "submitted" ? "Nobody has spoken on this wording yet." : "It is not handed to the steering group yet."
  const said = now.length ? [el("ul", {}, ...now.map(opinionOf))] : [el("p", { class: "quiet", text: none })]
  const before = earlier.length ? [el("h3", { text: "On earlier wordings" }), el("ul", {}, ...earlier.map(opinionOf))] : []
  box.replaceChildren(el("h3", { text: `On wording ${one.wording}` }), ...said, ...before)
}

function opinionOf({ who, verdict, wording, reason, at, settles, answered, answer }) {
  const made = el("li", { class: verdict }, el("p", {}, el("b", { text: who }), ` ${VERDICTS[verdict]}, wording ${wording}, ${at}`))
  if (reason) made.append(el("p", { class: "text", text: reason }))
  if (settles) made.append(el("p", { class: "text", text: `${verdict === "object" ? "It would be settled by" : "If"}: ${settles}` }))
  if (answer) made.append(el("p", { class: "answer", text: `${answered[0].toUpperCase()}${answered.slice(1)}: ${answer}` }))
  else if (verdict === "object") made.append(el("p", { class: "bad", text: "Not answered yet: answer it on the page Reviews." }))
  return made
}
