// One room a screen: arrow keys, Page Up and Down, Space, Home and End turn the pages; F fills the
// whole screen.
const screens = [...document.querySelectorAll("section")]
const at = () => {
  const middle = window.innerHeight / 2
  return Math.max(0, screens.findIndex((each) => each.getBoundingClientRect().bottom > middle))
}
const show = (number) => {
  const wanted = screens[Math.min(screens.length - 1, Math.max(0, number))]
  wanted?.scrollIntoView({ behavior: "instant" })
  wanted?.querySelector("h1").focus({ preventScroll: true })
}
const KEYS = {
  ArrowRight: () => at() + 1,
  ArrowDown: () => at() + 1,
  PageDown: () => at() + 1,
  " ": () => at() + 1,
  ArrowLeft: () => at() - 1,
  ArrowUp: () => at() - 1,
  PageUp: () => at() - 1,
  Home: () => 0,
  End: () => screens.length - 1,
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === "f" || event.key === "F") {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen()
  } else if (event.key in KEYS) {
    event.preventDefault()
    show(KEYS[event.key]())
  }
})
