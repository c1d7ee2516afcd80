// The other text of the same draft, which another window or person saved meanwhile.
export const showOther = (place, { message, text }) => {
  place.querySelector("p").textContent = message
  const words = text || "(Nothing: it was saved as a note, or emptied.)"
  place.querySelector(".text").textContent = words
  place.hidden = false
}
