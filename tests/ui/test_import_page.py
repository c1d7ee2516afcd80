"""The tab for files on the page Notes: several at once, looked at, brought in by one button."""

import re
import time

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from hrgl.core import audit
from hrgl.core.database import reading
from hrgl.core.enums import Role
from hrgl.editions import workshops
from hrgl.notes import statements
from hrgl.notes.imports import imports
from hrgl.notes.statements import StatementView
from hrgl.ui.notes import import_files
from tests.ui.conftest import Open, button

File = tuple[str, bytes, str]
PAD = b"* A pad says: publish what you decide\n* And train the people at the counter\n"


@pytest.fixture
def at(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    # here nobody looks at a page that waits; that is tests/ui/test_reading.py's
    monkeypatch.setattr(import_files, "SHOWN_WAITING_AFTER", 30)
    return open_page(Role.RAPPORTEUR, "notes")


@pytest.fixture
def codes(at: AppTest, demonstration: Engine) -> list[str]:
    with reading(demonstration) as session:
        edition_id = at.session_state["viewer"].edition_id
        return [each.code for each in workshops.list_workshops(session, edition_id=edition_id)]


def drop(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader[0].set_value([(name, data, "") for name, data in files])
    at.run()
    assert not at.exception, at.exception
    return at


def rows(at: AppTest, demonstration: Engine) -> list[StatementView]:
    with reading(demonstration) as session:
        return statements.list_statements(session, edition_id=at.session_state["viewer"].edition_id)


def import_label(at: AppTest) -> str:
    return next(
        (str(each.label) for each in at.button if str(each.key).startswith("bring_in-")), ""
    )


def captions(at: AppTest) -> str:
    return " ".join(each.value for each in at.caption).replace("\\", "").replace("\u2060", "")


def choices(at: AppTest, name: str) -> list[str]:
    """The keys of one field of every file, in their order."""
    return [str(each.key) for each in at.selectbox if str(each.key).endswith(f"-{name}")]


def test_files_go_where_their_names_say_with_one_button_and_one_act(
    at: AppTest, demonstration: Engine, codes: list[str]
) -> None:
    before = rows(at, demonstration)
    drop(at, *[(f"pad-{code}.txt", PAD) for code in codes[:3]])
    assert import_label(at) == "Import 6 statements from 3 files into 3 workshops"
    assert len([each for each in at.button if each.label.startswith("Import")]) == 1
    button(at, "bring_in").click().run()
    assert not at.error
    new = [row for row in rows(at, demonstration) if row.id not in {each.id for each in before}]
    assert [row.workshop for row in new] == [code for code in codes[:3] for _ in range(2)]
    with reading(demonstration) as session:
        edition_id = at.session_state["viewer"].edition_id
        [latest] = audit.history(session, edition_id=edition_id, limit=1)
    assert latest.act == "notes.imported"
    # the tab is empty again
    assert import_label(at) == ""
    assert choices(at, "workshop") == []


def test_a_file_whose_name_tells_nothing_goes_into_the_open_workshop_and_says_so(
    at: AppTest, codes: list[str]
) -> None:
    drop(at, ("notes.txt", PAD), (f"{codes[1]}.txt", PAD))
    shown = [at.selectbox(key=key).value for key in choices(at, "workshop")]
    assert shown[0] == at.selectbox(key="workshop").value
    assert shown[1] != shown[0]
    assert captions(at).count("does not tell the workshop") == 1
    at.selectbox(key=choices(at, "workshop")[0]).set_value(shown[1]).run()
    # word for word the same, so the second file brings nothing new
    assert import_label(at) == "Import 2 statements from 1 file into 1 workshop"


def test_a_refused_file_says_why_and_the_others_still_go(at: AppTest, codes: list[str]) -> None:
    drop(
        at, ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600), (f"{codes[0]}.txt", PAD)
    )
    assert "old" in at.error[0].value
    assert import_label(at) == "Import 2 statements from 1 file into 1 workshop"


def test_only_what_is_certain_is_left_out_and_told_word_by_word(
    at: AppTest, demonstration: Engine
) -> None:
    said = (
        b"Maria Lopez: Publish the figures of the office\nWrite to maria@city.example for them\n"
        b"Tom B.: mend the lifts of the town hall\nGraz: local ombudsman\nGraz: free meals\n"
    )
    drop(at, ("notes.txt", said))
    [box] = [each for each in at.checkbox if "points to persons" in each.label]
    assert box.value is True
    assert "(2 places)" in box.label
    assert "“maria@city.example”, “Tom B.”" in captions(at)
    [names] = [each for each in at.multiselect if "Names before a colon" in each.label]
    assert (names.value, names.options) == ([], ["Maria Lopez (1)", "Graz (2)"])
    names.select("Maria Lopez").run()
    button(at, "bring_in").click().run()
    texts = [row.text for row in rows(at, demonstration)]
    assert {
        "Publish the figures of the office",
        "Write to for them",
        "mend the lifts of the town hall",
        "Graz: local ombudsman",
        "Graz: free meals",
    } <= set(texts)
    assert "Maria" not in " ".join(texts)


def test_what_is_there_already_is_told_and_taken_only_if_it_is_wanted(at: AppTest) -> None:
    drop(at, ("notes.txt", PAD))
    button(at, "bring_in").click().run()
    drop(at, ("other.txt", PAD + b"* A new idea from the room\n"))
    assert import_label(at) == "Import 1 statement from 1 file into 1 workshop"
    [box] = [each for each in at.checkbox if "word for word" in each.label]
    box.check().run()
    assert import_label(at) == "Import 3 statements from 1 file into 1 workshop"


def test_a_file_that_is_there_already_leaves_nothing_to_import(at: AppTest) -> None:
    for _ in range(2):
        drop(at, ("notes.txt", PAD))
        if import_label(at):
            button(at, "bring_in").click().run()
    assert "nothing to import" in at.info[0].value


TABLE = """Comment,Kind,Actor type,Country,Workshop
Publish what the council decides,What works,Civil society,Europe,{}
Train the people at the counter,Nonsense,Mayor,Atlantis,{}
,,,,
"broken row, with more cells",Need,Academia / think tank,Africa,{},too,many
Open the office on Saturdays,Need,academia,Africa,
"""


def test_of_a_half_bad_table_the_good_rows_go_and_the_others_are_listed(
    at: AppTest, demonstration: Engine, codes: list[str]
) -> None:
    drop(at, ("table.csv", TABLE.format(codes[1], codes[2], codes[1]).encode()))
    assert import_label(at) == "Import 3 statements from 1 file into 3 workshops"
    told = captions(at)
    assert "(kind): “Nonsense”" in told
    assert "(actor type): “Mayor”" in told
    assert "(region): “Atlantis”" in told
    [shown] = [each.value for each in at.dataframe if "Falls out because" in each.value]
    fallen = shown[shown["Falls out because"] != ""]
    assert list(fallen["No."]) == ["row 5"]
    assert "cells" in fallen["Falls out because"].iloc[0]
    button(at, "bring_in").click().run()
    by_text = {row.text: row for row in rows(at, demonstration)}
    good = by_text["Publish what the council decides"]
    assert (good.workshop, good.kind, good.actor_type, good.region) == (
        codes[1],
        "practice",
        "civil_society",
        "Europe",
    )
    odd = by_text["Train the people at the counter"]
    assert (odd.workshop, odd.kind, odd.actor_type, odd.region) == (codes[2], None, None, None)


def test_a_table_whose_text_is_not_found_asks_for_the_column(
    at: AppTest, demonstration: Engine
) -> None:
    drop(at, ("table.csv", b"a,b\n1,Budget\n2,Training of staff\n"))
    assert import_label(at) == ""
    [text] = [each for each in at.multiselect if str(each.key).endswith("-text")]
    text.set_value([1]).run()
    assert import_label(at) == "Import 2 statements from 1 file into 1 workshop"
    assert "Left out" not in captions(at)


def test_a_column_is_mapped_anew_and_may_be_given_up(at: AppTest, codes: list[str]) -> None:
    drop(at, ("table.csv", TABLE.format(codes[1], codes[2], codes[1]).encode()))
    [key] = [key for key in choices(at, "workshop") if key.count("-") > 2 and "-0-" in key]
    at.selectbox(key=key).set_value(None).run()
    assert import_label(at) == "Import 3 statements from 1 file into 1 workshop"


@pytest.mark.parametrize(
    "words", ["![x](http://evil.example/x.png)", "<img src=x onerror=alert(1)>"]
)
def test_markup_in_names_and_words_is_shown_plain(at: AppTest, words: str) -> None:
    drop(at, (f"{words[:20].replace('/', ' ')}.txt", f"* {words} and some more words\n".encode()))
    [label] = [str(s.label) for s in at.selectbox if str(s.key).endswith("-workshop")]
    assert not re.search(r"(?<!\\)[<!\[]", label)
    assert import_label(at)


def test_two_hundred_files_at_once_are_refused_in_words(at: AppTest) -> None:
    drop(at, *[(f"{n}.txt", PAD) for n in range(200)])
    assert f"at most {imports.MOST_FILES}" in at.error[0].value.replace("\\", "")
    assert import_label(at) == ""


def test_templates_are_offered_to_rapporteurs_and_nothing_to_the_steering_group(
    at: AppTest, open_page: Open
) -> None:
    assert {"Excel", "CSV"} <= {str(each.label) for each in at.get("download_button")}
    steering = open_page(Role.STEERING, "notes")
    assert not steering.file_uploader
    assert not steering.get("download_button")


def test_a_rerun_with_seven_files_of_a_thousand_statements_is_quick(
    at: AppTest, codes: list[str]
) -> None:
    files = [
        (
            f"{code}.txt",
            "\n".join(f"* Office {n} of {code} explains its budget" for n in range(143)).encode(),
        )
        for code in codes[:7]
    ]
    plain = _quickest(at)
    drop(at, *files)
    assert import_label(at).startswith("Import 1,001 statements")
    assert _quickest(at) - plain < 0.5


def _quickest(at: AppTest) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        at.run()
        times.append(time.perf_counter() - began)
    return min(times)
