"""Lines of a PDF in which some words are read to the right and some to the left.

PDFium takes all that stands at one height for one line and turns it as a whole, cells of a table
and words beside one another alike. Here such a line is read anew from where its letters stand.
"""

import unicodedata
from itertools import groupby

from hrgl.formats.readers.printed import PrintedLine

_TO_THE_LEFT, _TO_THE_RIGHT = frozenset({"R", "AL", "AN"}), frozenset({"L", "EN"})


def in_reading_order(line: PrintedLine) -> str:
    """The text of a line as it is read, where words of both directions stand in it."""
    ways = [_way(sign) for sign in line.text]
    if not ("left" in ways and "right" in ways):
        return line.text
    placed = sorted(zip(line.at, line.text, ways, strict=True))
    letters = [(at, sign, way) for at, sign, way in placed if not sign.isspace()]
    runs = [
        (way, [sign for _, sign, _ in some])
        for way, some in groupby(_joined(letters), key=lambda each: each[2])
    ]
    said = ["".join(run[::-1] if way == "left" else run) for way, run in runs]
    left = sum(way == "left" for _, _, way in letters)
    from_the_right = runs[-1][0] == "left" and left * 2 > len(letters)
    return " ".join(said[::-1] if from_the_right else said)


def _way(sign: str) -> str:
    kind = unicodedata.bidirectional(sign)
    return "left" if kind in _TO_THE_LEFT else "right" if kind in _TO_THE_RIGHT else ""


def _joined(letters: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """The letters, in which a sign without a direction takes that of the nearer neighbour."""
    made = []
    for number, (at, sign, way) in enumerate(letters):
        if not way:
            before = next((each for each in letters[number::-1] if each[2]), None)
            after = next((each for each in letters[number:] if each[2]), None)
            near = min(filter(None, (before, after)), key=lambda each: abs(each[0] - at))
            way = near[2]
        made.append((at, sign, way))
    return made
