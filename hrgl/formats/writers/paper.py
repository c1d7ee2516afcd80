"""Words on paper: where a line may end, and how much has room."""

import re

# letters, beyond which a word may end a line after every so many of them
LONG_WORD, LONG_IN_LARGE, LONG_IN_A_CELL = (60, 12), (32, 8), (24, 4)
_CUT = "\x1f"  # no text of a block holds it
_JOINED = "\u0300-\u036f\u064b-\u065f\u200b-\u200f\ufe00-\ufe0f"


def in_pieces(text: str, long: tuple[int, int] = LONG_WORD) -> list[str]:
    """A text in pieces between which a line may end: one, unless a word is too long for a line."""
    most, each = long
    # an accent or a joiner stays with its letter
    piece = re.compile(rf"(?:\S[{_JOINED}]*){{1,{each}}}")
    cut = re.sub(rf"\S{{{most + 1},}}", lambda word: _CUT.join(piece.findall(word[0])), text)
    return list(filter(None, cut.split(_CUT)))


def cut_short(text: str, longest: int) -> str:
    """A text as far as it has room beside others."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"
