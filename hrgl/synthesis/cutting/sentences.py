"""Where a sentence of notes ends."""

import re
from collections.abc import Iterator

from nupunkt import sent_spans

from hrgl.marks import ORDINAL_NOUNS

# Short pieces bound nupunkt's quadratic time on runs of punctuation: 1 MB in seconds.
_PIECE = 600  # characters
_STOP = re.compile(r"[.!?…]")
_UNSPACED = re.compile("[。！？｡।؟۔]+[”’」』）)]*")
_SPACE = re.compile(r"\s+")

_BEFORE_ANYTHING = {
    *(
        "e.g.",
        "i.e.",
        "cf.",
        "vs.",
        "viz.",
        "approx.",
        "dr.",
        "prof.",
        "mr.",
        "mrs.",
        "ms.",
        "esp.",
    ),
    *("z.b.", "d.h.", "ca.", "vgl.", "bzw.", "inkl.", "ggf.", "evtl.", "sog.", "mme.", "incl."),
}
_BEFORE_NUMBERS = {
    *(
        "art.",
        "arts.",
        "no.",
        "nos.",
        "nr.",
        "mind.",
        "p.",
        "pp.",
        "par.",
        "para.",
        "paras.",
        "sec.",
        "ch.",
    ),
    *("fig.", "vol.", "abs.", "rn.", "ziff.", "s.", "kap.", "núm."),
}
_BEFORE_SMALL_LETTERS = {
    *("etc.", "al.", "min.", "max.", "inc.", "ltd.", "occ.", "jan.", "feb.", "aug.", "sept."),
    *("oct.", "nov.", "dec.", "usw.", "std.", "str.", "u.a.", "o.ä.", "u.ä."),
}
_SPACED = re.compile(r"(?:^|\s)(?:z\. ?B|d\. ?h|u\. ?a|v\. ?a|p\. ?ex|[zduvp])\.$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_GERMAN = re.compile(
    r"\b(?:der|die|das|und|ist|nicht|für|mit|den|dem|im|auf|aus|bei|nach|durch|auch|eine?|keine?"
    r"|zu|zur|von|sind|wird|werden|haben|sollen?|zwischen)\b"
)
_COUNTED = re.compile(rf"(?:[a-zäöü]|{ORDINAL_NOUNS})")


def ends(text: str) -> list[int]:
    """Give where each sentence of `text` ends, trailing space excluded; the last end is its own.

    `text` has no space at its edges. Offsets in characters. Source of the method: Punkt (Kiss and
    Strunk 2006) as trained for legal texts by nupunkt, with abbreviations it does not know glued,
    and the full stops of scripts without spaces added. Never ends inside a word or address.
    """
    found = sorted({*_punkt(text), *(m.end() for m in _UNSPACED.finditer(text))})
    return [end for end in found if 0 < end < len(text) and not _is_glued(text, end)] + [len(text)]


def _punkt(text: str) -> Iterator[int]:
    """Yield the ends inside `text`, reading it by pieces that begin where a sentence begins."""
    start = 0
    while len(text) - start > _PIECE:
        cut = _whole_words(text, start)
        inside = list(_inner_ends(text[start:cut]))
        yield from (start + end for end in inside)
        start = start + inside[-1] if inside else cut
    yield from (start + end for end in _inner_ends(text[start:]))


def _whole_words(text: str, start: int) -> int:
    space = max(text.rfind(" ", start, start + _PIECE), text.rfind("\n", start, start + _PIECE))
    return space if space > start + _PIECE // 2 else start + _PIECE


def _inner_ends(piece: str) -> Iterator[int]:
    if not (_STOP.search(piece) and _SPACE.search(piece.strip())):
        return
    for _, end in sent_spans(piece)[:-1]:
        bare = len(piece[:end].rstrip())
        if piece[bare : bare + 1].isspace():
            yield bare


def _is_glued(text: str, end: int) -> bool:
    """Say whether a stop belongs to an abbreviation or a number rather than to a sentence."""
    before, after = text[max(0, end - 40) : end], text[end : end + 20].lstrip()
    word = _SPACE.split(before)[-1].lstrip("([„“\"'").lower()
    if word in _BEFORE_ANYTHING or _SPACED.search(before):
        return True
    if word in _BEFORE_NUMBERS:
        return after[:1].isdigit()
    # German begins every sentence with a capital, and has more abbreviations than a list.
    if word.endswith(".") and after[:1].islower():
        near = text[max(0, end - 200) : end + 200]
        known = word in _BEFORE_SMALL_LETTERS or word.endswith("str.")
        return known or len(set(_GERMAN.findall(near))) > 1
    return bool(_ORDINAL.search(before) and _COUNTED.match(after))
