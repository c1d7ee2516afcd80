"""Which encouragements of earlier editions come near one that is being worded, in their own words.

Shown is what was published, to whom it is open: documents that everybody may read, and those of
editions in which the same person has a part.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from hrgl.core import meaning, vector_store
from hrgl.core.database import fetch
from hrgl.core.meaning import Meanings
from hrgl.core.models import Edition, Encouragement, Member
from hrgl.editions.earlier_editions import called_year, earlier_editions, is_earlier
from hrgl.encouragements.views import list_encouragements
from hrgl.outcome.public_numbers import KnownEdition, known_editions
from hrgl.synthesis.wording.alikeness import NEARLY_THE_SAME, NEARLY_THE_SAME_BY_WORDS, alikeness
from hrgl.synthesis.wording.supporting import telling_words, weighed

_PATIENCE = 2.0  # seconds until words alone must do: nobody waits for this
NEAR_BY_WORDS = (
    "Compared by their words alone: the meaning of sentences is not being read at the moment."
)


@dataclass(frozen=True)
class NearEncouragement:
    """A published encouragement of an earlier edition: its year, its place, its heading."""

    year: str
    place: int
    heading: str


@dataclass(frozen=True)
class NearBefore:
    """What comes near, by edition and place, the earliest edition first.

    `compared`: whether there was anything to compare with; `note` says where words alone had to do.
    """

    found: tuple[NearEncouragement, ...]
    compared: bool
    note: str = ""


def near_before(
    session: Session,
    member: Member,
    *,
    encouragement_id: int,
    meanings: Meanings | None = None,
    patience: float = _PATIENCE,
) -> NearBefore:
    """The encouragements of earlier editions that say nearly what this one says."""
    one = fetch(session, Encouragement, encouragement_id, actor=member)
    views = list_encouragements(session, edition_id=member.edition_id)
    said = [view.heading for view in views if view.heading]
    heading = next(view.heading for view in views if view.id == one.id)
    before = _published(session, member)
    if not heading or not before:
        return NearBefore((), compared=bool(before))
    every = [heading, *(each.heading for each in before)]
    meanings = meanings or meaning.at_hand()
    known = meanings.of(every, patience=patience) if meanings else {}
    vectors = vector_store.stack(every, known) if set(known) >= set(every) else None
    near = _likenesses(every, said, vectors) >= (
        NEARLY_THE_SAME_BY_WORDS if vectors is None else NEARLY_THE_SAME
    )
    found = tuple(each for each, is_near in zip(before, near, strict=True) if is_near)
    return NearBefore(found, compared=True, note=NEAR_BY_WORDS if vectors is None else "")


def _likenesses(
    every: Sequence[str], said: Sequence[str], vectors: NDArray[np.floating] | None
) -> NDArray[np.float64]:
    """How alike the first is to each of the others; what is `said` weighs the words, too."""
    words = [telling_words(each) for each in every]
    pile = [*words, *map(telling_words, said)]
    texts = weighed(pile, np.zeros((len(pile), 1)))
    return np.asarray(alikeness(texts, words, vectors)[0, 1:])


def _published(session: Session, member: Member) -> list[NearEncouragement]:
    """Every encouragement of the earlier documents that stand and are open to the member."""
    here = session.get_one(Edition, member.edition_id)
    theirs = {each.id for each in earlier_editions(session, member_id=member.id)}
    public = {each.edition.id for each in known_editions(session, public_only=True)}
    return [
        NearEncouragement(called_year(each.edition), section.place, section.heading)
        for each in reversed(known_editions(session))
        if each.standing and _belongs(each, here) and each.edition.id in theirs | public
        for section in each.standing.document.sections
        if section.place is not None
    ]


def _belongs(known: KnownEdition, here: Edition) -> bool:
    """Whether an edition came before in the series; nothing of a demonstration stands elsewhere."""
    edition = known.edition
    same = (edition.series, edition.demonstration) == (here.series, here.demonstration)
    return same and is_earlier(edition, here)
