"""What the page Reviews is told: all that lies before the steering group, or what changed of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select
from starlette.datastructures import QueryParams

from hrgl.core import audit
from hrgl.core.enums import Stage
from hrgl.core.models import (
    Amendment,
    Edition,
    Encouragement,
    Evidence,
    MarginNote,
    Member,
    Statement,
    Wording,
)
from hrgl.core.permissions import Permission, allows
from hrgl.editions.consent_rules import Rule, moment_in_words, rule_in_words, rule_of
from hrgl.encouragements import panes
from hrgl.encouragements.commenting import comments
from hrgl.encouragements.consenting.reviewers import Reviewer, reviewers, spoken_for
from hrgl.encouragements.consenting.ruling_words import ruling_in_words
from hrgl.encouragements.consenting.waiting import waiting_among
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.notes.references import short
from hrgl.web.desks.answering import since_in
from hrgl.web.reviewing.said import opinions_told, when_said


def tell_reviewing(session: Session, member: Member, _: QueryParams) -> dict[str, Any]:
    """Every wording before the group with what was said of it, and what waits for whoever asks."""
    here = session.get_one(Edition, member.edition_id)
    every = list_encouragements(session, edition_id=here.id)
    views = [view for view in every if view.stage is Stage.SUBMITTED]
    more = _more(session, here, views)
    rule = rule_of(session, edition_id=here.id)
    return {
        "revision": audit.revision(session, edition_id=here.id),
        "edition": {
            "published": panes.is_published(session, edition_id=here.id),
            "rule": rule_in_words(rule, len(more.group)),
            "silence": _silence(rule),
        },
        "encouragements": [_one(view, more) for view in views],
        "mine": _waiting(session, member, views, more.group),
    }


def tell_reviewing_since(
    session: Session, member: Member, asked: QueryParams
) -> dict[str, Any] | None:
    """The same if anything changed since the moment a page shows; else nothing."""
    since = since_in(asked)
    if audit.revision(session, edition_id=member.edition_id) == since:
        return None
    return reviewing_patch(session, member, since)


def reviewing_patch(session: Session, member: Member, since: audit.Revision) -> dict[str, Any]:
    """All of it is short enough to be told anew with every change."""
    return {"since": since, **tell_reviewing(session, member, QueryParams())}


def _silence(rule: Rule) -> str:
    """The deadline from which silence is consent, with its hour and zone; empty without one."""
    if rule.silence_from is None:
        return ""
    return f"Silence is consent from {moment_in_words(rule.silence_from, rule.time_zone)} on."


@dataclass(frozen=True)
class _More:
    """What is told of encouragements besides their wordings and reviews, read once for all."""

    zone: str
    group: list[Reviewer]
    commented: dict[int, comments.Commented]
    worded: dict[int, tuple[str, datetime, str]]
    evidence: dict[int, str]
    amended: dict[int, tuple[int, str]]
    references: dict[int, str]


def _more(session: Session, edition: Edition, views: list[EncouragementView]) -> _More:
    said = comments.of(session, edition_id=edition.id)
    return _More(
        edition.time_zone,
        reviewers(session, edition_id=edition.id),
        {each.encouragement_id: each for each in said},
        _worded(session, edition.id),
        _evidence(session, edition.id),
        _amended(session, edition.id),
        _references(session, views),
    )


def _worded(session: Session, edition_id: int) -> dict[int, tuple[str, datetime, str]]:
    """Who wrote the wording that each encouragement has, when and why."""
    query = (
        select(Wording, Member.name)
        .join(Member, col(Member.id) == Wording.member_id)
        .join(Encouragement, col(Encouragement.id) == Wording.encouragement_id)
        .where(Encouragement.edition_id == edition_id, Wording.number == Encouragement.wording)
    )
    return {w.id: (who, w.created_at, w.why) for w, who in session.exec(query).all()}


def _evidence(session: Session, edition_id: int) -> dict[int, str]:
    """What tells one state of the evidence of an encouragement from another."""
    query = (
        select(Evidence.encouragement_id, Evidence.support, func.count(), func.max(Evidence.id))
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .group_by(col(Evidence.encouragement_id), col(Evidence.support))
        .order_by(col(Evidence.encouragement_id), col(Evidence.support))
    )
    found: dict[int, str] = {}
    for key, support, count, latest in session.exec(query).all():
        found[key] = f"{found.get(key, '')} {support} {count} {latest}".strip()
    return found


def _amended(session: Session, edition_id: int) -> dict[int, tuple[int, str]]:
    """How many amendments there are to each, and what tells one state of all words on it."""
    counts = func.count(), func.sum(Amendment.version), func.max(Amendment.id)
    query = (
        select(Amendment.encouragement_id, *counts)
        .join(Encouragement, col(Encouragement.id) == Amendment.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .group_by(col(Amendment.encouragement_id))
    )
    found = {
        key: (count, f"{count} {versions} {latest}")
        for key, count, versions, latest in session.exec(query).all()
    }
    for key, mark in _margins(session, edition_id).items():
        count, amended = found.get(key, (0, ""))
        found[key] = count, f"{amended} {mark}"
    return found


def _margins(session: Session, edition_id: int) -> dict[int, str]:
    """What tells one state of the comments in the margins of Word files from another."""
    query = (
        select(MarginNote.encouragement_id, func.count(), func.sum(MarginNote.version))
        .where(MarginNote.edition_id == edition_id, col(MarginNote.encouragement_id).is_not(None))
        .group_by(col(MarginNote.encouragement_id))
    )
    found = session.exec(query).all()
    return {key: f"m{count} {versions}" for key, count, versions in found if key is not None}


def _references(session: Session, views: list[EncouragementView]) -> dict[int, str]:
    """The references of the reservations that objections stand on."""
    every = (o for view in views for o in (*view.opinions, *view.earlier))
    ids = {o.reservation_id for o in every if o.reservation_id}
    query = select(Statement.id, Statement.reference).where(col(Statement.id).in_(ids))
    return {key: short(reference) for key, reference in session.exec(query).all()} if ids else {}


def _one(view: EncouragementView, more: _More) -> dict[str, Any]:
    by, at, why = more.worded[view.wording_id]
    said = more.commented.get(view.id)
    count, amended = more.amended.get(view.id, (0, ""))
    spoken = {opinion.member_id for opinion in view.opinions}
    return {
        "id": view.id,
        "version": view.version,
        "place": view.place,
        "wording": view.wording,
        "wordingId": view.wording_id,
        "heading": view.heading,
        "explanation": view.explanation,
        "examples": view.examples,
        "remarks": view.remarks,
        "by": by,
        "at": when_said(at, more.zone),
        "why": why,
        "favour": view.in_favour,
        "quorum": view.quorum,
        "approved": view.approved,
        "contested": view.contested,
        "mayOverrule": view.may_overrule,
        "ruling": ruling_in_words(view),
        "silent": view.silent,
        "notSpoken": [each.name for each in more.group if each.id not in spoken],
        "evidence": more.evidence.get(view.id, ""),
        "comments": len(said.comments) if said else 0,
        "amended": amended,
        "amendments": count,
        "opinions": opinions_told(view, more.references, more.zone),
    }


def _waiting(
    session: Session, member: Member, views: list[EncouragementView], group: list[Reviewer]
) -> list[dict[str, Any]]:
    """For each of those for whom a member speaks, what waits for them and in which order."""
    if not allows(member, Permission.REVIEW):
        return []
    names = {each.id: each.name for each in group}
    told = []
    for key in spoken_for(session, member_id=member.id):
        mine = waiting_among(views, key)
        told.append(
            {
                "member": key,
                "name": names.get(key, member.name),
                "consent": [view.id for view in mine.consent_list],
                "contested": [view.id for view in mine.contested],
                "spoken": [view.id for view in mine.spoken],
            }
        )
    return told
