"""What everybody in a meeting is told: what is before it, who is there, what was said of it."""

from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from hrgl.core import audit
from hrgl.core.enums import Stage
from hrgl.core.models import Edition, Meeting, Member
from hrgl.core.permissions import Permission, allows
from hrgl.core.zones import clock_time, in_zone
from hrgl.editions.consent_rules import rule_in_words, rule_of
from hrgl.encouragements import panes
from hrgl.encouragements.consenting.opinions import Opinion
from hrgl.encouragements.consenting.reviewers import reviewers, spoken_for
from hrgl.encouragements.consenting.ruling_words import ruling_in_words
from hrgl.encouragements.meeting import meetings, presence
from hrgl.encouragements.meeting.agenda import AgendaItem, agenda
from hrgl.encouragements.meeting.concluding import what_is_missing
from hrgl.encouragements.meeting.floor import hands_up, turns
from hrgl.encouragements.meeting.minutes import taken_up
from hrgl.encouragements.meeting.presence import Seat
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.web.amending.told import amendments_told
from hrgl.web.desks.answering import since_in


def tell_meeting(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """All of it as of this moment."""
    here = session.get_one(Edition, member.edition_id)
    meeting = meetings.meeting_open(session, edition_id=here.id)
    group = reviewers(session, edition_id=here.id)
    rule = rule_of(session, edition_id=here.id)
    return {
        "revision": audit.revision(session, edition_id=here.id),
        "edition": {
            "published": panes.is_published(session, edition_id=here.id),
            "zone": here.time_zone,
            "quorum": rule.quorum,
            "group": [[each.id, each.name] for each in group],
            "rule": rule_in_words(rule, len(group)),
            "membersVote": rule.members_vote,
            "minorityPrinted": rule.minority_printed,
        },
        "me": _me(session, member, {each.id: each.name for each in group}),
        "earlier": [
            [each.id, each.number, _when(each, here.time_zone)]
            for each in meetings.meetings(session, edition_id=here.id)
            if each.closed_at is not None
        ],
        **(_nothing(session, here) if meeting is None else _going_on(session, member, meeting)),
    }


def tell_meeting_since(session: Session, member: Member, asked: QueryParams) -> Any:
    """The same if anything was done since the moment that a page shows; else nothing."""
    since = since_in(asked)
    if audit.revision(session, edition_id=member.edition_id) == since:
        return None
    return meeting_patch(session, member, since)


def meeting_patch(session: Session, member: Member, since: audit.Revision) -> dict[str, Any]:
    """It is short enough to be told anew with every change."""
    return {"since": since, **tell_meeting(session, member, QueryParams())}


def _me(session: Session, member: Member, names: dict[int, str]) -> dict[str, Any]:
    reviews = allows(member, Permission.REVIEW)
    keys = spoken_for(session, member_id=member.id) if reviews else []
    return {
        "id": member.id,
        "chairs": allows(member, Permission.CHAIR),
        "reviews": reviews,
        "speaksFor": [[key, names[key]] for key in keys if key in names],
    }


def _when(meeting: Meeting, zone: str) -> str:
    begun = in_zone(meeting.opened_at, zone)
    return f"{begun.day} {begun:%B %Y}, {clock_time(begun)}"


def _nothing(session: Session, edition: Edition) -> dict[str, Any]:
    """No meeting is open: what one would have before it."""
    found = [
        each
        for each in list_encouragements(session, edition_id=edition.id)
        if each.stage is Stage.SUBMITTED
    ]
    return {
        "meeting": None,
        "agenda": [],
        "one": None,
        "waits": [len(found), sum(bool(each.objections) for each in found)],
    }


def _going_on(session: Session, member: Member, meeting: Meeting) -> dict[str, Any]:
    zone = session.get_one(Edition, meeting.edition_id).time_zone
    items = agenda(session, meeting)
    there = presence.seats(session, meeting)
    amended = amendments_told(session, member)
    before = next((each for each in items if each.view.id == meeting.encouragement_id), None)
    return {
        "meeting": _meeting(session, meeting, there, zone),
        "agenda": [_item(each, amended.get(each.view.id, [])) for each in items],
        "one": before and _one(before, there, amended.get(before.view.id, []), zone),
        "waits": [len(items), sum(bool(each.view.objections) for each in items)],
    }


def _meeting(session: Session, meeting: Meeting, there: list[Seat], zone: str) -> dict[str, Any]:
    here = {each.member_id for each in there if each.here}
    order = taken_up(session, meeting)
    spoken = [each for each in turns(session, meeting) if each.spoke_at is not None]
    return {
        "id": meeting.id,
        "version": meeting.version,
        "number": meeting.number,
        "chair": [meeting.chair_id, session.get_one(Member, meeting.chair_id).name],
        "opened": _when(meeting, zone),
        "on": meeting.encouragement_id,
        "clean": meeting.clean_id,
        "takenUp": order.index(meeting.encouragement_id) + 1
        if meeting.encouragement_id in order
        else None,
        "seats": [
            {
                "id": each.member_id,
                "name": each.name,
                "here": each.here,
                "by": each.by,
                "since": clock_time(in_zone(each.since, zone)) if each.since else "",
            }
            for each in there
        ],
        "heard": sum(each.counts for each in there),
        "hands": [
            [each.id, each.member_id, each.who]
            for each in hands_up(session, meeting)
            if each.member_id in here
        ],
        "spoke": [each.who for each in spoken if each.encouragement_id == meeting.encouragement_id],
    }


def _item(item: AgendaItem, amended: list[dict[str, Any]]) -> dict[str, Any]:
    view = item.view
    return {
        "id": view.id,
        "place": view.place,
        "heading": view.heading,
        "wording": view.wording,
        "objections": len(view.objections),
        "contested": item.against > 0 or view.contested,
        "approved": view.approved,
        "open": sum(each["outcome"] is None for each in amended),
        "word": item.word,
    }


def _one(
    item: AgendaItem, there: list[Seat], amended: list[dict[str, Any]], zone: str
) -> dict[str, Any]:
    view = item.view
    return {
        "id": view.id,
        "version": view.version,
        "place": view.place,
        "wording": view.wording,
        "wordingId": view.wording_id,
        "heading": view.heading,
        "explanation": view.explanation,
        "examples": view.examples,
        "favour": view.in_favour,
        "approved": view.approved,
        "word": item.word,
        "ruling": ruling_in_words(view),
        "mayOverrule": view.may_overrule,
        "missing": what_is_missing(view, there),
        "standing": [_objection(each, view) for each in view.standing],
        "opinions": [_opinion(each) for each in view.opinions],
        "amendments": amended,
    }


def _objection(opinion: Opinion, view: EncouragementView) -> dict[str, Any]:
    return {
        **_opinion(opinion),
        "wording": opinion.wording,
        "answered": opinion.answered.value.replace("_", " ") if opinion.answered else "",
        "answer": opinion.answer,
        "overruled": opinion in view.overruled,
        "ruling": opinion.ruling.value if opinion.ruling else "",
        "rulingReason": opinion.ruling_reason,
    }


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {
        "review": opinion.review_id,
        "member": opinion.member_id,
        "who": opinion.who,
        "verdict": opinion.verdict.value,
        "reason": opinion.reason,
        "wouldSettle": opinion.would_settle,
    }
