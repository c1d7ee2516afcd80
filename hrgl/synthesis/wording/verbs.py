"""Whether a heading begins with a verb: the one thing a sentence after "to …" cannot do without.

A plain list of base forms, ours. A word that is not on it passes as well if it has an ending of
verbs, or no ending of another sort and an article or the like follows, as in "greenlight the …". It
knows English only: of other languages nothing should be asked here.
"""

import re

from hrgl.synthesis.wording.base_forms import BASE_FORMS

_BEFORE_VERBS = """
not never always also again both either first firstly foremost further often instead rather still
then too together
"""
_BEFORE = frozenset(_BEFORE_VERBS.split())
_FOLLOWING = """
a an the this that these those all any each every no some both their its his her our your own them
it us him themselves people who whom what which how where when whether
"""
_AFTER_VERBS = frozenset(_FOLLOWING.split())
_NO_VERB_ENDS = re.compile(
    r"(?:ing|ed|s|tion|sion|ment|ness|ity|ance|ence|ship|hood|ism|ist|ous|ful|less|able|ible|al|ic|"
    r"cy|er|or|ive)$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’()][^\W\d_]+)*")


def no_verb_at_its_head(heading: str) -> str:
    """Return the word with which an English heading begins in place of a verb; empty if it is one.

    What may stand before a verb is passed over: "not to", "always", "jointly and regularly".
    """
    words: list[str] = _WORD.findall(heading.replace("(re)", "re").casefold())
    passed = 0
    while passed < len(words) and _may_stand_before(words, passed):
        passed += 1
    if passed == len(words):
        return words[0] if words else heading.strip()
    if _is_verb(words[passed]) or _looks_like_one(words[passed:]):
        return ""
    return words[passed]


def _may_stand_before(words: list[str], at: int) -> bool:
    word, before = words[at], words[at - 1] if at else ""
    if word in BASE_FORMS and word != "further":
        return False
    if word in _BEFORE or (word.endswith("ly") and len(word) > 4):
        return True
    return at > 0 and ((word == "to" and before == "not") or word in {"and", "or", "but"})


def _is_verb(word: str) -> bool:
    parts = word.split("-")
    return (
        word in BASE_FORMS
        or parts[-1] in BASE_FORMS
        or "".join(parts) in BASE_FORMS
        or (len(parts) == 1 and _with_a_prefix(word))
        or word.endswith(("ise", "ize", "ify"))
    )


def _with_a_prefix(word: str) -> bool:
    prefixes = ("co", "re", "de", "over", "under", "out", "pre", "dis", "un", "mis", "inter")
    return any(word.startswith(each) and word[len(each) :] in BASE_FORMS for each in prefixes)


def _looks_like_one(words: list[str]) -> bool:
    return (
        len(words) > 1
        and words[1] in _AFTER_VERBS
        and not _NO_VERB_ENDS.search(words[0])
        and words[0] not in _AFTER_VERBS
    )
