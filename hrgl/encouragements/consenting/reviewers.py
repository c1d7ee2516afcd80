"""Who reviews: the steering group of an edition, and who speaks for whom."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core.enums import Role
from hrgl.core.models import Member, Proxy


@dataclass(frozen=True)
class Reviewer:
    """A member of the steering group, and who speaks for them if somebody does."""

    id: int
    name: str
    proxy_id: int | None


def reviewers(session: Session, *, edition_id: int) -> list[Reviewer]:
    """Everybody whose word counts in an edition, by name; who has left speaks for nobody."""
    query = (
        select(Member.id, Member.name, Proxy.member_id)
        .join(Proxy, col(Proxy.for_id) == Member.id, isouter=True)
        .where(
            Member.edition_id == edition_id,
            Member.role == Role.STEERING,
            col(Member.active).is_(True),
        )
        .order_by(Member.name, col(Member.id))
    )
    found = session.exec(query).all()
    group = {member_id for member_id, *_ in found}
    return [
        Reviewer(member_id, name, proxy_id if proxy_id in group else None)
        for member_id, name, proxy_id in found
    ]


def spoken_for(session: Session, *, member_id: int) -> list[int]:
    """For whom a member speaks: for themselves, and for those who named them."""
    query = (
        select(Proxy.for_id)
        .join(Member, col(Member.id) == Proxy.for_id)
        .where(
            Proxy.member_id == member_id, Member.role == Role.STEERING, col(Member.active).is_(True)
        )
        .order_by(col(Proxy.id))
    )
    return [member_id, *session.exec(query).all()]
