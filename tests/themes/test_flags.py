"""A word on a theme: told, taken off, taken back, and respected by what the machine does."""

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.errors import NotValid
from hrgl.operations import undo
from hrgl.operations.sentences import sentence
from hrgl.synthesis.grouping.decided import NOWHERE
from hrgl.themes import desk, flags, placing, themes
from hrgl.themes.proposals import constraints, proposals
from tests.builders import World, statement_ids, world


def _told(session: Session, here: World) -> str:
    [last] = audit.history(session, edition_id=here.edition.id, limit=1)
    return sentence(last)


def test_a_flag_is_put_on_and_taken_off_in_words_and_taken_back(session: Session) -> None:
    here = world(session)
    theme = themes.create(session, here.facilitator, name="Money")
    asked = {"theme_id": theme.id, "seen_version": theme.version}
    flags.flag_theme(session, here.facilitator, **asked, flag="  ask\n Bo ")
    assert theme.flag == "ask Bo"
    assert _told(session, here).endswith("flagged “Money”: ask Bo")
    [row] = desk.desk(session, edition_id=here.edition.id).themes
    assert row.flag == "ask Bo"
    asked["seen_version"] = theme.version
    flags.flag_theme(session, here.facilitator, **asked, flag=" ")
    assert theme.flag == ""
    assert _told(session, here).endswith("took the flag off “Money”")
    [last] = audit.history(session, edition_id=here.edition.id, limit=1)
    undo.undo(session, here.facilitator, entry_id=last.id)
    assert theme.flag == "ask Bo"


def test_a_word_has_at_most_sixty_characters(session: Session) -> None:
    here = world(session)
    theme = themes.create(session, here.facilitator, name="Money")
    flags.flag_theme(session, here.facilitator, theme_id=theme.id, flag="x" * 60, seen_version=1)
    with pytest.raises(NotValid, match="at most 60"):
        flags.flag_theme(
            session, here.facilitator, theme_id=theme.id, flag="x" * 61, seen_version=theme.version
        )


def test_no_proposal_moves_anything_out_of_a_theme_with_a_flag(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    theme.named_by_person = False
    for placement in placing.placed_in(session, theme.id):
        placement.pinned = False
    session.flush()
    assert _bound(session, here) == set()
    flags.flag_theme(
        session, here.facilitator, theme_id=theme.id, flag="ask Bo", seen_version=theme.version
    )
    assert _bound(session, here) == {0}


def _bound(session: Session, here: World) -> set[int]:
    """The themes that bind a proposal, by number."""
    material = proposals.material(session, edition_id=here.edition.id)
    found = constraints.decided(session, edition_id=here.edition.id, material=material)
    return set(found.themes) - {NOWHERE}
