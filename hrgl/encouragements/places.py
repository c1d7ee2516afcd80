"""The places of the document: given, changed, exchanged."""

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import Edition, Encouragement, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import current_wording, encouragement_then, open_encouragement
from hrgl.errors import NotNow, NotValid


def give_place(
    session: Session, actor: Member, *, encouragement_id: int, place: int | None, seen_version: int
) -> Encouragement:
    """Put an encouragement at a place of the document, or (with none) back among the candidates."""
    require(actor, Permission.WORD)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    if encouragement.place == place:
        there = f"at place {place}" if place else "among the candidates"
        raise NotNow(f"It stands {there} already. Choose another place.")
    if place is not None:
        _check_place(session, edition, encouragement, place)
    before, encouragement.place = encouragement.place, place
    audit.record(
        session,
        actor,
        "encouragement.placed",
        encouragement,
        **encouragement_then(session, encouragement),
        before=before,
    )
    return encouragement


def _check_place(
    session: Session, edition: Edition, encouragement: Encouragement, place: int
) -> None:
    if edition.places is None:
        raise NotNow("It is not yet set how many encouragements there shall be. Ask an organiser.")
    if not 1 <= place <= edition.places:
        raise NotValid(
            f"There are {edition.places} places, so {place} is none of them. Merge this one into "
            "another, set one aside, or ask an organiser for another number of places.",
            "place",
        )
    holder = session.exec(
        select(Encouragement).where(
            Encouragement.edition_id == edition.id, Encouragement.place == place
        )
    ).first()
    if holder is not None and holder.id != encouragement.id:
        heading = current_wording(session, holder).heading
        by = f" by “{heading}”" if heading else ""
        raise NotValid(f"Place {place} is taken{by}. Free it first, or let them swap.", "place")


def swap_places(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    seen_version: int,
    other_id: int,
    other_seen_version: int,
) -> Encouragement:
    """Let two encouragements exchange their places; one of them may be a candidate without one."""
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    other = open_encouragement(session, actor, other_id, other_seen_version)
    if encouragement.place == other.place:  # the same one, too
        raise NotNow("There is nothing to swap. Choose two encouragements at different places.")
    place, encouragement.place = encouragement.place, None
    session.flush()  # no two rows may hold one place, not even for a moment
    other.place, place = place, other.place
    session.flush()
    encouragement.place = place
    audit.record(
        session,
        actor,
        "encouragement.swapped",
        encouragement,
        **encouragement_then(session, encouragement),
        other_place=other.place,
    )
    return encouragement


def free_places(session: Session, *, edition_id: int) -> list[int]:
    """The places of the document at which no encouragement stands, in their order."""
    every = session.get_one(Edition, edition_id).places or 0
    query = select(Encouragement.place).where(
        Encouragement.edition_id == edition_id, col(Encouragement.place).is_not(None)
    )
    taken = set(session.exec(query).all())
    return [place for place in range(1, every + 1) if place not in taken]


def next_free_place(session: Session, *, edition_id: int) -> int | None:
    """The first place at which no encouragement stands; none when all are taken."""
    return next(iter(free_places(session, edition_id=edition_id)), None)
