"""Setup, Consent: the rule is chosen, read in words before it is saved, and proxies are named."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Overruling, Role
from hrgl.core.models import Edition, Member
from hrgl.core.zones import in_zone
from hrgl.editions import consent_rules, consent_setting, proxies
from hrgl.editions.consent_rules import Rule
from hrgl.editions.proxies import NamedProxy
from hrgl.encouragements.consenting import reviewers
from hrgl.encouragements.consenting.reviewers import Reviewer
from hrgl.people import accounts
from tests.ui.conftest import Open, button

ASK = "An objection that stands can be overruled"
SILENCE = "Silence is consent from a certain hour on"
PRINTED = "A minority that was overruled is printed"


def _edition(session: Session) -> Edition:
    return session.exec(select(Edition).where(col(Edition.demonstration).is_(True))).one()


def _rule(engine: Engine) -> Rule:
    with reading(engine) as session:
        return consent_rules.rule_of(session, edition_id=_edition(session).id)


def _group(engine: Engine) -> list[Reviewer]:
    with reading(engine) as session:
        return reviewers.reviewers(session, edition_id=_edition(session).id)


def _named(engine: Engine) -> list[NamedProxy]:
    with reading(engine) as session:
        return proxies.named_proxies(session, edition_id=_edition(session).id)


def _set(at: AppTest, kind: str, label: str, value: object) -> AppTest:
    field: Any = next(each for each in getattr(at, kind) if each.label == label)
    return field.set_value(value).run()  # type: ignore[no-any-return]


def _words(at: AppTest) -> str:
    return "\n".join(each.value for each in at.markdown)


def test_the_rule_is_read_in_words_before_it_is_saved(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    assert "can be overruled if two thirds of those who take a side are in favour" in _words(at)
    at = _set(at, "selectbox", ASK, Overruling.PERCENT)
    at = _set(at, "number_input", "Percent", 75)
    assert "can be overruled if 75 % of those who take a side are in favour" in _words(at)
    assert _rule(demonstration).overruling is Overruling.TWO_THIRDS
    button(at, "consent").click().run()
    assert not at.error
    assert (_rule(demonstration).majority, _rule(demonstration).minority_printed) == ("75 %", True)


@pytest.mark.parametrize(("percent", "said"), [(0, "With 0 %, as many"), (101, "101 % can never")])
def test_a_share_that_is_none_is_refused_and_stays_chosen(
    open_page: Open, demonstration: Engine, percent: int, said: str
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    at = _set(at, "selectbox", ASK, Overruling.PERCENT)
    at = _set(at, "number_input", "Percent", percent)
    button(at, "consent").click().run()
    assert said in at.error[0].value
    assert next(each for each in at.number_input if each.label == "Percent").value == percent
    assert _rule(demonstration).overruling is Overruling.TWO_THIRDS


def test_silence_counts_from_a_day_and_an_hour_of_the_edition_s_zone(
    open_page: Open, demonstration: Engine
) -> None:
    with transaction(demonstration) as session:
        _edition(session).time_zone = "Asia/Seoul"
    at = open_page(Role.ORGANISER, "setup")
    assert "Silence is never taken for consent" in _words(at)
    at = _set(at, "checkbox", SILENCE, True)
    assert "Silence is consent from" in _words(at)
    assert "21:00 KST on" in _words(at)
    day = in_zone(now() + timedelta(days=5), "Asia/Seoul").date()
    at = _set(at, "date_input", "From the day", day)
    at = _set(at, "time_input", "Hour", time(18, 30))
    at = _set(at, "number_input", "After so many hours before the group", 24)
    assert f"{day.day} {day:%B}, 18:30 KST on, for wordings that lay" in _words(at)
    button(at, "consent").click().run()
    assert not at.error
    rule = _rule(demonstration)
    assert rule.silence_from is not None
    assert in_zone(rule.silence_from, "Asia/Seoul").time() == time(18, 30)
    assert rule.notice_hours == 24
    # what was not touched is not refused, and not changed, when something else is saved
    at = _set(at, "checkbox", PRINTED, False)
    button(at, "consent").click().run()
    assert not at.error
    assert _rule(demonstration).silence_from == rule.silence_from
    at = _set(at, "checkbox", SILENCE, False)
    button(at, "consent").click().run()
    assert _rule(demonstration).silence_from is None


def test_an_hour_that_has_passed_and_a_day_that_is_missing_are_refused(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    at = _set(at, "checkbox", SILENCE, True)
    at = _set(at, "date_input", "From the day", date(2023, 2, 3))
    button(at, "consent").click().run()
    assert "silence can be consent from a later hour only" in at.error[0].value
    at = _set(at, "date_input", "From the day", None)
    button(at, "consent").click().run()
    assert "Please say from which day and hour on" in at.error[0].value
    assert _rule(demonstration).silence_from is None


def test_a_rule_that_another_organiser_changed_is_told_before_anything_is_saved(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    at = _set(at, "checkbox", PRINTED, False)
    with transaction(demonstration) as session:
        other = accounts.command_line_member(session, _edition(session))
        consent_setting.set_consent_rule(
            session, other, overruling=Overruling.NEVER, seen_version=1
        )
    button(at, "consent").click().run()
    assert "Command line changed this" in at.error[0].value
    assert any("Command line" in each.value for each in at.warning)
    assert _rule(demonstration).overruling is Overruling.NEVER


def test_a_proxy_is_named_shown_and_ended(open_page: Open, demonstration: Engine) -> None:
    absent, speaker, *_ = _group(demonstration)
    at = open_page(Role.ORGANISER, "setup")
    assert button(at, "name_proxy").disabled
    at = _set(at, "selectbox", "Who", absent.id)
    at = _set(at, "selectbox", "Who speaks for them", speaker.id)
    button(at, "name_proxy").click().run()
    assert not at.error
    [named] = _named(demonstration)
    assert (named.absent, named.speaker) == (absent.name, speaker.name)
    assert f"{speaker.name} speaks for {absent.name}." in [each.value for each in at.text]
    # who is spoken for, and who speaks, is offered no more for what would make a chain
    options = {each.label: list(each.options) for each in at.selectbox}
    assert absent.name not in options["Who"] + options["Who speaks for them"]
    assert speaker.name not in options["Who"]
    button(at, "end_proxy").click().run()
    assert not at.error
    assert _named(demonstration) == []


def test_a_proxy_that_counts_no_longer_says_so(open_page: Open, demonstration: Engine) -> None:
    absent, speaker, *_ = _group(demonstration)
    with transaction(demonstration) as session:
        organiser = accounts.command_line_member(session, _edition(session))
        proxies.name_proxy(session, organiser, member_id=speaker.id, for_id=absent.id)
        session.get_one(Member, absent.id).active = False
    at = open_page(Role.ORGANISER, "setup")
    assert any("counts no longer" in each.value for each in at.text)
