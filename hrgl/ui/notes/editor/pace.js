// When a draft is sent, how long an answer is waited for, and what an answer means.
export const PAUSE = 800 // milliseconds after the last key
export const PATIENCE = 15000 // milliseconds after which no answer is a failure
const AT_LEAST = 3000 // milliseconds after which a draft is sent though the keys do not pause
const LONGEST_WAIT = 30000
const KEEPALIVE_AT_MOST = 60000 // bytes a browser sends on while its page goes away

export const delayAfterKey = (since, now) => Math.min(PAUSE, Math.max(0, since + AT_LEAST - now))

export const waitAfterFailure = (wait) => Math.min((wait || 500) * 2, LONGEST_WAIT)

export const outlivesThePage = (body) => new TextEncoder().encode(body).length < KEEPALIVE_AT_MOST

// "ours" is a text of this window of which only the answer had been lost; "theirs" is another one.
export const meaning = (status, answer, sent) => {
  if (status === 200) return "saved"
  if (status !== 409) return "refused"
  return answer.text && sent.includes(answer.text) ? "ours" : "theirs"
}
