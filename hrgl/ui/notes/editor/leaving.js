// Sends a draft when somebody leaves the page, and warns them where it cannot be sent.
export const guard = (draft) => {
  const listeners = [
    [document, "visibilitychange", () => document.visibilityState === "hidden" && draft.flush()],
    [window, "pagehide", () => draft.flush()],
    [window, "online", () => draft.post()],
    [window, "beforeunload", (event) => draft.trouble && draft.changed && event.preventDefault()],
  ]
  for (const [where, what, act] of listeners) where.addEventListener(what, act)
  return () => {
    for (const [where, what, act] of listeners) where.removeEventListener(what, act)
  }
}
