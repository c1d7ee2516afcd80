"""Statements that say nothing by themselves: they wait, with the reason, and feed no theme."""

from hrgl.synthesis.cutting import chaff
from hrgl.synthesis.naming.phrases import content_words

_ONLY = {
    chaff.PAD: "only standing text of the notepad",
    chaff.GREETING: "only a greeting or thanks",
    chaff.REMARK: "only a remark of the note-taker",
    chaff.NOTHING: "only a word like “ok” or “none”",
}


def why_empty(text: str) -> str | None:
    """Say why a statement says nothing by itself, or None if it may say something."""
    reason = chaff.why_no_statement(" ".join(text.split()))
    if reason is not None:
        return _ONLY.get(reason, reason)
    return None if content_words(text) else "only words that mean nothing alone"
