"""Texts squeezed, so that they can be compared however they were printed.

Compatible signs are made one (NFKC: a ligature is its letters), white space, soft hyphens and
invisible signs go. Hyphens are kept apart, for a printer puts some in at the ends of lines.
"""

import re
import unicodedata
from dataclasses import dataclass, field

_HYPHENS = frozenset("-\u2010\u2011")
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627\u0644]{2,}")


@dataclass
class SqueezedText:
    raw: str
    text: str = ""
    at: list[int] = field(default_factory=list)  # where in `raw` each letter stands
    hyphens: dict[int, bool] = field(default_factory=dict)  # before which letter; at a line's end?

    def begins_line(self, place: int) -> bool:
        return place == 0 or "\n" in self.raw[self.at[place - 1] : self.at[place]]

    def ends_line(self, place: int) -> bool:
        return place == len(self.text) or self.begins_line(place)

    def words(self, start: int, stop: int) -> str:
        """What stands between two places, as it is written."""
        first = self.at[start - 1] + 1 if start else 0
        last = self.at[stop] if stop < len(self.at) else len(self.raw)
        return self.raw[first:last]


def squeezed(text: str) -> str:
    """A text without white space and invisible signs, compatible signs made one."""
    return squeeze(text).text


def squeeze(text: str) -> SqueezedText:
    """A text squeezed, with the way back from each of its letters to where it was written."""
    made = SqueezedText(unicodedata.normalize("NFKC", text))
    letters: list[str] = []
    hyphen: int | None = None
    for place, sign in enumerate(made.raw):
        if sign in _HYPHENS:
            hyphen = place
        elif not (sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")):
            if hyphen is not None:
                made.hyphens[len(letters)] = "\n" in made.raw[hyphen:place]
                hyphen = None
            letters.append(sign)
            made.at.append(place)
    # a printer joins lam and alef to one sign, which comes back in either order
    made.text = _LAM_ALEF.sub(lambda run: "".join(sorted(run[0])), "".join(letters))
    return made


def word_at(text: SqueezedText, place: int) -> str:
    """The word in which a letter stands."""
    at = text.at[place]
    before, after = text.raw[:at].split(), text.raw[at:].split()
    joined = (before[-1:] if at and not text.raw[at - 1].isspace() else []) + after[:1]
    return "".join(joined)
