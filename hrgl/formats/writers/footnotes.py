"""Footnotes inside a text: "… cities^[Article 21.] may …"."""

import re

FOOTNOTE = re.compile(r"[^\S\n]*\^\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]")
_BEGINS = "^["


def footnotes_in_brackets(text: str) -> str:
    """A text with its footnotes in it, where there is no foot: "… cities (Article 21.) may …"."""
    return FOOTNOTE.sub(lambda found: f" ({found[1].strip()})" if found[1].strip() else "", text)


def without_footnotes(text: str) -> str:
    """A text as it reads without its footnotes: what counts where words or letters are counted."""
    return FOOTNOTE.sub("", text)


def opened_only(text: str) -> str:
    """What follows a footnote that is never closed, as far as one finds it again; "" if none is.

    A footnote ends in the paragraph in which it begins.
    """
    for line in text.splitlines():
        rest = without_footnotes(line)
        if _BEGINS in rest:
            return rest[rest.index(_BEGINS) :][:40].rstrip()
    return ""
