"""Proxies: who of the steering group speaks for whom, named by organisers."""

from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member, Proxy
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid

_Speaker = aliased(Member)
_Absent = aliased(Member)


@dataclass(frozen=True)
class NamedProxy:
    """That one member speaks for another; `counts` as long as both are in the steering group."""

    id: int
    speaker_id: int
    speaker: str
    for_id: int
    absent: str
    counts: bool


def named_proxies(session: Session, *, edition_id: int) -> list[NamedProxy]:
    """Who speaks for whom in an edition, by the names of those spoken for."""
    query = (
        select(Proxy, _Speaker, _Absent)
        .join(_Speaker, _Speaker.id == Proxy.member_id)  # type: ignore[arg-type]  # a column to SQLAlchemy
        .join(_Absent, _Absent.id == Proxy.for_id)  # type: ignore[arg-type]  # a column to SQLAlchemy
        .where(Proxy.edition_id == edition_id)
        .order_by(_Absent.name, col(Proxy.id))
    )
    return [
        NamedProxy(
            proxy.id,
            speaker.id,
            speaker.name,
            absent.id,
            absent.name,
            _reviews(speaker) and _reviews(absent),
        )
        for proxy, speaker, absent in session.exec(query).all()
    ]


def name_proxy(session: Session, actor: Member, *, member_id: int, for_id: int) -> Proxy:
    """Let a member of the steering group speak for another one who is not there."""
    require(actor, Permission.SET_UP)
    # one at a time in an edition: two that are named at once could make a chain
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    speaker, absent = (fetch(session, Member, each, actor=actor) for each in (member_id, for_id))
    if speaker.id == absent.id:
        raise NotValid("Everybody speaks for themselves anyway. Choose somebody else.", "member_id")
    for member in (speaker, absent):
        _refuse_unless_they_review(member)
    _refuse_chains(session, edition, speaker, absent)
    row = Proxy(edition_id=edition.id, member_id=speaker.id, for_id=absent.id)
    session.add(row)
    audit.record(session, actor, "proxy.named", absent, speaker_id=speaker.id)
    return row


def end_proxy(session: Session, actor: Member, *, proxy_id: int) -> Member:
    """End that somebody speaks for a member; what they said for them stays said."""
    require(actor, Permission.SET_UP)
    row = fetch(session, Proxy, proxy_id, actor=actor)
    absent = session.get_one(Member, row.for_id)
    session.delete(row)
    audit.record(session, actor, "proxy.ended", absent, speaker_id=row.member_id)
    return absent


def _reviews(member: Member) -> bool:
    return member.active and member.role is Role.STEERING


def _refuse_unless_they_review(member: Member) -> None:
    if not member.active:
        raise NotValid(f"The part of {member.name} in this edition has ended. Choose another.")
    if member.role is not Role.STEERING:
        raise NotValid(
            f"{member.name} is not in the steering group: only its members speak for each other."
        )


def _refuse_chains(session: Session, edition: Edition, speaker: Member, absent: Member) -> None:
    """Nobody has two voices for themselves, and nobody hands on a voice they were given."""
    for each in named_proxies(session, edition_id=edition.id):
        told = f"{each.speaker} speaks for {each.absent}"
        if each.for_id == absent.id:
            raise NotNow(f"{told} already. End that first.")
        if each.for_id == speaker.id:
            raise NotNow(
                f"{told}, so {each.absent} cannot speak for others. Choose {each.speaker}, or end "
                "that first."
            )
        if each.speaker_id == absent.id:
            raise NotNow(
                f"{told}, and cannot hand that voice on. End that first, or name somebody else for "
                f"{each.absent}."
            )
