"""Which way words run: from the left, or as Arabic and Hebrew do from the right."""

import unicodedata

# Languages that are written from the right unless a script is named.
_FROM_THE_RIGHT = {"ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi"}
_SCRIPTS_FROM_THE_RIGHT = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"}


def first_direction(text: str) -> str:
    """The direction of the first letter that has one, "ltr" or "rtl"; "" if none has."""
    kinds = (unicodedata.bidirectional(each) for each in text)
    first = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "")
    return first and ("ltr" if first == "L" else "rtl")


def from_the_right(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    return first_direction(text) == "rtl"


def direction_of(language: str) -> str:
    """The direction of a language by its tag of BCP 47, "ltr" or "rtl"; its script decides."""
    first, *others = language.lower().split("-")
    scripts = [each for each in others if len(each) == 4]
    right = scripts[0] in _SCRIPTS_FROM_THE_RIGHT if scripts else first in _FROM_THE_RIGHT
    return "rtl" if right else "ltr"
