"""Imports: files of several workshops brought in by one act, and taken back by one."""

import pytest
from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.enums import Attribution, Kind
from hrgl.core.models import AuditEntry, Note, Workshop
from hrgl.errors import NotFound, NotValid
from hrgl.formats.readers.contents import ReadNote
from hrgl.notes import statements
from hrgl.notes.imports import imports
from hrgl.notes.imports.imports import FromFile
from hrgl.notes.imports.preview import (
    ALREADY,
    ENDLESS,
    NO_WORKSHOP,
    FileIn,
    arrivals,
    known_notes,
    placed_notes,
)
from hrgl.notes.statements import StatementView
from hrgl.operations.sentences import sentence
from tests.builders import World, statement_ids, world

TEXT = "* Publish the budget\n* Train the staff of the city"


def room(session: Session, here: World, code: str, title: str = "") -> Workshop:
    row = Workshop(edition_id=here.edition.id, code=code, title=title)
    session.add(row)
    session.flush()
    return row


def file(here: World, text: str = TEXT, name: str = "pad.txt", **more: object) -> FileIn:
    return FileIn(here.workshop.id, name, [ReadNote(text)], **more)  # type: ignore[arg-type]


def bring_in(session: Session, here: World, *files: FileIn) -> list[FromFile]:
    return imports.bring_in(session, here.rapporteur, files=files)


def texts(came: list[FromFile]) -> list[str]:
    return [text for each in came for text in each.taken.texts]


def rows(session: Session, here: World) -> list[StatementView]:
    return statements.list_statements(session, edition_id=here.edition.id)


def last_entry(session: Session) -> AuditEntry:
    entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert entry is not None
    return entry


def test_files_of_several_workshops_come_in_by_one_act_with_one_entry(session: Session) -> None:
    here = world(session)
    other = room(session, here, "B2")
    before = len(audit.history(session, edition_id=here.edition.id))
    came = bring_in(
        session, here, file(here), FileIn(other.id, "B2.md", [ReadNote("Ask the young.")])
    )
    entries = audit.history(session, edition_id=here.edition.id)
    assert len(entries) == before + 1
    assert [each.workshop for each in came] == ["A1", "B2"]
    assert [row.short for row in rows(session, here)] == ["A1-01", "A1-02", "B2-01"]
    assert sentence(entries[0]) == "Rosa imported 2 files into A1, B2 (3 statements)"
    assert "pad" not in str(entries[0])


def test_a_note_goes_where_its_column_says_by_code_or_title(session: Session) -> None:
    here = world(session)
    room(session, here, "B2", "Money and budgets")
    said = [
        ReadNote("Publish the budget.", 2, workshop="workshop b-2"),
        ReadNote("Train the staff.", 3, workshop="MONEY and budgets"),
        ReadNote("Ask the young.", 4),
        ReadNote("Pay people for it.", 5, workshop="Z9"),
    ]
    came = bring_in(session, here, FileIn(here.workshop.id, "table.csv", said))
    assert [row.short for row in rows(session, here)] == ["A1-01", "B2-01", "B2-02"]
    [nowhere] = [fallen for each in came for fallen in each.taken.fallen_out]
    assert (nowhere.text, nowhere.reason) == (
        "Pay people for it.",
        "this edition has no workshop “Z9”",
    )


def test_a_column_that_names_none_of_our_workshops_tells_nothing(session: Session) -> None:
    here = world(session)
    table = [ReadNote("Publish the budget.", 2, workshop="Table 3")]
    assert placed_notes(table, known_notes(session, edition_id=here.edition.id))[0].workshop is None


def test_a_sheet_that_is_named_after_a_workshop_goes_into_it(session: Session) -> None:
    here = world(session)
    room(session, here, "B2")
    book = [ReadNote("Publish it.", 2, sheet="Room B2"), ReadNote("Train them.", 2, sheet="Rest")]
    found = placed_notes(book, known_notes(session, edition_id=here.edition.id))
    assert [note.workshop for note in found] == ["Room B2", None]


def test_a_note_without_any_workshop_falls_out_and_the_others_are_taken(session: Session) -> None:
    here = world(session)
    came = bring_in(session, here, file(here), FileIn(None, "x.txt", [ReadNote("Ask them all.")]))
    assert [f.reason for each in came for f in each.taken.fallen_out] == [NO_WORKSHOP]
    assert len(rows(session, here)) == 2


def test_what_a_table_says_of_the_speaker_is_put_into_our_lists_or_left_empty(
    session: Session,
) -> None:
    here = world(session)
    said = [
        ReadNote("Publish it.", 2, actor_type="CIVIL  society", region="europe", kind="What works"),
        ReadNote("Train them.", 3, actor_type="city_network", region="Atlantis", kind="Lesson"),
    ]
    table = FileIn(here.workshop.id, "t.csv", said)
    [found] = arrivals([table], known_notes(session, edition_id=here.edition.id))
    assert [(u.what, u.word) for each in found for u in each.unknown] == [("region", "Atlantis")]
    bring_in(session, here, table)
    kept = session.exec(select(Note).order_by(col(Note.id))).all()
    assert [(n.actor_type, n.region) for n in kept] == [
        ("civil_society", "Europe"),
        ("city_network", None),
    ]
    assert [row.kind for row in rows(session, here)] == [Kind.PRACTICE, Kind.LESSON]


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Attribution.NONE, (None, None)),
        (Attribution.GROUP, (None, None)),
        (Attribution.ORGANISATION, (None, "City of Graz")),
        (Attribution.NAMED, ("Maria Lopez", "City of Graz")),
    ],
)
def test_a_name_that_the_edition_never_shows_is_not_kept(
    session: Session, rule: Attribution, kept: tuple[str | None, str | None]
) -> None:
    here = world(session)
    here.edition.attribution = rule
    note = ReadNote("Publish it.", speaker="Maria Lopez", organisation="City of Graz")
    bring_in(session, here, FileIn(here.workshop.id, "t.csv", [note], Attribution.NAMED))
    found = session.exec(select(Note)).one()
    assert (found.speaker, found.organisation) == kept
    assert "Maria" not in str(last_entry(session).model_dump())


def test_importing_the_same_file_twice_brings_nothing_twice(session: Session) -> None:
    here = world(session)
    table = FileIn(
        here.workshop.id, "a.txt", [ReadNote("Publish the budget."), ReadNote("Train the staff.")]
    )
    assert len(texts(bring_in(session, here, table))) == 2
    before = last_entry(session).id
    again = bring_in(session, here, table)
    assert texts(again) == []
    assert {f.reason for each in again for f in each.taken.fallen_out} == {ALREADY}
    assert len(rows(session, here)) == 2
    assert last_entry(session).id == before


def test_the_same_file_twice_in_one_import_comes_in_once(session: Session) -> None:
    here = world(session)
    assert len(texts(bring_in(session, here, file(here), file(here)))) == 2


def test_what_a_workshop_has_word_for_word_is_left_out_unless_it_is_wanted(
    session: Session,
) -> None:
    here = world(session)
    statement_ids(session, here, "publish  the BUDGET")
    here_now = known_notes(session, edition_id=here.edition.id)
    [[arrival]] = arrivals([file(here, repeats=False)], here_now)
    assert [arrival.words(span) for span in arrival.there] == ["Publish the budget"]
    assert [arrival.words(span) for span in arrival.statements] == ["Train the staff of the city"]
    [[wanted]] = arrivals([file(here)], here_now)
    assert len(wanted.statements) == 2
    assert texts(bring_in(session, here, file(here, repeats=False))) == [
        "Train the staff of the city"
    ]


def test_what_one_file_brings_is_there_already_for_the_next(session: Session) -> None:
    here = world(session)
    two = [file(here, repeats=False), file(here, name="pad.html", repeats=False)]
    assert len(texts(bring_in(session, here, *two))) == 2


def test_what_is_said_twice_in_one_file_was_said_twice(session: Session) -> None:
    here = world(session)
    assert len(texts(bring_in(session, here, file(here, f"{TEXT}\n{TEXT}", repeats=False)))) == 4


def test_of_a_name_with_a_path_only_its_end_is_kept(session: Session) -> None:
    here = world(session)
    bring_in(session, here, file(here, name="..\\..\\etc/passwd\x00.txt"))
    assert session.exec(select(Note.source_name)).one() == "passwd.txt"


@pytest.mark.parametrize("text", ["Hello everyone!", "   "])
def test_files_without_a_statement_are_refused_and_nothing_is_stored(
    session: Session, text: str
) -> None:
    here = world(session)
    before = last_entry(session).id
    with pytest.raises(NotValid, match="nothing to import"):
        bring_in(session, here, file(here, text))
    assert session.exec(select(Note)).all() == []
    assert last_entry(session).id == before


def test_what_has_no_end_is_no_statement_and_the_rest_is_taken(session: Session) -> None:
    here = world(session)
    came = bring_in(session, here, file(here, f"* {'word ' * 3000}\n{TEXT}"))
    assert len(texts(came)) == 2
    assert [f.reason for f in came[0].taken.fallen_out] == [ENDLESS]


def test_too_many_files_or_statements_are_refused_in_words(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world(session)
    with pytest.raises(NotValid, match="These are 200 files; at most 60"):
        bring_in(session, here, *[file(here)] * 200)
    monkeypatch.setattr(imports, "MOST_STATEMENTS", 1)
    with pytest.raises(NotValid, match="2 statements; at most 1"):
        bring_in(session, here, file(here))


def test_a_workshop_of_another_edition_is_not_reached(session: Session) -> None:
    here, there = world(session), world(session, code="2032")
    with pytest.raises(NotFound, match="This workshop is not there"):
        bring_in(session, here, file(there))
