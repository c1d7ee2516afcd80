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
    """Everybody whose word counts in an edition, by name."""
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
    return [Reviewer(*row) for row in session.exec(query).all()]


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
