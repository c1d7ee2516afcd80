// Why nothing stands in the list.
import { FOUND, LEFT_OUT, QUEUE, UNSURE } from "./standing.js"

export function whyEmpty(place, there) {
  if (there) return "Nothing here is like this."
  if (place === QUEUE) return "Nothing waits: every statement stands in a theme or was left out."
  if (place === UNSURE) return "No statement is in doubt."
  if (place === FOUND) return "All that was found stands there by now."
  return place === LEFT_OUT ? "Nothing was left out." : "No statement stands here yet."
}
