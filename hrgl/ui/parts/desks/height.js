// How high a desk is, when presses rest, and where the keyboard is.
const LOWEST = 420 // pixels
const SETTLES = 400 // ms that it takes to see that something changed

// What others did may have changed what the bar offers in the very moment of a press.
export class Settling {
  until = 0

  changed(something) {
    if (something) this.until = performance.now() + SETTLES
  }

  get on() {
    return performance.now() < this.until
  }
}

// As high as what is left of the window below its top; the page itself need not scroll.
export class Height {
  constructor(box) {
    this.box = box
    this.fitting = () => this.fit()
    window.addEventListener("resize", this.fitting)
  }

  fit() {
    const top = this.box.getBoundingClientRect().top + window.scrollY
    const left = window.innerHeight - Math.max(0, top) - 2
    this.box.style.height = `${Math.max(LOWEST, left)}px`
  }

  close() {
    window.removeEventListener("resize", this.fitting)
  }
}

// Whether the keyboard is nowhere, or still on the link that led here.
export const idle = () => !document.activeElement?.matches("input, textarea, select, [contenteditable]")
