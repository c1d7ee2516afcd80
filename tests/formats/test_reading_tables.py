"""Tables: which column holds what is proposed, and the good rows of a bad table are kept."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.errors import NotValid
from hrgl.formats.readers.columns import propose_mapping
from hrgl.formats.readers.contents import Mapping, shown_cell
from hrgl.formats.readers.reading import ReadNote, open_file, read_file
from hrgl.formats.writers.template import TEMPLATE_COLUMNS, template
from tests import office_files as office

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "import_files"


def real(name: str) -> bytes:
    path = SHARED / name
    if not path.exists():
        pytest.skip("../shared/data is absent")
    return path.read_bytes()


def book(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def texts(name: str, data: bytes) -> list[str]:
    return [note.text for note in read_file(name, data)]


def test_the_column_is_taken_by_name() -> None:
    table = b"Region,What we need\nGraz,benches\nLinz,\nWien,trees\n"
    assert read_file("a.csv", table, column="what we need") == (
        ReadNote("benches", 2, region="Graz"),
        ReadNote("trees", 4, region="Wien"),
    )
    with pytest.raises(NotValid, match="“Region”, “What we need”"):
        read_file("a.csv", table, column="text")
    with pytest.raises(NotValid, match="there is no text in it"):
        read_file("a.csv", b"Note,Region\n,Asia\n", column="Note")


@pytest.mark.parametrize(
    "name", ["comment-body", "Text", "RESPONSE", "Note", "comment", "Réponse", "Aportación"]
)
def test_the_column_is_proposed_from_known_names(name: str) -> None:
    table = f"id,a long explanation of something else entirely,{name}\n1,x y z x y z x y z,hello\n"
    assert texts("a.csv", table.encode()) == ["hello"]


def test_else_the_columns_are_proposed_where_the_longest_texts_stand() -> None:
    table = (
        "who;what;then\nAna;We need more benches in every park.;Ask the council for money.\n"
        "Tom;Roads are not safe for children.;Mend them before the winter.\n"
    )
    notes = read_file("a.csv", table.encode())
    assert [note.row for note in notes] == [2, 2, 3, 3]
    assert [note.speaker for note in notes] == ["Ana", "Ana", "Tom", "Tom"]
    assert notes[3].text == "Mend them before the winter."


def test_answers_chosen_from_a_list_are_not_proposed() -> None:
    choice = "I agree with all of this very much indeed"
    table = "a,b\n" + "".join(f"{choice},Street number {n} needs many trees\n" for n in range(9))
    assert open_file("a.csv", table.encode()).sheets[0].proposed.text == (1,)


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        ("Note,Kind,Actor type,Region,Organisation,Speaker", Mapping((0,), 2, 3, 4, 5, None, 1)),
        ("Akteur;Land;Einrichtung;Kommentar;Raum", Mapping((3,), 0, 1, 2, None, 4)),
        ("Tipo de actor,País,Comentario,Nombre,Taller", Mapping((2,), 0, 1, None, 3, 4)),
        ("comment-id,comment-body,interview", Mapping((1,), speaker=2)),
        ("Respondent type - x,Location - address,Texte", Mapping((2,), 0, 1)),
    ],
)
def test_what_stands_about_a_note_is_proposed_from_names_in_several_languages(
    header: str, mapping: Mapping
) -> None:
    row = ";".join("x" * (header.count(";") + 1)) if ";" in header else ",".join("abcdef")
    assert open_file("a.csv", f"{header}\n{row}\n".encode()).sheets[0].proposed == mapping


def test_a_person_may_map_other_columns_and_leave_a_sheet_out() -> None:
    contents = open_file(
        "a.xlsx", book(One=[["a", "b", "c"], ["x", "y", "z"]], Two=[["a"], ["not this"]])
    )
    notes = contents.notes([Mapping((0, 2), region=1), None])
    assert notes == (ReadNote("x", 2, "One", region="y"), ReadNote("z", 2, "One", region="y"))


def test_cells_keep_their_lines_commas_and_quotation_marks() -> None:
    table = b'text\r\n"one, two\r\nsaid ""three"""\r\nplain\r\n'
    assert read_file("a.csv", table) == (
        ReadNote('one, two\nsaid "three"', 2),
        ReadNote("plain", 3),
    )


def test_a_tabbed_table_and_one_that_names_its_separator_are_read() -> None:
    assert read_file("a.tsv", b"id\ttext\n1\tone, two\n") == (ReadNote("one, two", 2),)
    assert read_file("a.csv", b"sep=;\r\nid;text\r\n1;one, two\r\n") == (ReadNote("one, two", 3),)


def test_a_long_cell_is_read_and_one_of_megabytes_falls_out() -> None:
    assert len(read_file("a.csv", b"text\n" + b"word " * 100_000)[0].text) > 400_000
    contents = open_file("a.csv", b"text\nshort\n" + b"word " * 1_000_000)
    assert [note.text for note in contents.notes()] == ["short"]
    (left,) = contents.fallen()
    assert (left.row, left.reason[:24]) == (3, "its text is too long: 5,")


def test_rows_that_cannot_be_taken_fall_out_with_a_reason_and_the_others_stay() -> None:
    table = b"id,Note\n1,trees\n2,\n3,benches, and shade\n,,\n4,=A1+B1\n5,shade\n"
    contents = open_file("a.csv", table)
    assert [(note.row, note.text) for note in contents.notes()] == [(2, "trees"), (7, "shade")]
    fallen = {left.row: left.reason for left in contents.fallen()}
    assert fallen[3] == fallen[6] == "there is no text in it"
    assert "quotation marks" in fallen[4]
    assert list(fallen) == [3, 4, 6]


def test_a_survey_with_two_or_three_rows_of_header_is_recognised() -> None:
    questions = "What went well?,What should the city do next?"
    answers = "It was good to meet all.,Mend the streets before winter."
    numbers = '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"'
    for head in (f"Q1,Q2\n{questions}\n{numbers}", f"Q1,Q2\n{questions}"):
        contents = open_file("a.csv", f"{head}\n{answers}\n".encode())
        assert contents.sheets[0].header[0] == "Q1 – What went well?"
        assert [note.text for note in contents.notes()] == answers.split(",")
    assert len(open_file("a.csv", f"Q1,Q2\n{answers}\n".encode()).sheets[0].rows) == 1


def test_groups_over_names_and_titles_over_a_table_are_recognised() -> None:
    contents = open_file(
        "a.xlsx",
        book(
            Groups=[["Person", None, "Said", None], ["Name", "Land", "Note", "Kind"], list("abcd")],
            Titled=[["Notes of the day"], [], ["Name", "Note"], ["Ana", "trees"]],
        ),
    )
    assert contents.sheets[0].header == (
        "Person – Name",
        "Person – Land",
        "Said – Note",
        "Said – Kind",
    )
    assert contents.sheets[1].header == ("Name", "Note")
    assert contents.notes() == (
        ReadNote("c", 3, "Groups", region="b", speaker="a", kind="d"),
        ReadNote("trees", 4, "Titled", speaker="Ana"),
    )


def test_twenty_four_sheets_with_two_header_rows_are_read() -> None:
    rows = [["Person", None, "Said", None], ["Name", "Land", "Note", "Kind"], list("abcd")]
    contents = open_file("a.xlsx", book(**{f"Room {n}": rows for n in range(24)}))
    assert [note.sheet for note in contents.notes()] == [f"Room {n}" for n in range(24)]


def test_one_column_without_a_name_loses_no_note() -> None:
    table = b"We need many more trees in town.\nAnd benches in every park we have.\n"
    assert len(read_file("a.csv", table)) == 2


def test_a_workbook_shows_values_and_never_a_formula() -> None:
    rows = (
        office.cells(1, "Note", "n")
        + '<row r="2"><c t="s"><v>0</v></c><c s="1"><v>44960</v></c></row>'
        + '<row r="3"><c t="str"><f>HYPERLINK("x","old")</f><v>shown words</v></c></row>'
        + '<row r="4"><c><f>HYPERLINK("https://x.org","kept words")</f></c></row>'
        + '<row r="5"><c><f>SUM(A1:A9)</f></c><c><v>7.0</v></c></row>'
        + '<row r="6"><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c></row>'
    )
    shared = "<si><r><t>two </t></r><r><t>runs</t></r><rPh><t>toorans</t></rPh></si>"
    contents = open_file("a.xlsx", office.xlsx({"T": rows}, shared=shared))
    assert [n.text for n in contents.notes()] == ["two runs", "shown words", "kept words"]
    assert {left.row for left in contents.fallen()} == {5, 6}


def test_dates_and_hidden_sheets_of_a_real_workbook() -> None:
    import datetime

    made = openpyxl.load_workbook(
        io.BytesIO(book(T=[["Note", "When"], ["trees", datetime.datetime(2023, 2, 3)]], H=[["x"]]))
    )
    made["H"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    contents = open_file("a.xlsx", out.getvalue())
    assert [sheet.name for sheet in contents.sheets] == ["T"]
    assert contents.sheets[0].rows == ((2, ("trees", "2023-02-03")),)


def test_a_sheet_of_opendocument_is_read_with_its_repeated_rows_and_cells() -> None:
    rows = (
        office.ods_row("Note", "Land")
        + office.ods_row("same", "Asia", times=2)
        + office.ods_row(times=900_000)
        + office.ods_row("last<text:line-break/>line", "Asia")
    )
    data = office.ods(f'<table:table table:name="T">{rows}</table:table>')
    assert [(n.row, n.text, n.region) for n in read_file("a.ods", data)] == [
        (2, "same", "Asia"),
        (3, "same", "Asia"),
        (900004, "last\nline", "Asia"),
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("= better streets", "= better streets"),
        ("=> more trees", "=> more trees"),
        ("- trees (many)", "- trees (many)"),
        ('=HYPERLINK("x";"the ""best"" words")', 'the "best" words'),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("=SUM(1;2)", ""),
        ("=A1", ""),
        ("<p>one</p><ul><li>two</li></ul>", "one\n\n* two"),
        ("a < b and c > d", "a < b and c > d"),
        ("\u200b", ""),
    ],
)
def test_a_cell_gives_what_its_reader_sees(cell: str, words: str) -> None:
    assert shown_cell(cell) == words


@given(
    st.lists(st.lists(st.sampled_from(["", "Note", "x", "We need many trees", "1"]), max_size=5))
)
def test_a_proposal_names_columns_that_exist_and_none_twice(rows: list[list[str]]) -> None:
    names = ("Note", "Region", "Name", "x")
    made = propose_mapping(names, [(at, tuple(row)) for at, row in enumerate(rows)])
    used = [
        *made.text,
        *(at for name, at in vars(made).items() if name != "text" and at is not None),
    ]
    assert len(used) == len(set(used))
    assert all(0 <= at < len(names) for at in used)


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("ottensen_multiline_cells.csv", 697, ["text"]),
        ("polis_comments_bowling_green.csv", 896, ["comment-body"]),
        ("polis_comments_austria_climate.csv", 522, ["comment-body"]),
        ("test_hard_cases_22.csv", 20, ["comment"]),
        ("missing_fields_pets.csv", 15, ["comment"]),
        (
            "responses_scr_format.csv",
            5,
            ["What role would you and/or your organisation play in achieving these outcomes?"],
        ),
        (
            "responses_lgr_format.csv",
            10,
            [
                "Prop 1 Q8 - Please use this space to explain your answers to questions 1-7",
                "Prop 2 Q8 - Please use this space to explain your answers to questions 1-7",
            ],
        ),
    ],
)
def test_real_tables_are_mapped_by_themselves(name: str, rows: int, columns: list[str]) -> None:
    contents = open_file(name, real(name))
    (sheet,) = contents.sheets
    assert [sheet.header[at] for at in sheet.proposed.text] == columns
    assert len(contents.notes()) == rows


def test_a_real_table_without_free_text_is_refused() -> None:
    with pytest.raises(NotValid, match="“Ident 1 – What is your name"):
        read_file("responses_biomass_format.csv", real("responses_biomass_format.csv"))


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_filled_template_comes_back_mapped_by_itself(ending: str) -> None:
    empty = template(ending, {"Kind": ["need", "practice"], "Region": ["Asia"]})
    row = ["We need trees.", "need", "academia", "Asia", "City of Graz", "Ana"]
    if ending == ".csv":
        data = empty + (",".join(row) + "\r\n").encode()
    else:
        made = openpyxl.load_workbook(io.BytesIO(empty))
        assert [cell.value for cell in made.active[1]] == list(TEMPLATE_COLUMNS)
        for at, text in enumerate(row, start=1):
            made.active.cell(2, at).value = text
        out = io.BytesIO()
        made.save(out)
        data = out.getvalue()
    (note,) = read_file(f"notes{ending}", data)
    assert (note.text, note.kind, note.actor_type) == ("We need trees.", "need", "academia")
    assert (note.region, note.organisation, note.speaker) == ("Asia", "City of Graz", "Ana")
