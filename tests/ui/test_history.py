"""History: narrowed by person, noun and time in the database, and honest about its length."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.acts import ACTS
from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import AuditEntry
from hrgl.editions import editions
from hrgl.formats.writers import separated
from hrgl.operations import undo
from hrgl.operations.sentences import NOUNS
from hrgl.themes import themes
from tests.builders import World, statement_ids, world
from tests.ui.conftest import Open, button


def test_every_act_belongs_to_exactly_one_noun_of_the_filter() -> None:
    for act in ACTS:
        of = [
            noun
            for noun, begun in NOUNS.items()
            if any(act == begin or act.startswith(f"{begin}.") for begin in begun)
        ]
        assert len(of) == 1, (act, of)


class TestTheQuestion:
    """On both databases, because filtering is the database's work."""

    @pytest.fixture(params=["sqlite", "postgresql"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture
    def busy(self, session: Session) -> tuple[Session, World]:
        """Acts of two people in one edition, and of others in another."""
        here = world(session)
        world(session, code="2032")
        ids = statement_ids(session, here)
        theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
        themes.rename(
            session, here.facilitator, theme_id=theme.id, name="Budget", seen_version=theme.version
        )
        return session, here

    def test_it_is_narrowed_by_person(self, busy: tuple[Session, World]) -> None:
        session, here = busy
        found = audit.history(session, edition_id=here.edition.id, who=[here.facilitator.id])
        assert [each.act for each in found] == ["theme.renamed", "theme.created"]
        wanted = {"who": [here.facilitator.id, here.rapporteur.id]}
        assert audit.count_acts(session, edition_id=here.edition.id, **wanted) == 3
        assert audit.history(session, edition_id=here.edition.id, who=[]) == []

    def test_it_is_narrowed_by_noun_and_a_longer_word_is_another_noun(
        self, busy: tuple[Session, World]
    ) -> None:
        session, here = busy
        found = audit.history(session, edition_id=here.edition.id, nouns=["theme"])
        assert {each.act for each in found} == {"theme.renamed", "theme.created"}
        assert audit.history(session, edition_id=here.edition.id, nouns=["the"]) == []
        assert audit.history(session, edition_id=here.edition.id, nouns=["%"]) == []
        [one] = audit.history(session, edition_id=here.edition.id, nouns=["theme.renamed"])
        assert one.act == "theme.renamed"

    def test_it_is_narrowed_by_time_from_and_before(self, busy: tuple[Session, World]) -> None:
        session, here = busy
        every = audit.history(session, edition_id=here.edition.id)
        latest, middle = every[0].at, every[1].at
        since = audit.history(session, edition_id=here.edition.id, since=latest)
        assert since[0].id == every[0].id
        until = audit.history(session, edition_id=here.edition.id, until=middle)
        assert all(each.at < middle for each in until)
        later = now() + timedelta(hours=1)
        assert audit.count_acts(session, edition_id=here.edition.id, since=later) == 0

    def test_the_latest_are_shown_and_all_are_counted(self, busy: tuple[Session, World]) -> None:
        session, here = busy
        every = audit.history(session, edition_id=here.edition.id)
        assert audit.count_acts(session, edition_id=here.edition.id) == len(every)
        assert audit.history(session, edition_id=here.edition.id, limit=2) == every[:2]

    def test_only_who_has_acted_in_this_edition_is_offered(
        self, busy: tuple[Session, World]
    ) -> None:
        session, here = busy
        names = [each.name for each in audit.doers(session, edition_id=here.edition.id)]
        assert names == ["Command line", "Fadi", "Rosa"]


def _entries(engine: Engine, **wanted: object) -> list[audit.Happening]:
    with reading(engine) as session:
        edition_id = editions.by_code(session, "2023-demo").id
        return audit.history(session, edition_id=edition_id, **wanted)  # type: ignore[arg-type]


def _told(at: object) -> list[str]:
    return list(at.dataframe[0].value["What"])  # type: ignore[attr-defined]


def test_the_page_shows_only_what_is_asked_for_and_says_of_how_much(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "history")
    every = len(_entries(demonstration, limit=10_000))
    assert any(caption.value == f"All {every} acts" for caption in at.caption)
    at.multiselect(key="only_about").set_value(["Reviews"]).run()
    told = _told(at)
    assert 0 < len(told) < every
    assert all("wording" in line or "objection" in line for line in told)
    someone = at.multiselect(key="only_by").options[0]
    assert someone.endswith(")")
    at.selectbox(key="when").set_value("the last hour").run()
    assert len(_told(at)) == len(told)


def test_a_time_that_ends_before_it_begins_is_told(open_page: Open) -> None:
    at = open_page(Role.STEERING, "history")
    at.selectbox(key="when").set_value("between …").run()
    assert _told(at)
    at.datetime_input(key="to").set_value(now().replace(tzinfo=None) - timedelta(days=3)).run()
    assert "end is before the beginning" in at.warning[0].value


def test_when_nothing_answers_the_way_out_is_said(open_page: Open, demonstration: Engine) -> None:
    at = open_page(Role.STEERING, "history")
    at.multiselect(key="only_about").set_value(["Acts taken back"]).run()
    assert "Take a filter away" in at.info[0].value


def test_a_long_night_is_shown_piece_by_piece(open_page: Open, demonstration: Engine) -> None:
    _make_long(demonstration, 700)
    at = open_page(Role.FACILITATOR, "history")
    every = len(_entries(demonstration, limit=10_000))
    assert f"The latest 500 of {every} acts" in [caption.value for caption in at.caption]
    button(at, "earlier").click().run()
    assert len(_told(at)) == min(1000, every)


def _make_long(engine: Engine, count: int) -> None:
    with transaction(engine) as session:
        first = session.exec(select(AuditEntry).where(AuditEntry.act == "note.added")).first()
        assert first
        fields = first.model_dump(exclude={"id"})
        session.add_all([AuditEntry(**fields) for _ in range(count)])


def test_an_act_picked_under_a_filter_is_the_one_that_is_taken_back(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.FACILITATOR, "history")
    at.multiselect(key="only_about").set_value(["Encouragements"]).run()
    nouns = sorted(NOUNS["Encouragements"])
    shown = _entries(demonstration, nouns=nouns)
    why = [undo.reason_against(each.act, each.has_changes) for each in shown]
    assert why[0] == ""
    key = f"acts-{len(shown)}-{shown[0].id}-nouns={nouns!r}"
    at.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    button(at, "undo").click().run()
    assert not at.error
    last = _entries(demonstration)[0]
    assert (last.act, last.subject_id, last.detail["what"]) == (
        "act.undone",
        shown[0].id,
        shown[0].act,
    )


def test_without_a_notice_a_table_has_no_column_for_it() -> None:
    assert separated.write_csv(["A"], [["1"]]) == b"A\n1\n"
    assert separated.write_csv(["A"], [["1"]], notice="n") == b"A,Notice\n1,n\n"
