"""What waits for a member: what nobody contests as one list, then the contested, easiest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core.enums import Stage
from hrgl.encouragements.views import EncouragementView, list_encouragements


@dataclass(frozen=True)
class WhatWaits:
    """The submitted wordings on which somebody has not spoken yet, and all others before them."""

    consent_list: tuple[EncouragementView, ...]
    contested: tuple[EncouragementView, ...]
    spoken: tuple[EncouragementView, ...]

    @property
    def all(self) -> tuple[EncouragementView, ...]:
        """What waits, in the order in which it is to be read."""
        return (*self.consent_list, *self.contested)


def what_waits(session: Session, *, edition_id: int, member_id: int) -> WhatWaits:
    """What waits for this member; one's own objection waits again when it has been answered."""
    return waiting_among(list_encouragements(session, edition_id=edition_id), member_id)


def waiting_among(views: Sequence[EncouragementView], member_id: int) -> WhatWaits:
    """The same of encouragements that have been read already."""
    submitted = [view for view in views if view.stage is Stage.SUBMITTED]
    open_to_me = [view for view in submitted if waits_for(view, member_id)]
    contested = sorted((view for view in open_to_me if view.contested), key=_hardness)
    return WhatWaits(
        tuple(view for view in open_to_me if not view.contested),
        tuple(contested),
        tuple(view for view in submitted if view not in open_to_me),
    )


def waits_for(view: EncouragementView, member_id: int) -> bool:
    """Whether a member has not spoken on the wording, or is to say what they think of an answer."""
    mine = view.opinion_of(member_id)
    if mine is None:
        return True
    return mine in view.objections and bool(mine.answer)


def _hardness(view: EncouragementView) -> tuple[int, int, int, int]:
    """Fewest objections first, and of these what has been answered before what has not."""
    unanswered = sum(1 for opinion in view.objections if not opinion.answer)
    return len(view.objections), unanswered, view.place or 0, view.id
