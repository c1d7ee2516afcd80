"""The rule of consent is set: who overrules, when silence is consent, what is printed."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch, out_of_date
from hrgl.core.enums import Overruling
from hrgl.core.models import ConsentRule, Edition, Member
from hrgl.core.permissions import Permission, require
from hrgl.editions.consent_rules import in_short, moment_in_words, rule_of
from hrgl.editions.editions import has_document
from hrgl.errors import NotNow, NotValid

LONGEST_NOTICE = 336  # hours: two weeks
_FURTHEST = timedelta(days=366)


def set_consent_rule(
    session: Session,
    actor: Member,
    *,
    overruling: Overruling,
    percent: int | None = None,
    silence_from: datetime | None = None,
    notice_hours: int = 12,
    minority_printed: bool = False,
    members_vote: bool = False,
    seen_version: int,
) -> ConsentRule:
    """Set by which rule the steering group agrees; `seen_version` is 0 while none is set.

    A share counts only with the choice of a percentage; a moment that stands already may have
    passed by now.
    """
    require(actor, Permission.SET_UP)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    row = _as_seen(session, edition, seen_version)
    if has_document(session, edition):
        raise NotNow("The document is published by the rule that stands; it stays.")
    row.overruling = overruling
    row.percent = _checked_share(percent) if overruling is Overruling.PERCENT else None
    _check_notice(notice_hours)
    if silence_from is not None and silence_from != row.silence_from:
        _check_silence(silence_from, notice_hours, edition.time_zone)
    row.silence_from, row.notice_hours = silence_from, notice_hours
    row.minority_printed, row.members_vote = minority_printed, members_vote
    session.add(row)
    session.flush()
    told = in_short(rule_of(session, edition_id=edition.id))
    audit.record(session, actor, "edition.consent_set", row, rule=told)
    return row


def _as_seen(session: Session, edition: Edition, seen_version: int) -> ConsentRule:
    """The rule that somebody saw, which is a new one if they saw that there was none."""
    query = select(ConsentRule).where(ConsentRule.edition_id == edition.id)
    row = session.exec(query.with_for_update()).first()
    if row is None:
        return ConsentRule(edition_id=edition.id)
    if row.version != seen_version:
        raise out_of_date(session, "consentrule", row.id)
    return row


def _checked_share(percent: int | None) -> int:
    """A share that overrules: more than half, and not more than all."""
    if percent is None:
        raise NotValid("Please say by how many percent an objection is overruled.", "percent")
    if percent > 100:
        raise NotValid(
            f"{percent} % can never be reached: all are 100 %. Choose from 51 to 100, or that an "
            "objection can never be overruled.",
            "percent",
        )
    if percent <= 50:
        raise NotValid(
            f"With {percent} %, as many could overrule the others as the others them. Choose from "
            "51 to 100.",
            "percent",
        )
    return percent


def _check_notice(hours: int) -> None:
    if not 1 <= hours <= LONGEST_NOTICE:
        raise NotValid(
            "Silence needs notice: a wording lies before the group for at least 1 hour, and for "
            f"{LONGEST_NOTICE} at most.",
            "notice_hours",
        )


def _check_silence(at: datetime, notice_hours: int, zone: str) -> None:
    """Silence counts from a moment to come, and not before everybody could know of it."""
    if at <= now():
        raise NotValid(
            f"{moment_in_words(at, zone)} has passed: silence can be consent from a later hour "
            "only. Choose one to come.",
            "silence_from",
        )
    if at > now() + _FURTHEST:
        raise NotValid("This is more than a year away. Choose an earlier day.", "silence_from")
    earliest = now() + timedelta(hours=notice_hours)
    if at < earliest:
        raise NotValid(
            f"The group needs to know of it {notice_hours} hours before: choose "
            f"{moment_in_words(earliest, zone)} or later, or a shorter notice.",
            "silence_from",
        )
