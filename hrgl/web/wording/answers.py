"""What the page Encouragements is told: all of it, what changed, and what is asked of one."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import Edition, Encouragement, Member, WordingDraft
from hrgl.core.zones import clock_time, in_zone
from hrgl.encouragements import groups, panes, wording_drafts, wordings
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.commenting.comments import Commented
from hrgl.encouragements.consenting.opinions import Opinion
from hrgl.errors import NotFound
from hrgl.notes import gathered
from hrgl.notes.statements import list_statements
from hrgl.synthesis.cutting.stretches import stretches
from hrgl.themes import desk, placing
from hrgl.web.amending.told import held_told
from hrgl.web.desks.answering import number_in, since_in
from hrgl.web.wording.amended import amended, none_amended


def tell_all(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """Every encouragement, and every statement that it could stand on, as of this moment."""
    here = member.edition_id
    arrived = {key: note.created_at for key, note in gathered.notes(session, here, None).items()}
    return {
        "revision": audit.revision(session, edition_id=here),
        **_encouragements(session, member),
        "drafts": [
            draft_as_sent(each, session.get_one(Edition, here).time_zone)
            for each in wording_drafts.wording_drafts(session, member_id=member.id)
        ],
        "rows": [
            [
                *_place(desk.place_shown(row)),
                row.short,
                row.text,
                row.who,
                row.workshop,
                row.actor_type or "",
                row.region or "",
                int(arrived[row.note_id].timestamp()),
            ]
            for row in list_statements(session, edition_id=here)
        ],
    }


def tell_since(session: Session, member: Member, asked: QueryParams) -> dict[str, Any] | None:
    """What changed since the moment a page shows; nothing if nothing did."""
    since = since_in(asked)
    if audit.revision(session, edition_id=member.edition_id) == since:
        return None
    return wording_patch(session, member, since)


def wording_patch(session: Session, member: Member, since: audit.Revision) -> dict[str, Any]:
    """What a page of that moment needs; that it has to be read anew, if it is too much."""
    found = desk.desk_changes(session, edition_id=member.edition_id, since=since)
    if found is None:
        return {"since": since, "anew": True}
    return {
        "since": since,
        "revision": found.revision,
        **_encouragements(session, member),
        "places": [_place(each) for each in found.places],
    }


def _place(place: desk.DeskPlace) -> list[Any]:
    return [place.id, place.version, place.kind, place.at, place.because]


def _encouragements(session: Session, member: Member) -> dict[str, Any]:
    """What is short enough to be told whole with every change."""
    here = session.get_one(Edition, member.edition_id)
    said = {each.encouragement_id: each for each in comments.of(session, edition_id=here.id)}
    changed = amended(session, member)
    return {
        "edition": {
            "places": here.places or 0,
            "published": panes.is_published(session, edition_id=here.id),
        },
        "encouragements": [
            {
                **_pane(each, here.time_zone),
                **_commented(said.get(each.view.id)),
                **changed.get(each.view.id, none_amended()),
            }
            for each in panes.panes(session, edition_id=here.id)
        ],
        "groups": [
            [group.place, group.heading, group.version]
            for group in groups.group_headings(session, edition_id=here.id)
        ],
        "themes": [
            [theme.id, theme.version, theme.name]
            for theme in placing.live(session, edition_id=here.id)
        ],
    }


def _pane(pane: panes.Pane, zone: str) -> dict[str, Any]:
    view = pane.view
    return {
        "id": view.id,
        "version": view.version,
        "place": view.place,
        "stage": view.stage.value,
        "wording": view.wording,
        "wordingId": view.wording_id,
        "heading": view.heading,
        "explanation": view.explanation,
        "examples": pane.examples,
        "remarks": view.remarks,
        "by": pane.by,
        "worded": int(pane.worded_at.timestamp()),
        "because": pane.because,
        "into": pane.merged_into,
        "themes": pane.themes,
        "cited": pane.cited,
        "lacks": pane.lacks,
        "approved": view.approved,
        "favour": view.in_favour,
        "quorum": view.quorum,
        "objections": len(view.objections),
        "unanswered": sum(1 for each in view.objections if not each.answer),
        "opinions": [_opinion(each, zone) for each in (*view.opinions, *view.earlier)],
    }


def _commented(said: Commented | None) -> dict[str, int]:
    """How many comments of participants there are, and how many wait for an answer."""
    return {
        "comments": len(said.comments) if said else 0,
        "waiting": len(said.waiting) if said else 0,
    }


def _opinion(opinion: Opinion, zone: str) -> dict[str, Any]:
    return {
        "who": opinion.who,
        "wording": opinion.wording,
        "verdict": opinion.verdict.value,
        "reason": opinion.reason,
        "settles": opinion.would_settle,
        "at": _moment(opinion.at, zone),
        "answered": opinion.answered.value.replace("_", " ") if opinion.answered else None,
        "answer": opinion.answer,
    }


def _moment(at: Any, zone: str) -> str:
    local = in_zone(at, zone)
    return f"{local:%d %b}, {clock_time(local)}"


def draft_as_sent(draft: WordingDraft, zone: str) -> dict[str, Any]:
    """What somebody is typing, and when it was kept."""
    return {
        "encouragement": draft.encouragement_id,
        "wording": draft.wording,
        "heading": draft.heading,
        "explanation": draft.explanation,
        "examples": draft.examples,
        "remarks": draft.remarks,
        "seen": draft.saved_at.isoformat(),
        "kept": clock_time(in_zone(draft.saved_at, zone)),
    }


def tell_wordings(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """All wordings of an encouragement: who, when, why."""
    one = fetch(session, Encouragement, number_in(asked, "encouragement"), actor=member)
    zone = session.get_one(Edition, member.edition_id).time_zone
    found = wordings.wordings(session, encouragement_id=one.id)
    held = held_told(session, member)
    return {
        "encouragement": one.id,
        "wordings": [
            {
                "number": each.number,
                "who": each.who,
                "at": _moment(each.at, zone),
                "why": each.why,
                "holds": held.get(each.wording_id, []),
                "heading": each.heading,
                "explanation": each.explanation,
                "examples": each.examples,
            }
            for each in found
        ],
    }


def tell_difference(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """How one wording became another, word by word."""
    one = fetch(session, Encouragement, number_in(asked, "encouragement"), actor=member)
    found = {each.number: each for each in wordings.wordings(session, encouragement_id=one.id)}
    before, after = (found.get(number_in(asked, name)) for name in ("before", "after"))
    if before is None or after is None:
        raise NotFound("There is no such wording. Load the page again.")
    return {
        "heading": stretches(before.heading, after.heading),
        "explanation": stretches(before.explanation, after.explanation),
        "examples": stretches(before.examples, after.examples),
    }


def tell_said(session: Session, member: Member, asked: QueryParams) -> dict[str, Any]:
    """What was said more than once in the themes of an encouragement."""
    one = number_in(asked, "encouragement")
    found = panes.said_again(session, edition_id=member.edition_id, encouragement_id=one)
    return {"said": [[each.statements, each.times, each.rooms] for each in found]}
