"""Setting up an edition: what it is and its rules; only by organisers, and safely."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.enums import Attribution, Languages
from hrgl.core.models import Account, Edition, OutcomeDocument
from hrgl.editions import edition_files, editions
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.people import sign_ins
from tests.builders import World, world


def _describe(session: Session, here: World, **other: Any) -> Edition:
    wanted = {
        "title": "Another title",
        "question": "What works?",
        "starts": None,
        "ends": None,
        "seen_version": here.edition.version,
    }
    return editions.describe(session, here.organiser, **{**wanted, **other})


def _rules(session: Session, here: World, **other: Any) -> Edition:
    wanted = {"places": 9, "quorum": 4, "seen_version": here.edition.version}
    return editions.set_rules(session, here.organiser, **{**wanted, **other})


def test_an_edition_gets_its_title_question_and_dates_on_one_line_each(session: Session) -> None:
    here = world(session)
    row = _describe(
        session,
        here,
        title="  Rights\x00 at\nhome ",
        question="\tWhat\r\nworks?",
        starts=date(2031, 2, 1),
        ends=date(2031, 2, 8),
    )
    assert (row.title, row.question) == ("Rights at home", "What works?")
    assert (row.starts, row.ends) == (date(2031, 2, 1), date(2031, 2, 8))
    account = session.get_one(Account, here.organiser.account_id)
    browser = sign_ins.token_digest(sign_ins.open_door(session, account))
    found = editions.parts(session, token_sha256=browser)[0].edition
    assert (found.title, found.ends, found.version) == (row.title, row.ends, row.version)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": " \n "}, "title", "An edition needs a title"),
        ({"title": "x" * 201}, "title", "title is too long: at most 200"),
        ({"question": "x" * 501}, "question", "question is too long: at most 500"),
        (
            {"starts": date(2031, 2, 8), "ends": date(2031, 2, 1)},
            "ends",
            "The last day is before the first",
        ),
    ],
)
def test_an_edition_without_what_it_needs_is_refused_and_stays_as_it_was(
    session: Session, wrong: dict[str, Any], field: str, said: str
) -> None:
    here = world(session)
    with pytest.raises(NotValid, match=said) as refused:
        _describe(session, here, **wrong)
    assert refused.value.field == field
    assert (here.edition.title, here.edition.version) == ("Title", 1)


def test_a_title_made_of_markup_is_kept_as_it_was_written(session: Session) -> None:
    here = world(session)
    hostile = "![x](https://elsewhere.example/x.png) <script>alert(1)</script>"
    assert _describe(session, here, title=hostile).title == hostile


def test_a_published_document_keeps_the_title_of_its_edition(session: Session) -> None:
    here = world(session)
    session.add(
        OutcomeDocument(
            edition_id=here.edition.id,
            number=1,
            content="{}",
            sha256="0" * 64,
            member_id=here.organiser.id,
        )
    )
    session.flush()
    with pytest.raises(NotNow, match="they stay"):
        _describe(session, here)


def test_the_second_of_two_organisers_is_told_who_was_quicker(session: Session) -> None:
    here = world(session)
    seen = here.edition.version
    _describe(session, here)
    with pytest.raises(OutOfDate, match="Olga changed this") as refused:
        _rules(session, here, seen_version=seen)
    assert refused.value.changed_by == "Olga"


def test_the_rules_say_how_many_how_approved_and_who_may_be_shown(session: Session) -> None:
    here = world(session)
    row = _rules(session, here, smallest_group=5, attribution=Attribution.NONE)
    assert (row.places, row.quorum, row.smallest_group, row.attribution) == (
        9,
        4,
        5,
        Attribution.NONE,
    )
    row = _rules(session, here, places=3)
    assert (row.places, row.smallest_group, row.attribution) == (3, 5, Attribution.NONE)


def test_the_rules_say_in_which_time_zone_times_are_told(session: Session) -> None:
    here = world(session)
    assert here.edition.time_zone == "Europe/Vienna"
    assert _rules(session, here, time_zone="Asia/Seoul").time_zone == "Asia/Seoul"
    assert _rules(session, here, places=3).time_zone == "Asia/Seoul"
    entry = audit.history(session, edition_id=here.edition.id, nouns=["edition.rules_set"])[0]
    assert entry.detail["time_zone"] == "Asia/Seoul"


def test_the_rules_say_in_which_languages_the_statements_are(session: Session) -> None:
    here = world(session)
    assert here.edition.languages is Languages.AUTO
    assert _rules(session, here, languages=Languages.ENGLISH).languages is Languages.ENGLISH
    assert _rules(session, here, places=3).languages is Languages.ENGLISH
    entry = audit.history(session, edition_id=here.edition.id, nouns=["edition.rules_set"])[0]
    assert entry.detail["languages"] == "english"


@pytest.mark.parametrize(
    ("facts", "languages"), [("", "auto"), ("languages: english\n", "english")]
)
def test_a_file_of_facts_may_say_in_which_languages_statements_are(
    session: Session, tmp_path: Path, facts: str, languages: str
) -> None:
    path = tmp_path / "2041.yaml"
    path.write_text(f"code: 2041\nseries: Series\ntitle: Title\n{facts}", encoding="utf-8")
    edition = edition_files.load_edition(session, path)
    assert (edition.languages, "languages" in edition.facts) == (languages, False)


@pytest.mark.parametrize(
    ("facts", "zone"), [("", "Europe/Vienna"), ("time_zone: Asia/Seoul\n", "Asia/Seoul")]
)
def test_a_file_of_facts_may_say_in_which_time_zone_an_edition_is(
    session: Session, tmp_path: Path, facts: str, zone: str
) -> None:
    path = tmp_path / "2041.yaml"
    path.write_text(f"code: 2041\nseries: Series\ntitle: Title\n{facts}", encoding="utf-8")
    edition = edition_files.load_edition(session, path)
    assert (edition.time_zone, "time_zone" in edition.facts) == (zone, False)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"places": 0}, "places", "encouragements is between 1 and 50"),
        ({"places": 51}, "places", "encouragements is between 1 and 50"),
        ({"quorum": 0}, "quorum", "quorum is between 1 and 50"),
        ({"smallest_group": 1}, "smallest_group", "a group of one is a person"),
        ({"smallest_group": 0}, "smallest_group", "a group of one is a person"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone", "no time zone 'Europe/Atlantis'"),
        ({"time_zone": ""}, "time_zone", "no time zone ''"),
    ],
)
def test_rules_that_cannot_work_or_would_show_a_single_person_are_refused(
    session: Session, wrong: dict[str, Any], field: str, said: str
) -> None:
    here = world(session)
    with pytest.raises(NotValid, match=said) as refused:
        _rules(session, here, **wrong)
    assert refused.value.field == field
    assert (here.edition.places, here.edition.smallest_group) == (2, 3)
