"""Attention: what each person has read, what they saw of a theme, and who is where now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from hrgl.core.columns import now
from hrgl.core.models import Look, Member, Reading, Statement, Theme, Workshop
from hrgl.core.permissions import Permission, require

_BEAT = 15  # seconds between two signs of life of a desk
_GONE_AFTER = timedelta(seconds=2 * _BEAT)
_CHUNK = 500


@dataclass(frozen=True)
class Attention:
    """The statements a person has read, and what each theme held at their last look."""

    read: tuple[int, ...]
    looked: dict[int, list[int]]


def attention_of(session: Session, *, member_id: int) -> Attention:
    """What a person has seen so far in an edition."""
    query = select(Reading.statement_id).where(Reading.member_id == member_id)
    read = session.exec(query.order_by(col(Reading.statement_id))).all()
    looks = session.exec(select(Look.theme_id, Look.held).where(Look.member_id == member_id)).all()
    return Attention(tuple(read), {theme_id: list(held) for theme_id, held in looks})


def attend(
    session: Session,
    actor: Member,
    *,
    read: Collection[int] = (),
    looks: Mapping[int, Sequence[int]] | None = None,
    here: int | None = None,
) -> None:
    """Keep what a person has read and what themes held before them; and in which they are.

    It decides nothing: it is recorded nowhere, and what is not of their edition is passed over.
    """
    require(actor, Permission.PLACE)
    _keep_read(session, actor, read)
    mine = {
        look.theme_id: look
        for look in session.exec(select(Look).where(Look.member_id == actor.id)).all()
    }
    asked = set(looks or {}) - set(mine)
    known = select(Theme.id).where(Theme.edition_id == actor.edition_id, col(Theme.id).in_(asked))
    for theme_id in session.exec(known).all():
        mine[theme_id] = Look(member_id=actor.id, theme_id=theme_id)
        session.add(mine[theme_id])
    for theme_id, held in (looks or {}).items():
        if theme_id in mine:
            mine[theme_id].held = list(held)
    for theme_id, look in mine.items():
        look.here_at = now() if theme_id == here else None
    session.flush()


def _keep_read(session: Session, actor: Member, read: Collection[int]) -> None:
    ids = sorted(set(read))
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        here = (
            select(Statement.id)
            .join(Workshop, col(Workshop.id) == Statement.workshop_id)
            .where(Workshop.edition_id == actor.edition_id, col(Statement.id).in_(some))
        )
        known = select(Reading.statement_id).where(
            Reading.member_id == actor.id, col(Reading.statement_id).in_(some)
        )
        fresh = set(session.exec(here).all()) - set(session.exec(known).all())
        session.add_all(Reading(member_id=actor.id, statement_id=each) for each in sorted(fresh))


@dataclass(frozen=True)
class Present:
    """Somebody who has a theme open at this moment."""

    name: str
    theme_id: int


def present(session: Session, *, edition_id: int, but: int) -> list[Present]:
    """Who else has which theme open now, by name."""
    query = (
        select(Member.name, Look.theme_id)
        .join(Look, col(Look.member_id) == Member.id)
        .where(
            Member.edition_id == edition_id,
            Member.id != but,
            col(Member.active),
            col(Look.here_at) > now() - _GONE_AFTER,
        )
        .order_by(Member.name, col(Member.id))
    )
    return [Present(name, theme_id) for name, theme_id in session.exec(query).all()]
