"""Two texts word by word: the stretches that both have, and those that only one of them has."""

import re

from hrgl.synthesis.cutting.matching import opcodes

_WORDS = re.compile(r"\w+|\s+|[^\w\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS = 5000
Stretch = tuple[bool, str, str]  # whether both have it, what the first has, what the second has


def stretches(first: str, second: str) -> list[Stretch]:
    """Return what two texts have in common and what not, in turn; very long ones line by line.

    A space between two changes does not part them.
    """
    parts = _WORDS if len(first) + len(second) < _MOST_WORDS * 6 else _LINES
    a, b = parts.findall(first), parts.findall(second)
    found: list[Stretch] = []
    for tag, a0, a1, b0, b1 in opcodes(a, b):
        before, after = "".join(a[a0:a1]), "".join(b[b0:b1])
        same = tag == "equal" and not (found and before.isspace())
        if found and found[-1][0] == same:
            _, one, other = found.pop()
            before, after = one + before, other + after
        found.append((same, before, after))
    return found
