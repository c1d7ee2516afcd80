"""Real material on the command line: pads as they arrive, and a table of civic statements."""

import csv
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from hrgl.formats.readers.reading import read_file
from hrgl.operations.cli import main
from hrgl.synthesis.cutting.cutting import cut

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is absent")

PADS = [
    "etherpad_export_conference1.html",
    "etherpad_export_conference2.html",
    "etherpad_export_conference3.html",
    "etherpad_export_conference2.txt",
    "etherpad_export_conference3.txt",
    "conference_notes_inclusion.md",
    "conference_notes_racism.md",
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main.main(list(arguments)) == 0
    return capsys.readouterr().out


def test_real_pads_are_imported_and_html_and_text_of_one_pad_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRGL_DATABASE_URL", f"sqlite:///{tmp_path / 'pads.sqlite3'}")
    paths = [str(SHARED / "import_files" / name) for name in PADS]
    out = run(capsys, "import", "--edition", "2023", "--workshop", "A1", *paths, "--json")
    files = {file["file"]: file for file in json.loads(out)["files"]}
    texts = {name: [s["text"] for s in file["statements"]] for name, file in files.items()}
    assert all(len(found) >= 20 for found in texts.values())
    for pad in ("etherpad_export_conference2", "etherpad_export_conference3"):
        assert texts[f"{pad}.html"] == texts[f"{pad}.txt"]
    out = run(capsys, "ledger", "--edition", "2023", "--json")
    account = json.loads(out)
    assert sum(account["dispositions"].values()) == sum(map(len, texts.values()))


def statements(path: Path) -> list[tuple[str, str]]:
    (note,) = read_file(path.name, path.read_bytes())
    return [(note.text[s.start : s.end], s.context) for s in cut(note.text).statements]


def converted(path: Path, to: str, reading: str = "") -> Path:
    """The file as LibreOffice writes it in another format, beside it."""
    home = f"-env:UserInstallation=file://{path.parent / 'office'}"
    options = [f"--infilter={reading}"] if reading else []
    command = ["soffice", home, "--headless", *options, "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path.with_suffix("." + to.partition(":")[0])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is absent")
@pytest.mark.parametrize("ending", ["html", "txt"])
@pytest.mark.parametrize("number", [2, 3])
def test_one_pad_gives_the_same_statements_from_every_format(
    tmp_path: Path, number: int, ending: str
) -> None:
    source = SHARED / "import_files" / f"etherpad_export_conference{number}.{ending}"
    pad = tmp_path / f"pad.{ending}"
    pad.write_bytes(source.read_bytes())
    wanted = statements(source)
    assert len(wanted) > 50
    odt = converted(pad, "odt", "Text (encoded):UTF8" if ending == "txt" else "")
    docx = converted(odt, "docx:MS Word 2007 XML")
    for each in (odt, docx, converted(docx, "pdf")):
        assert statements(each) == wanted


@pytest.mark.parametrize("ending", ["docx", "odt", "etherpad", "pdf"])
def test_the_small_files_of_etherpads_own_tests_are_read(ending: str) -> None:
    name = f"etherpad_test.{ending}"
    (note,) = read_file(name, (SHARED / "import_files" / name).read_bytes())
    words = {"etherpad": "hello", "pdf": "Dummy PDF file"}
    assert words.get(ending, f"Hello from Etherpad test {ending.upper()} import") in note.text


@pytest.mark.model
def test_a_table_is_grouped_the_same_twice_and_with_its_rows_shuffled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = SHARED / "clustering" / "bowling_green_topics.csv"
    rows = list(csv.DictReader(source.open(encoding="utf-8", newline="")))
    shuffled = tmp_path / "shuffled.csv"
    mixed = random.Random(3).sample(rows, len(rows))
    with shuffled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(mixed)
    found = []
    for number, path in enumerate((source, source, shuffled)):
        target = tmp_path / f"{number}.csv"
        run(capsys, "cluster", str(path), "--text", "text", "--themes", "11", "--out", str(target))
        written = list(csv.DictReader(target.open(encoding="utf-8", newline="")))
        assert len(written) == len(rows)
        assert [row["label"] for row in written if row["id"] == rows[0]["id"]] == [rows[0]["label"]]
        found.append({row["id"]: (row["theme"], row["hrgl_label"], row["fit"]) for row in written})
    assert set(found[0]) == {row["id"] for row in rows}
    assert found[0] == found[1] == found[2]
    assert len({theme for theme, _, _ in found[0].values()} - {""}) == 11
