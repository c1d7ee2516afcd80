"""In which language a wording is written, as far as its checks need to know."""

import re
import unicodedata

_COMMONEST = """
the of and to in for that with their on by is are from it be as at not this which they who what a an
or has have can where when how its them
"""
_ENGLISH = frozenset(_COMMONEST.split())
_OTHERS = tuple(
    frozenset(words.split())
    for words in (
        "der die das und in zu den mit von für auf ist nicht ein eine dem des sich aus im zum zur",
        "le la les des et en un une pour dans que qui sur avec du au aux de ses leur leurs est",
        "el la los las de y en que para con por una un del al sus su es",
        "il lo gli di e che la per un una con non del della delle dei nel le i",
        "o a os as de e em que para com uma um do da dos das no na nos nas",
        "de het een en van in op te dat voor met zijn aan is",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
# scripts that leave no space between words
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def is_english(text: str) -> bool:
    """Say whether a text is likely to be English, by its commonest words."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if any("LATIN" not in unicodedata.name(word[0], "") for word in words):
        return False
    ours = sum(word in _ENGLISH for word in words)
    theirs = max(sum(word in other for word in words) for other in _OTHERS)
    return ours > theirs or (ours == theirs and text.isascii())


def counts_words(text: str) -> bool:
    """Say whether the words of a text stand apart, so that they can be counted."""
    return not _UNSPACED.search(text)
