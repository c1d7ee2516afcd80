"""How well a phrase reads as the name of something: whole, of a thing, and of this theme."""

import math
from collections import Counter
from dataclasses import dataclass, field

from hrgl.synthesis.naming.candidates import Found, candidates
from hrgl.synthesis.naming.phrases import Phrase
from hrgl.synthesis.naming.said import SaidInThemes
from hrgl.synthesis.naming.spoken import ENGLISH
from hrgl.synthesis.naming.stop_words import VAGUE
from hrgl.synthesis.naming.word_forms import GERMAN, can_end, fits_before, is_vague, is_verbal

READ_CLOSELY = 150  # statements of a theme that phrases are taken from
# What is left of a phrase's value if …
LENGTHY = 0.93  # … it has more than two telling words, for each further
NOT_A_NAME = 0.5  # … one of its words is found after "to" and "we" rather than "the" and "of"
PROPER_NAME = 0.25  # … it is written like a place or a person: where, not what
CUT_SHORT = 0.2  # … a word that belongs to it was cut off, or the noun it leads to
COMMONPLACE = 0.25  # … next to all who say its words are in other themes
NAMED = 1.15  # more, if it stands after "the" or "of" somewhere
SAID_OFTEN = 0.2  # more for each doubling of the statements that have the phrase
PLURAL = 8  # as much does a plural count as a singular


@dataclass
class Candidate:
    """A phrase of a theme, over all typical statements that have it."""

    telling: Phrase
    joined: float
    statements: int = 0
    named: bool = False
    times: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)

    def add(self, found: Found) -> None:
        """Note once more how it stands in a statement."""
        self.times += 1
        self.named |= found.named
        self.before[found.before] += 1
        self.after[found.after] += 1
        self.written[found.surface] += int(not found.opens)


def phrases_of(said: SaidInThemes, theme: int, core: frozenset[str]) -> dict[Phrase, Candidate]:
    """Gather the phrases of a theme's typical statements that hold a word of the core."""
    gathered: dict[Phrase, Candidate] = {}
    for row in said.typical(theme, READ_CLOSELY):
        seen = set()
        for found in candidates(said.rows[row], core):
            if found.before == "hate":
                continue  # it would be called by the opposite
            candidate = gathered.get(found.phrase)
            if candidate is None:
                candidate = gathered[found.phrase] = Candidate(found.telling, found.joined)
            candidate.add(found)
            if found.phrase not in seen:
                candidate.statements += 1
                seen.add(found.phrase)
    return gathered


def shape_of(said: SaidInThemes, theme: int, found: Candidate) -> float:
    """Weigh how much a phrase reads like a name, whole and of a thing."""
    worth = found.joined * (NAMED if found.named else 1.0) * faults_of(said, theme, found)
    worth *= NOT_A_NAME if any(map(is_vague, found.telling)) else 1.0
    worth *= LENGTHY ** max(0, len(found.telling) - 2)
    worth *= 1 + SAID_OFTEN * math.log2(found.statements)
    own = max(said.own(word, theme) for word in found.telling)
    return worth * min(1.0, COMMONPLACE + 2 * (1 - COMMONPLACE) * own)


def faults_of(said: SaidInThemes, theme: int, found: Candidate) -> float:
    """Return what is left of a phrase's value for its faults as a name; 1 if it has none."""
    language, last = said.languages[theme], as_spelled(found).split()[-1]
    if language == GERMAN and not all(fits_before(word) for word in as_spelled(found).split()):
        return CUT_SHORT
    followed = language == ENGLISH and said.ending[found.telling[-1]] < 0
    left = 1.0 if can_end(last, language) and not followed else CUT_SHORT
    if _is_cut(said, theme, found):
        left *= CUT_SHORT
    if len(found.telling) == 1 and is_verbal(found.telling[0], language):
        left *= NOT_A_NAME
    if any(said.is_name(word, theme) for word in found.telling):
        left *= PROPER_NAME
    for word in found.telling:
        left *= NOT_A_NAME if said.leaning[word] < 0 or word in VAGUE else 1.0
    return left


def _is_cut(said: SaidInThemes, theme: int, found: Candidate) -> bool:
    """Say whether mostly a word of its own stands before it, or another one follows."""
    before = [count for word, count in found.before.items() if word]
    after = [
        count
        for word, count in found.after.items()
        if word and said.leaning[word] >= 0 and said.is_noun(word, theme)
    ]
    followed = sum(after) if len(found.telling) > 1 else max(after, default=0)
    return max(max(before, default=0), followed) * 2 > found.times


def naming_of(said: SaidInThemes, word: str) -> float:
    """Return what is left of a phrase's value for a word that seldom names anything."""
    return NOT_A_NAME if said.leaning[word] < 0 or word in VAGUE else 1.0


def as_spelled(found: Candidate) -> str:
    """Return the commonest spelling; plurals count more, as they read more like a theme."""
    written = found.written
    best = min(
        written,
        key=lambda s: ("'" in s or "’" in s, -written[s] * (PLURAL if s.endswith("s") else 1), s),
    )
    return best.lower() if " " in best and best.isupper() else best
