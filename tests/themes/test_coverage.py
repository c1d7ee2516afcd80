"""Coverage: who was heard in each theme, counted over people, with small groups protected."""

import io
from itertools import count

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import reading
from hrgl.core.enums import Attribution, Kind
from hrgl.core.models import Edition, Workshop
from hrgl.formats.writers.workbook import write_table
from hrgl.notes import notes
from hrgl.notes.notes import About
from hrgl.themes import themes
from hrgl.themes.board import board
from hrgl.themes.coverage import Aspect, Coverage, coverage
from hrgl.themes.coverage_words import HIDDEN, NOT_TOLD, coverage_table
from hrgl.themes.taking_home import coverage_home
from tests.builders import World, world
from tests.subtracting import ShownTable, possible

NUMBERS = count(1)
ACADEMIA = {"actor_type": "academia", "region": "Europe"}
YOUNG = {"actor_type": "next_generation", "region": "Africa"}


def said(session: Session, here: World, room: Workshop | None = None, **about: object) -> list[int]:
    """Two statements of one person, of a group unless it says otherwise."""
    number = next(NUMBERS)
    fields = {"voice": number, **ACADEMIA, **about}
    taken = notes.add_note(
        session,
        here.rapporteur,
        workshop_id=(room or here.workshop).id,
        text=f"* The council pays for idea {number}\n* The council reports on idea {number}",
        about=About(**fields),  # type: ignore[arg-type]
    )
    return [statement.id for statement in taken.statements]


def theme(session: Session, here: World, name: str, *ids: list[int]) -> None:
    every = [one for some in ids for one in some]
    themes.create(session, here.facilitator, name=name, statement_ids=every)


def found(session: Session, here: World, by: Aspect = Aspect.ACTOR_TYPE) -> Coverage:
    return coverage(session, edition_id=here.edition.id, by=by)


def counts(covered: Coverage, name: str) -> dict[str, int | None]:
    [one] = [each for each in covered.themes if each.name == name]
    return dict(zip((group.code for group in covered.groups), one.counts, strict=True))


def test_statements_are_counted_and_people_decide_what_is_shown(session: Session) -> None:
    here = world(session)
    three = [said(session, here) for _ in range(3)]
    theme(session, here, "Heard", *three)
    by_type = found(session, here)
    assert counts(by_type, "Heard")["academia"] == 6
    assert counts(by_type, "Heard")["civil_society"] == 0
    assert counts(found(session, here, Aspect.REGION), "Heard")["Europe"] == 6


def test_a_group_of_fewer_people_than_the_rule_says_is_hidden_in_a_theme(session: Session) -> None:
    here = world(session)
    academics = [said(session, here) for _ in range(4)]
    unknown = said(session, here, attribution=Attribution.NONE)
    theme(session, here, "Few", *academics[:1], unknown)
    theme(session, here, "Many", *academics[1:])
    covered = found(session, here)
    assert counts(covered, "Few")["academia"] is None
    assert counts(covered, "Many")["academia"] == 6
    total = dict(zip((g.code for g in covered.groups), covered.totals, strict=True))
    assert total["academia"] is None, "six of a known sum would give the others away"
    header, rows = coverage_table(covered)
    few = dict(zip(header, next(row for row in rows if row[0] == "Few"), strict=True))
    assert few["Academia / think tank"] == HIDDEN
    assert few["Not told, or hidden"] == few["Statements"] == 4


def test_of_a_theme_in_which_all_would_be_told_nothing_is(session: Session) -> None:
    here = world(session)
    academics = [said(session, here) for _ in range(4)]
    theme(session, here, "One", academics[0][:1])
    theme(session, here, "Rest", academics[0][1:], *academics[1:])
    header, rows = coverage_table(found(session, here))
    [one] = [row for row in rows if row[0] == "One"]
    assert one == ["One", 1, *[NOT_TOLD] * (len(header) - 2)]
    assert rows[-1][:2] == ["All themes that are told", 7]


def test_who_is_shown_by_name_hides_nobody(session: Session) -> None:
    here = world(session)
    here.edition.attribution = Attribution.NAMED
    named = {"attribution": Attribution.NAMED, "voice": None}
    two = [said(session, here, speaker=name, **named) for name in ("Ana", "Ben")]
    three = [said(session, here) for _ in range(3)]
    theme(session, here, "Third", *two, three[0])
    theme(session, here, "Named", *[said(session, here, speaker=n, **named) for n in "XY"])
    theme(session, here, "Rest", *three[1:])
    covered = found(session, here)
    assert counts(covered, "Third")["academia"] is None, "the third would be told by the two"
    assert counts(covered, "Named")["academia"] == 4


def test_rooms_and_kinds_are_counted_of_all_whoever_said_it(session: Session) -> None:
    here = world(session)
    unknown = said(session, here, attribution=Attribution.NONE, kind=Kind.RESERVATION)
    theme(session, here, "Theme", unknown)
    assert counts(found(session, here, Aspect.ROOM), "Theme") == {"A1": 2}
    by_kind = found(session, here, Aspect.KIND)
    assert counts(by_kind, "Theme")["reservation"] == 2
    assert not by_kind.hides


def test_the_next_generation_stands_last_with_what_was_said_in_its_rooms(session: Session) -> None:
    here = world(session)
    room = Workshop(edition_id=here.edition.id, code="N1", next_generation=True)
    session.add(room)
    session.flush()
    young = [said(session, here, **YOUNG) for _ in range(3)]
    guests = [said(session, here, room=room) for _ in range(3)]
    theme(session, here, "Both", *young, *guests)
    covered = found(session, here)
    assert [group.name for group in covered.groups[-2:]] == [
        "Next generation",
        "Rooms of the next generation (N1)",
    ]
    shown = counts(covered, "Both")
    assert (shown["next_generation"], shown["rooms"], shown["academia"]) == (6, 6, 6)
    assert covered.rest(covered.themes[0]) == 0, "what was said in its rooms counts once"


def test_an_edition_without_such_rooms_has_no_column_for_them(session: Session) -> None:
    here = world(session)
    theme(session, here, "T", said(session, here))
    assert not any(group.extra for group in found(session, here).groups)


@pytest.mark.parametrize("by", [Aspect.ACTOR_TYPE, Aspect.REGION])
def test_nothing_hidden_comes_out_of_the_demonstration_as_it_is_taken_home(
    demonstration: Engine, by: Aspect
) -> None:
    """The file itself is read, cell by cell, and handed to whoever adds and subtracts."""
    with reading(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        covered = coverage(session, edition_id=edition.id, by=by)
        sizes = {t.id: len(t.statements) for t in board(session, edition_id=edition.id).themes}
    assert {each.id: each.statements for each in covered.themes} == sizes
    book = load_workbook(io.BytesIO(write_table(coverage_home(covered), "xlsx")))
    _, *lines = book.active.iter_rows(values_only=True)
    groups = [at for at, g in enumerate(covered.groups, start=2) if not g.extra]
    told = [NOT_TOLD not in line for line in lines[:-1]]
    cells = [
        [None if isinstance(line[at], str) else line[at] for line in lines[:-1]] for at in groups
    ]
    sums = [None if lines[-1][at] == HIDDEN else lines[-1][at] for at in groups]
    shown = ShownTable(cells, sums, told)
    bounds = possible(shown, [line[1] for line in lines[:-1]])
    assert bounds
    assert min(most - least for least, most in bounds.values()) >= edition.smallest_group - 1
