// The pieces a text will be cut into, listed beside it.
// A context that several pieces share is shown above the first of them.
export const pieces = (statements, kindOf) =>
  statements.map(({ text, context, line }, at) => {
    const above = at ? statements[at - 1].context : ""
    return { words: text, above: context === above ? "" : context, kind: kindOf(line) }
  })

export const leftOut = ({ text, reason }) => ({ words: `left out (${reason}): ${text}` })

const item = ({ words, above, kind }) => {
  const made = document.createElement("li")
  if (above) made.appendChild(document.createElement("small")).textContent = above
  made.append(words)
  if (kind) made.appendChild(document.createElement("b")).textContent = kind
  return made
}

export const drawCut = (root, { statements, left_out, more }, kindOf) => {
  root.querySelector("ol").replaceChildren(...pieces(statements, kindOf).map(item))
  root.querySelector("ul").replaceChildren(...left_out.map(leftOut).map(item))
  root.querySelector(".more").textContent = more ? "… and more: only the beginning is shown." : ""
}
