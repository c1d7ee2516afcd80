"""News: what others have done in an edition since somebody's page was drawn."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from hrgl.core.acts import ACTS
from hrgl.core.acts.act import Counted
from hrgl.core.models import AuditEntry, Member


@dataclass(frozen=True)
class News:
    """How often others did what, in the order of the work."""

    counts: dict[Counted, int]

    @property
    def sentence(self) -> str:
        """ "3 new notes, 1 change to themes"; empty if nothing happened."""
        return ", ".join(f"{n} {counted.value[n != 1]}" for counted, n in self.counts.items())


def since(session: Session, *, member_id: int, entry_id: int) -> News:
    """What others did in this member's edition after an audit entry."""
    edition_id = session.get_one(Member, member_id).edition_id
    query = (
        select(AuditEntry.act, func.count(col(AuditEntry.id)))
        .where(
            AuditEntry.edition_id == edition_id,
            col(AuditEntry.id) > entry_id,
            col(AuditEntry.member_id).is_distinct_from(member_id),
        )
        .group_by(AuditEntry.act)
    )
    found: Counter[Counted] = Counter()
    for act, count in session.exec(query).all():
        found[counted_as(act)] += count
    return News({counted: found[counted] for counted in Counted if found[counted]})


def counted_as(act: str) -> Counted:
    """What an act counts as, by its name; one that this version does not know is another change."""
    return ACTS[act].counted if act in ACTS else Counted.OTHER
