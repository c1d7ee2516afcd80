"""A facilitator says what a theme touches: by what is proposed, or by their own choice."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading
from hrgl.core.enums import Origin, Role
from hrgl.core.models import Edition, Member, Theme
from hrgl.operations import worker
from hrgl.themes import proposed_tags, tags
from tests.fakes import FakeEmbedder
from tests.ui.conftest import Open, button


@pytest.fixture
def theme_id(demonstration: Engine) -> int:
    """The theme for which most is proposed, once a proposal was made."""
    with reading(demonstration) as session:
        actor = session.exec(select(Member).where(Member.role == Role.FACILITATOR)).first()
    assert actor is not None
    worker.propose_themes(
        demonstration, actor, themes=12, progress=lambda *_: None, load=FakeEmbedder
    )
    with reading(demonstration) as session:
        found = proposed_tags.proposed(session, edition_id=actor.edition_id)
    return max(found, key=lambda theme_id: (len(found[theme_id]), theme_id))


def _theme(open_page: Open, theme_id: int) -> AppTest:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(theme_id).run()
    return at


def _shown(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption).replace("\\", "")


def _keys(at: AppTest, beginning: str) -> list[str]:
    return [str(b.key) for b in at.button if str(b.key).startswith(beginning)]


def _decided(demonstration: Engine, theme_id: int) -> tags.Tags:
    with reading(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        return tags.tags_of(session, edition_id=edition.id).get(theme_id, tags.Tags())


def test_a_proposed_tag_is_confirmed_and_seen_and_another_refused_and_gone(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    at = _theme(open_page, theme_id)
    offered = _keys(at, "confirm_tag-")
    assert len(offered) > 1
    assert "Touches" not in _shown(at)
    assert "· close: ." in at.button(key=offered[0]).label.replace("\\", "")
    at.button(key=offered[0]).click().run()
    assert not at.error
    [tag] = _decided(demonstration, theme_id).confirmed
    assert tag.origin is Origin.PROPOSED
    assert tag.similarity is not None
    assert f"Touches {tag.label}" in _shown(at)
    code = at.session_state["offered"][offered[1]].bound.drawn["code"]
    button(at, "refuse_tag", code=code).click().run()
    assert not at.error
    assert len(_decided(demonstration, theme_id).refused) == 1
    left = _keys(at, "confirm_tag-")
    assert not {*offered[:2]} & {*left}
    assert {*offered[2:]} <= {*left}


def test_no_more_than_three_are_asked_about_at_once(open_page: Open, theme_id: int) -> None:
    at = _theme(open_page, theme_id)
    while offered := _keys(at, "confirm_tag-"):
        assert len(offered) == 3 or "more" not in _shown(at).split("Does it touch")[1]
        at.button(key=offered[0]).click().run()
        assert not at.error
    assert "Does it touch" not in _shown(at)


def test_a_tag_of_one_s_own_choice_is_given_and_taken_off(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    at = _theme(open_page, theme_id)
    [box] = [each for each in at.selectbox if each.label == "This theme touches"]
    box.set_value(("udhr_articles", "23")).run()
    button(at, "add_tag").click().run()
    assert not at.error
    assert "Touches UDHR 23 Work, equal pay, trade unions" in _shown(at)
    [tag] = _decided(demonstration, theme_id).confirmed
    assert (tag.origin, tag.similarity) == (Origin.PERSON, None)
    button(at, "remove_tag", tag_id=tag.id).click().run()
    assert not at.error
    assert "UDHR 23" not in _shown(at)
    assert _decided(demonstration, theme_id).confirmed == []


def test_what_was_refused_says_so_in_the_list_and_can_be_confirmed_after_all(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    at = _theme(open_page, theme_id)
    at.button(key=_keys(at, "refuse_tag-")[0]).click().run()
    [refused] = _decided(demonstration, theme_id).refused
    [box] = [each for each in at.selectbox if each.label == "This theme touches"]
    assert [o for o in box.options if o.endswith("(refused before)")] == [
        f"{refused.label} (refused before)"
    ]
    box.set_value((refused.vocabulary, refused.code)).run()
    button(at, "add_tag").click().run()
    assert not at.error
    assert f"Touches {refused.label}" in _shown(at)


def test_the_demonstration_has_tags_before_anything_was_proposed(
    open_page: Open, demonstration: Engine
) -> None:
    with reading(demonstration) as session:
        theme = session.exec(select(Theme).where(Theme.name == "Gender budgeting")).one()
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.radio(key="rail").set_value(theme.id).run()
    assert "Touches SDG 5.c Sound policies for gender equality" in _shown(at)
    assert "Instrument: Gender budgeting" in _shown(at)
    assert _keys(at, "confirm_tag-") == []
