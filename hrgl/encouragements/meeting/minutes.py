"""The minutes of a meeting, put together from what was recorded while it went on."""

from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.database import fetch
from hrgl.core.models import Attendance, AuditEntry, Edition, Meeting, Member
from hrgl.core.zones import clock_time, in_zone
from hrgl.editions.consent_rules import moment_in_words, rule_in_words, rule_of
from hrgl.encouragements.consenting.reviewers import reviewers
from hrgl.encouragements.meeting.agenda import agenda
from hrgl.encouragements.meeting.minutes_points import PointTold, minutes_points
from hrgl.encouragements.meeting.presence import seats, who_came
from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.formats.writers.minutes import Minutes


def minutes_of(session: Session, actor: Member, meeting_id: int) -> Minutes:
    """What happened in a meeting; of one that goes on, so far."""
    meeting = fetch(session, Meeting, meeting_id, actor=actor)
    edition = session.get_one(Edition, meeting.edition_id)
    entries = _entries(session, meeting)
    absent, spoken_for, rule, left = _at_the_end(session, meeting, entries)
    names = _names(session, edition.id)
    points = minutes_points(session, meeting, _turned_to(entries), edition.time_zone, names)
    return Minutes(
        series=edition.series,
        edition=edition.title,
        notice=DEMONSTRATION if edition.demonstration else "",
        number=meeting.number,
        when=_when(meeting, edition.time_zone),
        chairs=_chairs(entries, names, edition.time_zone),
        present=_present(session, meeting, names, edition.time_zone),
        absent=tuple(names[each] for each in absent if each in names),
        spoken_for=tuple(
            f"{names[who]}, by {names[by]}"
            for who, by in spoken_for
            if who in names and by in names
        ),
        rule=tuple(rule),
        points=tuple(told.point for told in points),
        not_decided=tuple(_open(points, left)),
    )


def _entries(session: Session, meeting: Meeting) -> list[AuditEntry]:
    query = (
        select(AuditEntry)
        .where(AuditEntry.subject == "meeting", AuditEntry.subject_id == meeting.id)
        .order_by(col(AuditEntry.id))
    )
    return list(session.exec(query).all())


def _names(session: Session, edition_id: int) -> dict[int, str]:
    query = select(Member.id, Member.name).where(Member.edition_id == edition_id)
    return dict(session.exec(query).all())


Ending = tuple[list[int], list[tuple[int, int]], list[str], dict[int, str]]


def _at_the_end(session: Session, meeting: Meeting, entries: list[AuditEntry]) -> Ending:
    """Who was absent, who was spoken for by whom, the rule, and what was not concluded."""
    closing = next((each.detail for each in entries if each.act == "meeting.closed"), None)
    if closing is not None:
        left = zip(closing["open"], closing["open_called"], strict=True)
        pairs = zip(closing["spoken_for"], closing["speakers"], strict=True)
        return closing["absent"], list(pairs), closing["rule"], dict(left)
    return state_at_close(session, meeting)


def state_at_close(session: Session, meeting: Meeting) -> Ending:
    """The same as of this moment, which the entry of closing a meeting keeps for ever."""
    came, now_there = who_came(session, meeting), seats(session, meeting)
    group = reviewers(session, edition_id=meeting.edition_id)
    speakers = {each.id: each.proxy_id for each in group}
    pairs = [(s.member_id, speakers[s.member_id] or 0) for s in now_there if s.by]
    rule = rule_in_words(rule_of(session, edition_id=meeting.edition_id), len(group))
    left = {
        point.view.id: f"{point.view.place or '–'}  {point.view.heading}"
        for point in sorted(agenda(session, meeting), key=lambda each: each.view.place or 0)
        if point.word is None
    }
    heard = {*came, *(who for who, _ in pairs)}
    return [each.id for each in group if each.id not in heard], pairs, rule, left


def taken_up(session: Session, meeting: Meeting) -> list[int]:
    """The encouragements that a meeting turned to, in that order."""
    return _turned_to(_entries(session, meeting))


def _turned_to(entries: list[AuditEntry]) -> list[int]:
    turned = (each.detail for each in entries if each.act == "meeting.turned")
    return list(dict.fromkeys(int(str(each["turned_to"])) for each in turned))


def _open(points: list[PointTold], left: dict[int, str]) -> list[str]:
    """What was taken up and not concluded, and what was not taken up at all."""
    taken_up = {told.encouragement_id for told in points}
    return [
        f"{called}{'' if key in taken_up else ' (not taken up)'}" for key, called in left.items()
    ]


def _when(meeting: Meeting, zone: str) -> str:
    """ "Tuesday 2 December 2031, 21:00–22:15 CET"."""
    begun = in_zone(meeting.opened_at, zone)
    day = moment_in_words(meeting.opened_at, zone).rpartition(", ")[0]
    return f"{day} {begun.year}, {_span(meeting.opened_at, meeting.closed_at, zone)}"


def _span(since: datetime, until: datetime | None, zone: str) -> str:
    begun = in_zone(since, zone)
    if until is None:
        return f"since {clock_time(begun)}"
    return f"{begun:%H:%M}–{clock_time(in_zone(until, zone))}"


def _chairs(entries: list[AuditEntry], names: dict[int, str], zone: str) -> tuple[str, ...]:
    told = [
        (names.get(int(str(each.detail["chair_id"])), ""), each.at)
        for each in entries
        if "chair_id" in each.detail
    ]
    first, *others = told
    return (first[0], *(f"{who}, from {clock_time(in_zone(at, zone))} on" for who, at in others))


def _present(
    session: Session, meeting: Meeting, names: dict[int, str], zone: str
) -> tuple[str, ...]:
    """Who was there, by name, and from when to when."""
    query = (
        select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(col(Attendance.id))
    )
    stays: dict[int, list[str]] = {}
    for each in session.exec(query).all():
        stays.setdefault(each.member_id, []).append(_span(each.came_at, each.left_at, zone))
    return tuple(
        f"{names[key]}, {' and '.join(spans)}"
        for key, spans in sorted(stays.items(), key=lambda pair: names.get(pair[0], ""))
        if key in names
    )
