"""What a desk is told: its rows, what changed since, and what is asked about some of them."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core import audit
from hrgl.core.models import Member
from hrgl.notes.statements import list_statements
from hrgl.themes import desk, doubts, likeness, placing, splitting, spots
from hrgl.themes.proposals import constraints
from hrgl.themes.proposals.naming import titles_of
from hrgl.web.desk.attending import tell_attention, tell_present
from hrgl.web.desk.doubting import TOLD_BEFORE, as_sent, doubts_since
from hrgl.web.desks.answering import number_in, numbers_in, since_in

_MOST_FOLLOWED = 50  # statements that moved together


def tell_rows(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """All rows and themes, as of this moment."""
    found = desk.desk(session, edition_id=member.edition_id)
    TOLD_BEFORE.keep(member.edition_id, found.revision, found.others)
    return {
        **tell_attention(session, member),
        "revision": found.revision,
        "themes": list(map(_theme, found.themes)),
        "rows": [
            [
                *_place(place),
                row.short,
                row.text,
                row.who,
                row.workshop,
                row.actor_type or "",
                row.region or "",
                *as_sent(found.others.get(row.id, doubts.OtherThemes())),
            ]
            for row, place in zip(found.statements, found.places, strict=True)
        ],
    }


def tell_changes(session: Session, member: Member, asked: QueryParams) -> dict[str, Any] | None:
    """What changed since the moment a desk shows, and who else is there; nothing if nobody is."""
    since = since_in(asked)
    here = tell_present(session, member)
    if audit.revision(session, edition_id=member.edition_id) == since:
        return {"here": here} if here else None
    return {**patch_since(session, member, since), "here": here}


def tell_doubts(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """What statements come nearest to, of those for which it differs since the desk heard it."""
    return doubts_since(session, member.edition_id, since_in(asked))


def tell_theme(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """Who is behind a theme, and what stands near it."""
    theme_id = number_in(asked, "theme")
    found = desk.theme_more(session, edition_id=member.edition_id, theme_id=theme_id)
    return {
        "theme": found.row.id,
        "heard": found.row.heard,
        "line": found.row.line.told if found.row.line else "",
        "typical": [(each.short, each.text) for each in found.row.typical],
        "if_dissolved": found.row.if_dissolved,
        "near": found.near,
        "touches": found.touches,
        "titles": titles_of(session, member, theme_id=theme_id),
        "points": [
            ([s.id for s in point.statements if not s.left_out], point.times, point.workshops)
            for point in found.points
        ],
    }


def tell_split(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """The parts a theme would fall into, and the version of the theme they are parts of."""
    theme = placing.fetch_live(session, member, number_in(asked, "theme"))
    parts = splitting.preview(
        session, edition_id=member.edition_id, theme_id=theme.id, parts=number_in(asked, "parts")
    )
    return {
        "theme": theme.id,
        "version": theme.version,
        "parts": [{"name": part.title, "ids": [s.id for s in part.statements]} for part in parts],
    }


def tell_like(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """The statements that are most like one."""
    statement_id = number_in(asked, "statement")
    return {"ids": likeness.like(session, edition_id=member.edition_id, statement_id=statement_id)}


def tell_alike(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """The statements of a theme (0: of the queue; none given: of each), alike ones together."""
    place = number_in(asked, "place") if "place" in asked else None
    return {
        "groups": likeness.standing_together(session, edition_id=member.edition_id, place=place)
    }


def tell_along(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """What may follow statements that went from one theme (0: from the queue) to another."""
    found = constraints.may_follow(
        session,
        edition_id=member.edition_id,
        statement_ids=numbers_in(asked, "moved")[:_MOST_FOLLOWED],
        from_id=number_in(asked, "from") or None,
        into_id=number_in(asked, "into"),
        rows=list_statements(session, edition_id=member.edition_id),
    )
    return {"ids": [row.id for row in found]}


def tell_map(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """Where the statements stand on the map."""
    rows = list_statements(session, edition_id=member.edition_id)
    found = spots.map_of(session, edition_id=member.edition_id, rows=rows)
    return {"spots": [[key, spot.x, spot.y] for key, spot in found.items()]}


def patch_since(session: Session, member: Member, since: audit.Revision) -> dict[str, Any]:
    """What a desk of that moment needs; that it has to be read anew, if it is too much."""
    found = desk.desk_changes(session, edition_id=member.edition_id, since=since)
    if found is None:
        return {"since": since, "anew": True}
    return {
        "since": since,
        "revision": found.revision,
        "places": list(map(_place, found.places)),
        "themes": list(map(_theme, found.themes)),
    }


def _place(place: desk.DeskPlace) -> list[Any]:
    return [
        place.id,
        place.version,
        place.kind,
        place.at,
        place.because,
        list(place.used),
        place.pinned,
    ]


def _theme(theme: desk.DeskTheme) -> list[Any]:
    return [
        theme.id,
        theme.version,
        theme.name,
        theme.description,
        theme.reviewed,
        list(theme.used),
        theme.flag,
    ]
