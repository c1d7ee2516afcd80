"""The rule of consent: which majorities overrule, when silence speaks, and what is said of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from hrgl.core.enums import Overruling, Stage, Verdict
from hrgl.editions.consent_rules import Rule, rule_in_words, rule_of
from hrgl.encouragements import views
from tests.builders import statement_ids, submitted, world
from tests.consenting import reword, set_rule, speak, stands, steering

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def _rule(overruling: Overruling, quorum: int = 1, percent: int | None = None) -> Rule:
    return Rule(quorum, "Europe/Vienna", 1, overruling, percent)


@pytest.mark.parametrize(
    ("overruling", "percent", "yes", "no"),
    [
        (Overruling.MORE_THAN_HALF, None, [(2, 1), (5, 4)], [(1, 1), (4, 5), (0, 1)]),
        (Overruling.TWO_THIRDS, None, [(2, 1), (4, 2), (200, 100)], [(1, 1), (3, 2), (199, 100)]),
        (Overruling.THREE_QUARTERS, None, [(3, 1), (6, 2)], [(2, 1), (5, 2)]),
        (Overruling.PERCENT, 70, [(7, 3), (3, 1)], [(69, 31), (2, 1)]),
        (Overruling.PERCENT, 100, [], [(99, 1)]),
        (Overruling.NEVER, None, [], [(9, 1), (100, 1)]),
    ],
)
def test_a_majority_is_counted_of_those_who_take_a_side(
    overruling: Overruling,
    percent: int | None,
    yes: list[tuple[int, int]],
    no: list[tuple[int, int]],
) -> None:
    rule = _rule(overruling, percent=percent)
    assert all(rule.overrules(*counted) for counted in yes)
    assert not any(rule.overrules(*counted) for counted in no)


def test_nothing_is_overruled_by_fewer_than_the_quorum() -> None:
    assert not _rule(Overruling.TWO_THIRDS, quorum=3).overrules(2, 1)
    assert _rule(Overruling.TWO_THIRDS, quorum=3).overrules(3, 1)


def test_silence_is_consent_only_by_the_rule_after_its_hour_and_with_notice() -> None:
    early = NOON - timedelta(hours=12)
    never = _rule(Overruling.NEVER)
    assert not never.silence_is_consent(early, NOON + timedelta(days=9))
    rule = Rule(1, "Europe/Vienna", 1, silence_from=NOON, notice_hours=12)
    assert rule.silence_is_consent(early, NOON)
    assert not rule.silence_is_consent(early, NOON - timedelta(seconds=1))
    assert not rule.silence_is_consent(early + timedelta(seconds=1), NOON + timedelta(days=9))
    assert not rule.silence_is_consent(None, NOON)


def test_every_part_of_a_rule_is_a_sentence_with_the_hour_and_the_zone() -> None:
    assert rule_in_words(Rule(3, "Europe/Vienna"), 8) == [
        "The steering group has 8 members. A wording is approved when at least 3 agree or can "
        "live with it and no objection stands.",
        "An objection stands until whoever made it says that it is settled; it cannot be "
        "overruled.",
        "Silence is never taken for consent.",
        "A minority that was overruled is kept in the minutes and not printed.",
        "In a meeting the chair records what those present say.",
    ]
    told = rule_in_words(
        Rule(2, "Asia/Dubai", 1, Overruling.PERCENT, 70, NOON, 6, True, True), reviewers=1
    )
    assert told[0].startswith("The steering group has 1 member.")
    assert told[1:] == [
        "An objection can be overruled if 70 % of those who take a side are in favour, and at "
        "least 2; who abstains takes no side.",
        "Silence is consent from Tuesday 1 December, 16:00 UTC+04 on, for wordings that lay "
        "before the group for 6 hours by then.",
        "A minority that was overruled is printed with the encouragement.",
        "In a meeting each member speaks for themselves, on their own device.",
    ]


def test_without_a_rule_that_was_set_plain_consent_holds(session: Session) -> None:
    here = world(session, quorum=4)
    assert rule_of(session, edition_id=here.edition.id) == Rule(4, "Europe/Vienna")
    set_rule(session, here, Overruling.PERCENT, percent=70, minority_printed=True)
    found = rule_of(session, edition_id=here.edition.id)
    assert (found.majority, found.minority_printed, found.version) == ("70 %", True, 1)


def test_those_who_said_nothing_consent_after_the_hour_but_not_who_objects(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world(session, quorum=3)
    steering(session, here, "Tara", "Umar")
    row = submitted(session, here, statement_ids(session, here)[:2])
    assert row.submitted_at is not None
    set_rule(session, here, silence_from=row.submitted_at + timedelta(hours=13))
    speak(session, here.second, row, Verdict.ABSTAIN)
    assert stands(session, here, row).silent == ()
    later = row.submitted_at + timedelta(hours=14)
    monkeypatch.setattr(views, "now", lambda: later)
    now = stands(session, here, row)
    assert (now.silent, now.in_favour, now.approved) == (("Sara", "Tara", "Umar"), 3, True)
    speak(session, here.steering, row, Verdict.OBJECT, "No.")
    now = stands(session, here, row)
    assert (now.silent, now.approved) == (("Tara", "Umar"), False)
    reword(session, here, row, "do it otherwise")
    now = stands(session, here, row)
    assert (now.silent, now.stage) == (("Sven", "Tara", "Umar"), Stage.SUBMITTED)


def test_a_wording_that_came_after_notice_needs_everybodys_word(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world(session, quorum=1)
    row = submitted(session, here, statement_ids(session, here)[:2])
    assert row.submitted_at is not None
    deadline = row.submitted_at + timedelta(hours=11)
    set_rule(session, here, silence_from=deadline, notice_hours=12)
    monkeypatch.setattr(views, "now", lambda: deadline + timedelta(days=3))
    assert stands(session, here, row).silent == ()
