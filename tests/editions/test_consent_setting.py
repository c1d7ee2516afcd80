"""The rule of consent is set by organisers: what is refused, what stays, what is told."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core import audit, zones
from hrgl.core.columns import now
from hrgl.core.enums import Overruling
from hrgl.core.models import OutcomeDocument
from hrgl.editions import consent_rules, edition_files
from hrgl.editions.consent_rules import Rule
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.people import accounts
from hrgl.settings import DATA
from tests.builders import World, world
from tests.ruling import set_rule


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _rule(session: Session, here: World) -> Rule:
    return consent_rules.rule_of(session, edition_id=here.edition.id)


def test_without_a_rule_nothing_is_overruled_and_nobody_s_silence_counts(
    session: Session, here: World
) -> None:
    rule = _rule(session, here)
    assert rule.version == 0
    assert not rule.overrules(50, 1)
    assert not rule.silence_is_consent(now() - timedelta(days=99), now())
    assert consent_rules.in_short(rule) == (
        "never overruled; silence is never consent; a minority not printed; "
        "the chair records in a meeting"
    )


def test_a_rule_is_set_and_set_anew_as_it_was_seen(session: Session, here: World) -> None:
    evening = now() + timedelta(days=2)
    row = set_rule(
        session,
        here,
        overruling=Overruling.PERCENT,
        percent=70,
        silence_from=evening,
        notice_hours=24,
        minority_printed=True,
        members_vote=True,
    )
    rule = _rule(session, here)
    assert (rule.version, rule.majority, rule.silence_from) == (row.version, "70 %", evening)
    assert (rule.overrules(7, 3), rule.overrules(6, 3)) == (True, False)
    assert (rule.notice_hours, rule.minority_printed, rule.members_vote) == (24, True, True)
    again = set_rule(session, here)
    assert again.id == row.id
    assert _rule(session, here).percent is None
    assert _rule(session, here).silence_from is None


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"percent": None}, "percent", "Please say by how many percent"),
        ({"percent": 0}, "percent", "With 0 %, as many could overrule the others as"),
        ({"percent": -3}, "percent", "Choose from 51 to 100"),
        ({"percent": 50}, "percent", "With 50 %, as many could overrule the others as"),
        ({"percent": 101}, "percent", "101 % can never be reached: all are 100 %"),
        ({"notice_hours": 0}, "notice_hours", "Silence needs notice: .* at least 1 hour"),
        ({"notice_hours": -1}, "notice_hours", "Silence needs notice"),
        ({"notice_hours": 337}, "notice_hours", "336 at most"),
    ],
)
def test_what_is_no_rule_is_refused_in_words(
    session: Session, here: World, wrong: dict[str, Any], field: str, said: str
) -> None:
    usual = {"overruling": Overruling.PERCENT, "percent": 70}
    with pytest.raises(NotValid, match=said) as refused:
        set_rule(session, here, **{**usual, **wrong})
    assert refused.value.field == field


@pytest.mark.parametrize(("percent", "least"), [(51, 6), (67, 7), (100, 10)])
def test_a_percentage_is_reached_exactly(
    session: Session, here: World, percent: int, least: int
) -> None:
    set_rule(session, here, overruling=Overruling.PERCENT, percent=percent)
    rule = _rule(session, here)
    assert [rule.overrules(least - 1, 11 - least), rule.overrules(least, 10 - least)] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("ahead", "hours", "said"),
    [
        (timedelta(minutes=-1), 1, "has passed: silence can be consent from a later hour only"),
        (timedelta(hours=11), 12, "The group needs to know of it 12 hours before: choose"),
        (timedelta(days=400), 12, "more than a year away"),
    ],
)
def test_silence_counts_only_from_an_hour_that_everybody_could_know_of(
    session: Session, here: World, ahead: timedelta, hours: int, said: str
) -> None:
    with pytest.raises(NotValid, match=said) as refused:
        set_rule(session, here, silence_from=now() + ahead, notice_hours=hours)
    assert refused.value.field == "silence_from"
    assert "CET" in str(refused.value) or "CEST" in str(refused.value) or ahead.days > 1


def test_an_hour_that_has_passed_meanwhile_does_not_keep_the_rest_from_being_changed(
    session: Session, here: World
) -> None:
    row = set_rule(session, here, silence_from=now() + timedelta(hours=2), notice_hours=1)
    row.silence_from = past = now() - timedelta(hours=1)
    session.flush()
    session.expire_all()
    set_rule(session, here, silence_from=past, notice_hours=1, minority_printed=True)
    assert _rule(session, here).minority_printed
    with pytest.raises(NotValid, match="has passed"):
        set_rule(session, here, silence_from=past + timedelta(minutes=1), notice_hours=1)


def test_a_rule_that_another_organiser_changed_meanwhile_is_not_overwritten(
    session: Session, here: World
) -> None:
    set_rule(session, here)
    with pytest.raises(OutOfDate, match="Olga changed this"):
        set_rule(session, here, seen_version=0)
    seen = set_rule(session, here, minority_printed=True).version
    set_rule(session, here)
    with pytest.raises(OutOfDate, match="Olga changed this"):
        set_rule(session, here, seen_version=seen)


def test_with_a_published_document_the_rule_stays(session: Session, here: World) -> None:
    session.add(
        OutcomeDocument(
            edition_id=here.edition.id,
            number=1,
            content="{}",
            sha256="",
            member_id=here.organiser.id,
        )
    )
    with pytest.raises(NotNow, match="published by the rule that stands"):
        set_rule(session, here)


def test_the_history_tells_the_rule_in_words_with_the_hour_and_the_zone(
    session: Session, here: World
) -> None:
    here.edition.time_zone = "Asia/Seoul"
    evening = (now() + timedelta(days=3)).replace(minute=30)
    set_rule(session, here, silence_from=evening, minority_printed=True, members_vote=True)
    [entry] = audit.history(session, edition_id=here.edition.id, nouns=["edition.consent_set"])
    at = consent_rules.moment_in_words(evening, "Asia/Seoul")
    assert ":30 KST" in at
    assert entry.detail["rule"] == (
        f"overruled by two thirds; silence is consent from {at} on, after 12 hours; "
        "a minority printed; members speak in a meeting"
    )


def test_a_clock_time_of_a_zone_is_one_moment_or_is_refused() -> None:
    evening = zones.moment_at(date(2027, 2, 3), time(21, 0), "Europe/Vienna")
    assert evening == datetime(2027, 2, 3, 20, 0, tzinfo=UTC)
    assert zones.moment_at(date(2027, 2, 3), time(21, 0), "Asia/Seoul").hour == 12
    with pytest.raises(NotValid, match=r"no 02:30 .* clocks go forward"):
        zones.moment_at(date(2027, 3, 28), time(2, 30), "Europe/Vienna")
    # of the hour that comes twice it is the first
    twice = zones.moment_at(date(2027, 10, 31), time(2, 30), "Europe/Vienna")
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def _file(tmp_path: Path, consent: str) -> Path:
    path = tmp_path / "2041.yaml"
    path.write_text(f"code: 2041\nseries: Series\ntitle: Title\nconsent: {consent}\n", "utf-8")
    return path


def test_a_file_of_facts_may_hold_the_rule(session: Session, tmp_path: Path) -> None:
    path = _file(tmp_path, "{overruling: percent, percent: 70, minority_printed: true}")
    edition = edition_files.load_edition(session, path)
    rule = consent_rules.rule_of(session, edition_id=edition.id)
    assert (rule.majority, rule.minority_printed, rule.members_vote) == ("70 %", True, False)
    assert "consent" not in edition.facts
    told = [each.act for each in audit.history(session, edition_id=edition.id)]
    assert told == ["edition.consent_set", "edition.loaded"]


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        ("{overruling: by_lot}", "overruling is one of: never, more_than_half"),
        ("{overruling: percent}", "by how many percent"),
        ("{overruling: percent, percent: 101}", "101 % can never be reached"),
        ("{silence: always}", "says nothing of “silence” under consent"),
    ],
)
def test_a_file_whose_rule_is_none_is_refused(
    session: Session, tmp_path: Path, consent: str, said: str
) -> None:
    with pytest.raises(NotValid, match=said):
        edition_files.load_edition(session, _file(tmp_path, consent))


def test_the_demonstration_has_a_rule(session: Session) -> None:
    edition = edition_files.load_edition(session, DATA / "demonstration" / "edition.yaml")
    rule = consent_rules.rule_of(session, edition_id=edition.id)
    assert (rule.overruling, rule.minority_printed) == (Overruling.TWO_THIRDS, True)
    assert accounts.command_line_member(session, edition).edition_id == edition.id
