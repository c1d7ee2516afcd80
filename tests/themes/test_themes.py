"""Themes, the queue, what is set aside – and the account that adds up."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import transaction
from hrgl.core.enums import Support
from hrgl.encouragements import evidence
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out, statements
from hrgl.themes import board, placing, themes
from tests.builders import statement_ids, submitted, uncite_all, world


def test_a_statement_moved_by_a_person_is_pinned(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    now = board.board(session, edition_id=here.edition.id)
    assert [s.id for s in now.themes[0].statements] == ids[:2]
    assert all(s.pinned for s in now.themes[0].statements)
    assert len(now.queue) == len(ids) - 2
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=None)
    assert len(board.board(session, edition_id=here.edition.id).queue) == len(ids) - 1
    assert theme.named_by_person


def test_two_themes_cannot_have_the_same_name(session: Session) -> None:
    here = world(session)
    themes.create(session, here.facilitator, name="Money")
    with pytest.raises(NotValid, match="already"):
        themes.create(session, here.facilitator, name="  money ")


def test_merging_loses_no_statement_and_feeds_the_same_encouragements(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    submitted(session, here, ids[:2])
    other = themes.create(session, here.facilitator, name="Other", statement_ids=ids[2:4])
    source = board.board(session, edition_id=here.edition.id).theme(
        placing.live(session, edition_id=here.edition.id)[0].id
    )
    assert source is not None
    themes.merge(
        session, here.facilitator, theme_id=source.id, into_id=other.id, seen_version=source.version
    )
    [left] = board.board(session, edition_id=here.edition.id).themes
    assert {s.id for s in left.statements} == set(ids[:4])
    assert left.encouragements == ("1",)
    with pytest.raises(NotNow, match="no longer exists"):
        themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=source.id)


def test_a_cited_statement_must_be_uncited_before_it_is_set_aside(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:1])
    with pytest.raises(NotNow, match="is cited"):
        leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=ids[:1], because="off topic"
        )
    uncite_all(session, here, row)
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[:1], because="off topic"
    )
    [first, *_] = statements.list_statements(session, edition_id=here.edition.id)
    assert (first.disposition, first.because) == ("set aside", "off topic")


def test_setting_aside_needs_a_reason(session: Session) -> None:
    here = world(session)
    with pytest.raises(NotValid, match="say why"):
        leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=statement_ids(session, here), because="  "
        )


def test_what_is_left_out_cannot_be_cited(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:1])
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[1:2], because="off topic"
    )
    leaving_out.same_as(session, here.facilitator, statement_id=ids[2], of_id=ids[3])
    for left_out, said in ((ids[1], "has been left out"), (ids[2], "is counted as another one")):
        with pytest.raises(NotNow, match=said):
            evidence.cite(
                session,
                here.facilitator,
                encouragement_id=row.id,
                statement_ids=[left_out],
                support=Support.EXAMPLE,
            )


def test_a_statement_that_stands_for_another_cannot_itself_be_counted_away(
    session: Session,
) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    leaving_out.same_as(session, here.facilitator, statement_id=ids[0], of_id=ids[1])
    with pytest.raises(NotNow, match="stands for"):
        leaving_out.same_as(session, here.facilitator, statement_id=ids[1], of_id=ids[2])
    with pytest.raises(NotNow, match="does not stand for itself"):
        leaving_out.same_as(session, here.facilitator, statement_id=ids[2], of_id=ids[0])


def test_a_refused_act_changes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        ids = statement_ids(session, here)
        theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids)
        before = board.board(session, edition_id=here.edition.id)
    with pytest.raises(OutOfDate), transaction(engine) as session:
        themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=99)
    with transaction(engine) as session:
        assert board.board(session, edition_id=here.edition.id) == before


def test_what_is_cited_does_not_go_back_to_the_queue_with_its_theme(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:2])
    theme = themes.create(session, here.facilitator, name="Mixed", statement_ids=ids[:5])
    before = board.board(session, edition_id=here.edition.id)
    found = before.theme(theme.id)
    assert found is not None
    assert found.if_dissolved == "3 of its 5 statements go back to the queue, 2 stay cited."
    themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=theme.version)
    after = board.board(session, edition_id=here.edition.id)
    assert len(after.queue) - len(before.queue) == found.waiting_again == 3
    entry = audit.history(session, edition_id=here.edition.id, limit=1)[0]
    assert (entry.detail["statements"], entry.detail["cited"]) == (3, found.cited)
    assert row.place == 1


@pytest.mark.parametrize(
    ("count", "cited", "told"),
    [
        (0, 0, "It holds no statement."),
        (1, 0, "Its only statement goes back to the queue."),
        (5, 0, "Its 5 statements go back to the queue."),
        (1, 1, "Its only statement stays cited."),
        (2, 2, "Its 2 statements stay cited."),
        (2, 1, "1 of its 2 statements goes back to the queue, 1 stays cited."),
    ],
)
def test_the_end_of_a_theme_is_told_before_it_comes(
    session: Session, count: int, cited: int, told: str
) -> None:
    here = world(session)
    ids = statement_ids(session, here)[:count]
    if cited:
        submitted(session, here, ids[:cited])
    theme = themes.create(session, here.facilitator, name="Ends", statement_ids=ids)
    found = board.board(session, edition_id=here.edition.id).theme(theme.id)
    assert found is not None
    assert found.if_dissolved == told
