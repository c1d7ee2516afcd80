// What is dragged to an edge of a box scrolls it, so that more of it comes into sight.
const [REACH, SPEED] = [48, 12] // pixels: how near to an edge, and by how many in each frame

export function scrollAtEdges(box, dragging) {
  let way = 0
  const goOn = () => {
    if (!dragging()) way = 0
    if (!way) return
    box.scrollLeft += way * SPEED
    requestAnimationFrame(goOn)
  }
  box.addEventListener("pointermove", ({ clientX }) => {
    const { left, right } = box.getBoundingClientRect()
    const was = way
    way = dragging() ? (clientX > right - REACH) - (clientX < left + REACH) : 0
    if (way && !was) requestAnimationFrame(goOn)
  })
}
