"""Promise 10: one function decides what may be shown of a person; small groups step down."""

from itertools import count
from typing import Any

import pytest
from sqlmodel import Session, col, select

from hrgl.core.enums import Attribution, Source
from hrgl.core.models import AuditEntry, Edition, Note
from hrgl.editions.attribution import LEVEL_NAMES, LEVELS, Shown, attributed, vocabulary
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes import notes
from hrgl.notes.door import inputs, receipts
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.notes.leaving_out import withdraw_statement
from hrgl.notes.statements import list_statements
from hrgl.operations import undo
from hrgl.outcome import outcome
from hrgl.themes import board
from tests.builders import World, submitted, world
from tests.sending import correct, open_world, send

NUMBERS = count(1)
GROUP = {"actor_type": "next_generation", "region": "Oceania"}
LEVEL = {"attribution": Attribution.GROUP, **GROUP}
LABEL = "Next generation, Oceania"


def test_lists_are_read_by_code_and_every_level_has_a_name() -> None:
    vocabulary.cache_clear()
    assert vocabulary("actor_types")["academia"] == "Academia / think tank"
    assert vocabulary("regions")["Oceania"] == "Oceania"
    assert LEVEL_NAMES == {
        Attribution.NONE: "not attributable",
        Attribution.GROUP: "actor type and region only",
        Attribution.ORGANISATION: "organisation or city",
        Attribution.NAMED: "by name, with consent",
    }
    assert set(LEVEL_NAMES) == set(Attribution)


def edition(rule: Attribution, smallest: int = 3) -> Edition:
    return Edition(code="x", series="", title="", attribution=rule, smallest_group=smallest)


def note(**fields: Any) -> Note:
    """A note as it came through the door, unless the fields say otherwise."""
    number = next(NUMBERS)
    given = {"member_id": 1, "source": Source.SENT, "text": f"Idea {number}", **GROUP, **fields}
    return Note(id=number, workshop_id=1, **given)


def shown(rule: Attribution, *rows: Note, smallest: int = 3) -> list[str]:
    found = attributed(rows, {row.id for row in rows}, edition(rule, smallest))
    return [found[row.id].who for row in rows]


@pytest.mark.parametrize(
    ("rule", "level", "what"),
    [
        (Attribution.NAMED, Attribution.NAMED, "A Name"),
        (Attribution.ORGANISATION, Attribution.NAMED, "City of Somewhere"),
        (Attribution.NAMED, Attribution.ORGANISATION, "City of Somewhere"),
        (Attribution.GROUP, Attribution.NAMED, LABEL),
        (Attribution.NONE, Attribution.NAMED, ""),
        (Attribution.NAMED, Attribution.NONE, ""),
    ],
)
def test_the_stricter_of_note_and_edition_decides(
    rule: Attribution, level: Attribution, what: str
) -> None:
    one = note(organisation="City of Somewhere", speaker="A Name", attribution=level)
    assert shown(rule, one, note(), note(), smallest=2)[0] == what


def test_a_group_smaller_than_the_edition_allows_is_not_shown() -> None:
    assert shown(Attribution.GROUP, note(), note()) == ["", ""]
    assert shown(Attribution.GROUP, note(), note(), note()) == [LABEL] * 3


def test_the_same_people_in_another_room_or_of_another_region_are_another_group() -> None:
    for other in (note(region="Africa"), note(actor_type="academia")):
        assert shown(Attribution.GROUP, note(), note(), other) == ["", "", ""]
    other = note()
    other.workshop_id = 2
    assert shown(Attribution.GROUP, note(), note(), other) == ["", "", ""]


def test_of_who_is_not_shown_neither_actor_type_nor_region_nor_number_is_told() -> None:
    hidden = note(attribution=Attribution.NONE)
    found = attributed([hidden], {hidden.id}, edition(Attribution.NAMED, 1))
    assert found == {hidden.id: Shown()}
    small = note()
    assert attributed([small], {small.id}, edition(Attribution.GROUP)) == {small.id: Shown()}


@pytest.mark.parametrize(
    "same",
    [
        {"source": Source.TYPED},
        {"source": Source.PASTED, "member_id": 7},
        {"source": Source.IMPORTED, "member_id": 7},
        {"speaker": "Zoë Q"},
        {"source": Source.IMPORTED, "source_row": 4, "voice": 2},
        {"text": "Pay  people for their time"},
    ],
    ids=["one writer", "one who pastes", "running text", "a name", "a voice", "the same words"],
)
def test_what_may_be_one_person_s_counts_as_one(same: dict[str, Any]) -> None:
    assert shown(Attribution.GROUP, *(note(**same) for _ in range(4))) == [""] * 4
    others = [note(), note()]
    assert shown(Attribution.GROUP, note(**same), *others) == [LABEL] * 3


def test_a_name_is_one_person_s_however_it_is_written() -> None:
    names = ("Siân O'Neill", "SIAN O’NEILL", "O’Neill, Siân")
    assert shown(Attribution.GROUP, *(note(speaker=name) for name in names)) == [""] * 3


def test_rows_of_a_table_count_one_by_one() -> None:
    rows = [note(source=Source.IMPORTED, source_row=at) for at in range(3)]
    assert shown(Attribution.GROUP, *rows) == [LABEL] * 3


def test_who_is_shown_by_name_does_not_hide_the_rest_of_the_group() -> None:
    """Of three, two of them by name, the third would be the one whom the group names."""
    by_name = [note(speaker=name, attribution=Attribution.NAMED) for name in ("Ana", "Ben")]
    assert shown(Attribution.NAMED, *by_name, note()) == ["Ana", "Ben", ""]
    nobody = [note(attribution=Attribution.NONE) for _ in range(2)]
    assert shown(Attribution.GROUP, *nobody, note()) == ["", "", ""]


def everywhere(session: Session, here: World) -> str:
    """All that goes out of an edition: the list, the board, the draft of the document."""
    draft = outcome.current_document(session, edition_id=here.edition.id)
    found = board.board(session, edition_id=here.edition.id)
    return f"{list_statements(session, edition_id=here.edition.id)} {found} {draft}"


def test_one_lone_participant_who_corrects_twice_is_shown_nowhere(session: Session) -> None:
    here = open_world(session)
    row, receipt = send(session, here, text="Give us seats", **LEVEL)
    for text in ("Give us seats, please", "Give us many seats, please"):
        correct(session, here, receipt, text)
    submitted(session, here, [list_statements(session, edition_id=here.edition.id)[0].id])
    assert len(receipts.note_ids(session, row)) == 3
    told = everywhere(session, here)
    assert "Oceania" not in told
    assert "next_generation" not in told
    assert "1 statement from 1 workshop" in told
    assert "actor type" not in told


def test_withdrawn_inputs_do_not_count(session: Session) -> None:
    here = open_world(session)
    sent = [send(session, here, f"f{at}", text=f"Give us seat {at}", **LEVEL) for at in range(3)]
    assert everywhere(session, here).count(LABEL) > 3
    inputs.withdraw_input(session, here.participant, receipt=sent[0][1])
    assert "Oceania" not in everywhere(session, here)


def test_a_note_whose_statements_are_all_withdrawn_is_nobody_s_any_more(session: Session) -> None:
    here = open_world(session)
    for at in range(4):
        send(
            session,
            here,
            f"f{at}",
            text=f"Give us seat {at}",
            attribution=Attribution.GROUP,
            **GROUP,
        )
    first = list_statements(session, edition_id=here.edition.id)[0]
    withdraw_statement(
        session, here.rapporteur, statement_id=first.id, because="asked to", seen_version=1
    )
    rows = list_statements(session, edition_id=here.edition.id)
    assert [row.who for row in rows] == ["", LABEL, LABEL, LABEL]


def test_an_edit_by_somebody_else_makes_nobody_new(session: Session) -> None:
    here = world(session)
    for at, other in enumerate((here.rapporteur, here.facilitator, here.organiser)):
        taken = notes.add_note(
            session,
            here.rapporteur,
            workshop_id=here.workshop.id,
            text=f"Seat {at} for us all",
            about=notes.About(**GROUP),
        )
        old = session.get_one(Note, taken.statements[0].note_id)
        notes.revise(
            session,
            other,
            note_id=old.id,
            text=f"Seat {at} for all of us",
            seen_version=old.version,
        )
    assert {row.who for row in list_statements(session, edition_id=here.edition.id)} == {""}


def rows_of(*speakers: str) -> FileIn:
    given = {"actor_type": "Next generation", "region": "Oceania"}
    return FileIn(
        None,
        "table.csv",
        [
            ReadNote(f"Give us seat {at}", row=at + 2, speaker=name, workshop="A1", **given)
            for at, name in enumerate(speakers)
        ],
    )


def test_names_of_an_import_count_though_they_are_not_kept(session: Session) -> None:
    here = world(session)
    imports.bring_in(session, here.rapporteur, files=[rows_of("Ana", "ana", "Ben", "ANA")])
    kept = session.exec(select(Note).order_by(col(Note.id))).all()
    assert [row.voice for row in kept] == [1, 1, 2, 1]
    assert [row.speaker for row in kept] == [None] * 4
    assert {row.who for row in list_statements(session, edition_id=here.edition.id)} == {""}


def test_an_import_taken_back_counts_no_longer(session: Session) -> None:
    here = world(session)
    imports.bring_in(session, here.facilitator, files=[rows_of("Ana", "Ben", "Cleo")])
    assert {row.who for row in list_statements(session, edition_id=here.edition.id)} == {LABEL}
    entry = session.exec(select(AuditEntry).where(AuditEntry.act == "notes.imported")).one()
    undo.undo(session, here.facilitator, entry_id=entry.id)
    assert {row.who for row in list_statements(session, edition_id=here.edition.id)} == {""}


def test_every_level_has_a_name_and_every_list_is_read_by_code() -> None:
    assert list(LEVEL_NAMES) == LEVELS == list(Attribution)
    assert len(set(LEVEL_NAMES.values())) == len(LEVELS)
    assert vocabulary("actor_types")["next_generation"] == "Next generation"
    assert vocabulary("regions")["Oceania"] == "Oceania"


def test_who_has_no_actor_type_or_no_region_is_told_by_the_other() -> None:
    for known, label in (({"region": None}, "Next generation"), ({"actor_type": None}, "Oceania")):
        assert shown(Attribution.GROUP, *(note(**known) for _ in range(3))) == [label] * 3
    unknown = {"actor_type": None, "region": None}
    assert shown(Attribution.GROUP, *(note(**unknown) for _ in range(3))) == [""] * 3


def test_who_is_told_by_name_or_organisation_counts_and_is_one_person_by_it() -> None:
    one = note(organisation="A city", speaker="Zoë Q", attribution=Attribution.NAMED)
    found = attributed([one], {one.id}, edition(Attribution.NAMED))[one.id]
    assert found == Shown("Zoë Q", "next_generation", "Oceania", found.person, by_itself=True)
    again = note(speaker="ZOË Q", attribution=Attribution.NAMED)
    both = attributed([one, again], {one.id, again.id}, edition(Attribution.NAMED))
    assert both[one.id].person == both[again.id].person is not None
    without = note(attribution=Attribution.NAMED)
    assert shown(Attribution.NAMED, without, smallest=1) == [LABEL]
