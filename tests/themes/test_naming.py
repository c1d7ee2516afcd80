"""The names of themes: on one line, not too long, one of a kind among those that live."""

import pytest
from sqlmodel import Session

from hrgl.errors import NotValid
from hrgl.themes import placing, themes
from tests.builders import World, statement_ids, world
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" \n ", "give the theme a name"),
        ("x" * 81, "too long: at most 80 characters"),
        (" mONEY ", "a theme called 'Money' already"),
    ],
)
def test_a_name_that_cannot_be_had_is_refused_in_words(
    session: Session, here: World, name: str, why: str
) -> None:
    themes.create(session, here.facilitator, name="Money")
    with pytest.raises(NotValid, match=why) as refusal:
        themes.create(session, here.facilitator, name=name)
    assert refusal.value.field == "name"


def test_a_name_stands_on_one_line_and_may_have_eighty_signs(session: Session, here: World) -> None:
    theme = themes.create(
        session, here.facilitator, name=" Money \n and  time ", description=" What it costs. "
    )
    assert (theme.name, theme.description) == ("Money and time", "What it costs.")
    assert theme.named_by_person
    assert len(themes.create(session, here.facilitator, name="x" * 80).name) == 80


def test_the_name_of_a_theme_that_is_no_more_is_free_again(session: Session, here: World) -> None:
    first = themes.create(session, here.facilitator, name="Money")
    second = themes.create(session, here.facilitator, name="Time")
    themes.dissolve(session, here.facilitator, theme_id=first.id, seen_version=first.version)
    again = themes.create(session, here.facilitator, name="Money")
    themes.merge(
        session, here.facilitator, theme_id=second.id, into_id=again.id, seen_version=second.version
    )
    last = themes.create(session, here.facilitator, name="Time")
    assert placing.live(session, edition_id=here.edition.id) == [again, last]


def test_another_edition_has_names_of_its_own(session: Session, here: World) -> None:
    there = world(session, code="2032")
    themes.create(session, there.facilitator, name="Money")
    theme = themes.create(session, here.facilitator, name="Money")
    assert placing.live(session, edition_id=here.edition.id) == [theme]


def test_a_theme_can_keep_its_name_and_its_description_is_kept_if_none_is_given(
    session: Session, here: World
) -> None:
    theme = themes.create(session, here.facilitator, name="money", description="What it costs.")
    theme.named_by_person = False
    session.flush()
    themes.rename(
        session, here.organiser, theme_id=theme.id, name="Money", seen_version=theme.version
    )
    assert (theme.name, theme.description) == ("Money", "What it costs.")
    assert theme.named_by_person
    assert told(session) == ("theme.renamed", {"name": "Money", "before": "money"})
    assert told_of(session, here.organiser, theme)
    themes.rename(
        session,
        here.organiser,
        theme_id=theme.id,
        name="Money",
        description=" New. ",
        seen_version=theme.version,
    )
    assert theme.description == "New."


def test_a_name_of_another_theme_is_not_given_to_a_second_one(
    session: Session, here: World
) -> None:
    themes.create(session, here.facilitator, name="Money")
    theme = themes.create(session, here.facilitator, name="Time")
    with pytest.raises(NotValid, match="already"):
        themes.rename(
            session, here.facilitator, theme_id=theme.id, name="money", seen_version=theme.version
        )


def test_the_log_tells_how_a_theme_began(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    assert told(session) == ("theme.created", {"name": "Money", "statements": 2})
    assert told_of(session, here.facilitator, theme)
