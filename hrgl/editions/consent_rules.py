"""By which rule a wording is agreed to: what an edition has set, what follows from it, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from hrgl.core.enums import Overruling
from hrgl.core.models import ConsentRule, Edition
from hrgl.core.zones import clock_time, in_zone

# of so many who take a side, so many have to be in favour
_SHARES = {Overruling.TWO_THIRDS: (2, 3), Overruling.THREE_QUARTERS: (3, 4)}
_MAJORITIES = {
    Overruling.MORE_THAN_HALF: "more than half",
    Overruling.TWO_THIRDS: "two thirds",
    Overruling.THREE_QUARTERS: "three quarters",
}


@dataclass(frozen=True)
class Rule:
    """The rule of an edition, as it is now; `version` is 0 as long as nobody has set one."""

    quorum: int
    time_zone: str
    version: int = 0
    overruling: Overruling = Overruling.NEVER
    percent: int | None = None
    silence_from: datetime | None = None
    notice_hours: int = 12
    minority_printed: bool = False
    members_vote: bool = False
    row_id: int | None = None

    @property
    def majority(self) -> str:
        """The majority that overrules, in words; empty if none does."""
        if self.overruling is Overruling.PERCENT:
            return f"{self.percent} %"
        return _MAJORITIES.get(self.overruling, "")

    def overrules(self, in_favour: int, against: int) -> bool:
        """Whether so many may overrule so many; who abstains or is silent takes no side."""
        sides = in_favour + against
        if self.overruling is Overruling.NEVER or in_favour < self.quorum:
            return False
        if self.overruling is Overruling.MORE_THAN_HALF:
            return 2 * in_favour > sides
        parts, whole = _SHARES.get(self.overruling, (self.percent or 100, 100))
        return whole * in_favour >= parts * sides

    def silence_is_consent(self, before_the_group_since: datetime | None, at: datetime) -> bool:
        """Whether those who have said nothing on a wording count as consenting at this moment."""
        if self.silence_from is None or before_the_group_since is None or at < self.silence_from:
            return False
        return before_the_group_since <= self.silence_from - timedelta(hours=self.notice_hours)


def rule_of(session: Session, *, edition_id: int) -> Rule:
    """The rule that holds in an edition."""
    edition = session.get_one(Edition, edition_id)
    row = session.exec(select(ConsentRule).where(ConsentRule.edition_id == edition_id)).first()
    if row is None:
        return Rule(edition.quorum, edition.time_zone)
    return Rule(
        edition.quorum,
        edition.time_zone,
        row.version,
        row.overruling,
        row.percent,
        row.silence_from,
        row.notice_hours,
        row.minority_printed,
        row.members_vote,
        row.id,
    )


def rule_in_words(rule: Rule, reviewers: int) -> list[str]:
    """Every part of a rule as a sentence, for the pages that go by it."""
    members = "1 member" if reviewers == 1 else f"{reviewers} members"
    return [
        f"The steering group has {members}. A wording is approved when at least {rule.quorum} "
        "agree or can live with it and no objection stands.",
        _overruling_in_words(rule),
        silence_in_words(rule),
        "A minority that was overruled is printed with the encouragement."
        if rule.minority_printed
        else "A minority that was overruled is kept in the minutes and not printed.",
        "In a meeting each member speaks for themselves, on their own device."
        if rule.members_vote
        else "In a meeting the chair records what those present say.",
    ]


def in_short(rule: Rule) -> str:
    """What an organiser sets of a rule, in one line, as the history tells it."""
    silence = "silence is never consent"
    if rule.silence_from is not None:
        at = moment_in_words(rule.silence_from, rule.time_zone)
        silence = f"silence is consent from {at} on, after {_hours(rule.notice_hours)}"
    return "; ".join(
        (
            f"overruled by {rule.majority}" if rule.majority else "never overruled",
            silence,
            f"a minority {'printed' if rule.minority_printed else 'not printed'}",
            f"{'members speak' if rule.members_vote else 'the chair records'} in a meeting",
        )
    )


def _hours(count: int) -> str:
    return "1 hour" if count == 1 else f"{count} hours"


def _overruling_in_words(rule: Rule) -> str:
    if not rule.majority:
        return (
            "An objection stands until whoever made it says that it is settled; it cannot be "
            "overruled."
        )
    return (
        f"An objection can be overruled if {rule.majority} of those who take a side are in favour, "
        f"and at least {rule.quorum}; who abstains takes no side."
    )


def silence_in_words(rule: Rule) -> str:
    """What the silence of a member means, with the hour and the zone from which it does."""
    if rule.silence_from is None:
        return "Silence is never taken for consent."
    return (
        f"Silence is consent from {moment_in_words(rule.silence_from, rule.time_zone)} on, for "
        f"wordings that lay before the group for {_hours(rule.notice_hours)} by then."
    )


def moment_in_words(at: datetime, zone: str) -> str:
    """A moment with its hour and zone: “Tuesday 2 December, 21:00 CET”."""
    local = in_zone(at, zone)
    return f"{local:%A} {local.day} {local:%B}, {clock_time(local)}"
