// One encouragement a screen: arrow keys, Page Up and Down, Space, Home, End or a swipe turn the
// screens; a number and Enter jumps; E shows the evidence, P the proposals, F fills the screen.
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
const SMALLEST = 0.7, STEP = 0.05, SWIPED = 60, NARROW = 640
const screens = [...document.querySelectorAll("section")]
const typed = document.querySelector("#typed")

const at = () => {
  const middle = window.innerHeight / 2
  return Math.max(0, screens.findIndex((each) => each.getBoundingClientRect().bottom > middle))
}
const opened = () => document.querySelector("details[open]")
const close = () => {
  const panel = opened()
  if (!panel) return
  panel.open = false
  panel.querySelector("summary").focus({ preventScroll: true })
}
const show = (screen) => {
  close()
  screen?.scrollIntoView({ behavior: "instant" })
  screen?.querySelector("h1").focus({ preventScroll: true })
}
const turn = (by) => show(screens[Math.min(screens.length - 1, Math.max(0, at() + by))])
const toggle = (key) => {
  const panel = screens[at()].querySelector(`details[data-key=${key}]`)
  if (!panel) return
  const wanted = !panel.open
  close()
  panel.open = wanted
  if (wanted) panel.querySelector(".sheet").focus({ preventScroll: true })
}
const fill = () =>
  document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
const write = (digits) => {
  typed.textContent = digits
  typed.hidden = !digits
}
const jump = () => {
  const wanted = screens.find((each) => each.dataset.place === String(Number(typed.textContent)))
  write("")
  if (wanted) show(wanted)
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const pressed = key === " " && event.target.closest("summary, button, a")
  const reading = opened() && key in STEPS && !["ArrowLeft", "ArrowRight"].includes(key)
  if (pressed || reading) return
  if (/^\d$/.test(key)) write((typed.textContent + key).slice(-3))
  else if (key === "Enter" && typed.textContent) {
    event.preventDefault()
    jump()
  } else if (key === "Escape") {
    write("")
    close()
  } else if (key === "e" || key === "p") toggle(key)
  else if (key === "f") fill()
  else if (key in STEPS) {
    event.preventDefault()
    write("")
    turn(STEPS[key])
  }
})
document.addEventListener("click", (event) => {
  if (event.target.closest(".close")) close()
  const link = event.target.closest("nav a")
  if (!link) return
  event.preventDefault()
  show(document.querySelector(link.hash))
})
let from
document.addEventListener("touchstart", ({ touches }) => (from = touches[0]), { passive: true })
document.addEventListener("touchend", ({ changedTouches: [to] }) => {
  const across = to.clientX - from.clientX
  const along = Math.abs(to.clientY - from.clientY)
  if (!opened() && Math.abs(across) > SWIPED && Math.abs(across) > 2 * along) turn(-Math.sign(across))
})
const full = document.querySelector("#full")
full.hidden = !document.fullscreenEnabled
full.addEventListener("click", fill)

// The largest letters with which a screen holds all of its words; below the smallest, the
// explanation makes way and is read with the evidence.
const shrunk = (screen) => {
  let size = 1
  const runsOut = () => screen.offsetHeight > window.innerHeight + 1
  screen.style.setProperty("--fit", 1)
  while (runsOut() && size - STEP >= SMALLEST - 1e-9) {
    size -= STEP
    screen.style.setProperty("--fit", size.toFixed(2))
  }
  return !runsOut()
}
const fit = () => {
  for (const screen of screens) {
    screen.classList.remove("short")
    screen.style.removeProperty("--fit")
    if (window.innerWidth <= NARROW || shrunk(screen)) continue
    screen.classList.add("short")
    shrunk(screen)
  }
}
window.addEventListener("resize", fit)
fit()
const fitAgain = () => {
  fit()
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView()
}
document.fonts.ready.then(fitAgain)
