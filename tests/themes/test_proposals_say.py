"""What a proposal says of itself: how sure it is, in whose words, and what else there could be."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from hrgl.core.database import reading, transaction
from hrgl.core.models import Clustering
from hrgl.notes import leaving_out
from hrgl.themes import board, themes
from hrgl.themes.proposals import proposals
from hrgl.themes.proposals.comparison import CLOSE
from hrgl.themes.proposals.difference import number_in_words
from tests.builders import LINES, World, statement_ids, world
from tests.themes.test_proposals import board_of, propose


@pytest.fixture
def here(engine: Engine) -> World:
    with transaction(engine) as session:
        made = world(session)
        statement_ids(session, made, LINES)
        return made


def test_a_proposal_says_how_far_people_stayed_with_it(engine: Engine, here: World) -> None:
    made = propose(engine, here, 2)
    with reading(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert found.kept is None
    assert len(found.themes) == 2
    assert all(theme.stability is not None and 0 <= theme.stability <= 1 for theme in found.themes)
    with transaction(engine) as session:
        first, second = proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
        moved = found.themes[0].statements[0].id
        themes.move(session, here.facilitator, statement_ids=[moved], theme_id=second.id)
    with reading(engine) as session:
        after = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert after is not None
    assert after.kept is not None
    assert (after.kept.statements, after.kept.elsewhere) == (6, 1)
    assert after.kept.pairs.value < 1
    assert first.id != second.id


def test_people_put_nothing_elsewhere_where_a_group_continues_no_theme(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        rows = proposals.material(session, edition_id=here.edition.id)
        every = [s.reference for s in rows]
        themes.create(
            session, here.facilitator, name="Everything", statement_ids=[s.id for s in rows]
        )
        groups = [
            {"title": title, "statements": group, "typical": []}
            for title, group in (("Most", every[:4]), ("Rest", every[4:]))
        ]
        proposals.store(
            session,
            here.facilitator,
            model="m",
            parameters={},
            statements_sha256="",
            result={"themes": groups, "queue": [], "fit": {}},
        )
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert found.kept is not None
    assert [(bool(theme.into), len(theme.staying)) for theme in found.themes] == [
        (True, 0),
        (False, 2),
    ]
    assert (found.kept.statements, found.kept.elsewhere) == (6, 0)
    assert found.kept.pairs.value < 1


def test_a_proposal_tells_cohesion_nearness_and_a_line_in_people_s_own_words(
    engine: Engine, here: World
) -> None:
    made = propose(engine, here, 2)
    with reading(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    texts = "\n".join(s.text for theme in found.themes for s in theme.statements)
    assert len(found.themes) == 2
    assert not any(s in json.dumps(made.result) for s in texts.splitlines())
    for theme in found.themes:
        assert theme.cohesion is not None
        fits = [made.result["fit"][s.reference] for s in theme.statements]
        assert theme.cohesion == pytest.approx(sum(fits) / len(fits), abs=1e-4)
        assert theme.hangs_together in {"closely", "fairly well", "loosely"}
        assert theme.near is None or theme.near[1] >= CLOSE
        assert theme.line is not None
        assert theme.line.statement in theme.statements
        assert theme.line.text in theme.line.statement.text
        assert theme.line.told == f"“{theme.line.text}” ({theme.line.statement.short})"


def test_a_theme_taken_over_is_described_by_its_line_until_a_person_describes_it(
    engine: Engine, here: World
) -> None:
    made = propose(engine, here, 2)
    with transaction(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
        assert found is not None
        lines = {theme.title: theme.line for theme in found.themes}
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
    first, second = board_of(engine, here).themes
    assert {first.name: _words(first.line), second.name: _words(second.line)} == {
        title: _words(line) for title, line in lines.items()
    }
    with transaction(engine) as session:
        themes.rename(
            session,
            here.facilitator,
            theme_id=first.id,
            name=first.name,
            description="Ours",
            seen_version=first.version,
        )
        assert second.line is not None
        leaving_out.withdraw_statement(
            session,
            here.facilitator,
            statement_id=second.line.statement.id,
            because="asked to",
            seen_version=second.line.statement.version,
        )
    now = board_of(engine, here)
    described, other = now.theme(first.id), now.theme(second.id)
    assert described is not None
    assert (described.description, described.line) == ("Ours", None)
    assert other is not None
    assert _words(other.line) != _words(second.line)


def _words(line: board.ThemeLine | None) -> str:
    return line.told if line else ""


def test_other_numbers_are_told_by_titles_and_parts(engine: Engine, here: World) -> None:
    with transaction(engine) as session:
        for kind in ("parks", "roads", "schools", "rivers", "courts", "markets"):
            lines = [f"* The {kind} in quarter {at} need {kind} money" for at in range(6)]
            statement_ids(session, here, "\n".join(lines))
    made = propose(engine, here, 6)
    with reading(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert [other.number for other in found.others] == [
        other["number"] for other in made.result["others"]
    ]
    assert any(other.merges for other in found.others)
    assert any(other.splits for other in found.others)
    sizes = {theme.title: len(theme.statements) for theme in found.themes}
    for other in found.others:
        assert all(title in sizes for titles in other.merges for title in titles)
        for title, parts in other.splits:
            assert sum(part.statements for part in parts) == sizes[title]
            assert all(part.typical is not None for part in parts)


def test_a_wish_for_more_themes_than_hold_is_answered_with_how_many_do(
    engine: Engine, here: World
) -> None:
    propose(engine, here, 3)
    with reading(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    rows = found.themes[0].statements * 3
    firm, loose, small = (
        replace(each, statements=rows[:size], stability=stability)
        for each, size, stability in zip(found.themes, (3, 3, 2), (0.9, 0.3, 1.0), strict=True)
    )
    assert number_in_words(replace(found, themes=(firm, firm, firm))) == "3 asked, 3 proposed."
    assert number_in_words(replace(found, themes=(firm, loose, small))) == (
        "3 asked, 3 proposed. Only 1 of them holds: the rest have fewer than 3 statements or come "
        "apart when some are left out."
    )


def test_a_proposal_made_before_stability_was_known_can_still_be_read(
    engine: Engine, here: World
) -> None:
    made = propose(engine, here)
    with transaction(engine) as session:
        old = Clustering(
            edition_id=made.edition_id,
            member_id=made.member_id,
            model=made.model,
            parameters={"themes": 3},
            statements_sha256=made.statements_sha256,
            result={
                **{key: made.result[key] for key in ("queue", "fit")},
                "themes": [
                    {key: theme[key] for key in ("title", "statements", "typical")}
                    for theme in made.result["themes"]
                ],
            },
        )
        session.add(old)
    with reading(engine) as session:
        found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert found.others == ()
    assert len(found.themes) == 3
    for theme in found.themes:
        assert (theme.stability, theme.torn, theme.cohesion) == (None, (), None)
        assert (theme.line, theme.near, theme.hangs_together) == (None, None, "")
