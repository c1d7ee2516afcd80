"""Outcome, Conference: the words large, one press that adopts them, and what came of it."""

import re
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import AdoptionMode, Role
from hrgl.core.models import OutcomeDocument
from tests.publishing import brought_to_approval, publish_as_read
from tests.ui.conftest import Open, button, names


@pytest.fixture
def published(demonstration: Engine) -> Engine:
    """The demonstration with a number that is published and not adopted yet."""
    with transaction(demonstration) as session:
        publish_as_read(session, brought_to_approval(session).organiser)
    return demonstration


def _number(engine: Engine) -> OutcomeDocument:
    with reading(engine) as session:
        return session.exec(select(OutcomeDocument)).one()


def _field(at: AppTest, name: str) -> Any:
    """A field of the act on this view; the page may have others of its name."""
    fields = (*at.text_input, *at.radio)
    return next(each for each in fields if re.fullmatch(rf"conference-1-\d+-{name}", str(each.key)))


def _words(at: AppTest) -> str:
    every = [*at.markdown, *at.caption, *at.subheader, *at.header, *at.info]
    return " ".join(str(each.value) for each in every).replace("\\", "")


def test_before_publication_there_is_the_presentation_and_nothing_to_adopt(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "outcome", view="Conference")
    assert "The Conference adopts what is published." in _words(at)
    assert "adopt" not in names(at)


def test_one_press_adopts_and_the_sentence_stands_there_at_once(
    open_page: Open, published: Engine
) -> None:
    at = open_page(Role.ORGANISER, "outcome", view="Conference")
    words = _words(at)
    assert "Number 1, 12 encouragements" in words
    assert "SHA-256 " in words
    assert "The steering group has" in words
    _field(at, "mode").set_value(AdoptionMode.LAUNCHED).run()
    _field(at, "place").set_value("Graz <b>").run()
    button(at, "adopt").click().run()
    assert not at.exception
    assert not at.error
    row = _number(published)
    assert (row.adopted_by, row.adoption_mode) == ("the Conference", AdoptionMode.LAUNCHED)
    assert row.adopted_at_place == "Graz <b>"
    assert row.adopted_as == "a guideline for local governments"
    assert not row.adopted_tacitly
    assert "Launched by the Conference in Graz <b> on" in _words(at)
    assert "adopt" not in names(at)


def test_without_a_body_nothing_is_adopted_and_the_page_says_so(
    open_page: Open, published: Engine
) -> None:
    at = open_page(Role.ORGANISER, "outcome", view="Conference")
    _field(at, "body").set_value(" ").run()
    button(at, "adopt").click().run()
    assert "name the body" in at.error[0].value
    assert _number(published).adopted_on is None


def test_only_organisers_adopt(open_page: Open, published: Engine) -> None:
    assert _number(published).adopted_on is None
    at = open_page(Role.FACILITATOR, "outcome", view="Conference")
    assert "An organiser notes its adoption here." in _words(at)
    assert "adopt" not in names(at)
