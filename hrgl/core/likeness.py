"""Words of a text that may mean a person though they are not the name: for a person to decide."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from hrgl.core.masking import name_words

_ALIKE = 0.8
_SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘\-‐‑][^\W\d_]+)*")


class Like:
    """What finds words like those of these names: one of them alone, misspelt, in another order."""

    def __init__(self, names: Iterable[str]) -> None:
        told = {word for name in names if "@" not in name for word in name_words(name)}
        self._told = sorted(told)
        # a name of short words only is looked for by the longest of them
        self._shortest = min(_SHORTEST, max(map(len, told), default=_SHORTEST))
        self._known: dict[str, bool] = {}

    def found(self, text: str) -> Iterator[str]:
        """The runs of such words, as they are written."""
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(text):
            if not self._is_like(word.group()):
                continue
            if run and text[run[-1].end() : word.start()].strip(" ,.\u00a0"):
                yield from self._telling(text, run)
                run = []
            run.append(word)
        yield from self._telling(text, run)

    def _telling(self, text: str, run: list[re.Match[str]]) -> Iterator[str]:
        if any(len(each.group()) >= self._shortest for each in run):
            yield " ".join(text[run[0].start() : run[-1].end()].split())

    def _is_like(self, written: str) -> bool:
        # a name is hardly ever written small where its letters could be capitals
        if written.islower():
            return False
        if written not in self._known:
            mine = "".join(name_words(written))
            self._known[written] = any(_near(mine, told) for told in self._told)
        return self._known[written]


def _near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 0.6 * max(len(one), len(other)):
        return False
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
