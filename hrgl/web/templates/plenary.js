// One room a screen: arrow keys, Page Up and Down, Space, Home and End turn the pages; F fills the
// whole screen.
const STEPS = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Home: -Infinity,
  End: Infinity,
}

// The screen a key leads to; none if the key turns no pages.
export const ledTo = (key, at, count) =>
  key in STEPS ? Math.min(count - 1, Math.max(0, at + STEPS[key])) : undefined

const screens = [...document.querySelectorAll("section")]
const at = () => {
  const middle = window.innerHeight / 2
  return Math.max(0, screens.findIndex((each) => each.getBoundingClientRect().bottom > middle))
}
const show = (number) => {
  screens[number]?.scrollIntoView({ behavior: "instant" })
  screens[number]?.querySelector("h1").focus({ preventScroll: true })
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const wanted = ledTo(event.key, at(), screens.length)
  if (event.key === "f" || event.key === "F") {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen()
  } else if (wanted !== undefined) {
    event.preventDefault()
    show(wanted)
  }
})
