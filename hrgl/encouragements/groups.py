"""Groups of encouragements in the document: each begins at a place and has a heading."""

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import out_of_date
from hrgl.core.models import Edition, GroupHeading, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import refuse_if_published
from hrgl.errors import NotFound, NotNow, NotValid

LONGEST_GROUP_HEADING = 120


def group_headings(session: Session, *, edition_id: int) -> list[GroupHeading]:
    """The headings of the groups, in the order of the places they stand above."""
    query = select(GroupHeading).where(GroupHeading.edition_id == edition_id)
    return list(session.exec(query.order_by(col(GroupHeading.place))).all())


def head_group(
    session: Session, actor: Member, *, place: int, heading: str, seen_version: int | None = None
) -> GroupHeading:
    """Put a heading above the encouragement at a place, or change the one that was seen there."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    heading = " ".join(heading.split())
    if not heading:
        raise NotValid("Please write the heading, or take it away.", "heading")
    if len(heading) > LONGEST_GROUP_HEADING:
        raise NotValid(
            f"The heading is too long: at most {LONGEST_GROUP_HEADING} characters.", "heading"
        )
    if not 1 <= place <= (session.get_one(Edition, actor.edition_id).places or 0):
        raise NotValid(f"There is no place {place}.", "place")
    group = _seen(session, actor, place, seen_version)
    if group is not None and group.heading == heading:
        raise NotNow("The heading is the same as before; nothing was saved.")
    group = group or GroupHeading(edition_id=actor.edition_id, place=place, heading=heading)
    group.heading = heading
    session.add(group)
    audit.record(session, actor, "group.headed", group, place=place, heading=heading)
    return group


def unhead_group(session: Session, actor: Member, *, place: int, seen_version: int) -> None:
    """Take a heading away: what stood under it belongs to the group above."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    group = _seen(session, actor, place, seen_version)
    if group is None:
        raise NotFound("This heading is not there any more. Load the page again.")
    session.delete(group)
    audit.record(session, actor, "group.unheaded", group, place=place, heading=group.heading)


def _seen(
    session: Session, actor: Member, place: int, seen_version: int | None
) -> GroupHeading | None:
    """The heading above a place as it was seen there; `None` if none was, and none is."""
    query = select(GroupHeading).where(
        GroupHeading.edition_id == actor.edition_id, GroupHeading.place == place
    )
    group = session.exec(query.with_for_update()).first()
    if group is not None and group.version != seen_version:
        raise out_of_date(session, "groupheading", group.id)
    if group is None and seen_version is not None:
        raise NotFound("This heading is not there any more. Load the page again.")
    return group
