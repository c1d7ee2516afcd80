"""Files made to hurt: each is answered within ten seconds of work and 500 MB of memory."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import office_files as office
from tests.fuzz import readers
from tests.measured import measure

MB = 1024 * 1024
SPACES = '<text:s text:c="9999"/>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(20)
)


def flooding_pdf() -> bytes:
    """A PDF of a few kilobytes whose only page unpacks to hundreds of megabytes."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"BT /F 12 Tf 50 700 Td ")
    for _ in range(400):
        packed += packer.compress(b"(aaaa) Tj " * 100_000)
    packed += packer.flush()
    stream = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\n"
    return office.pdf("X").replace(b"<</Length 1>>stream\nX\n", stream)


def far_cells(place: str) -> bytes:
    cell = f'<row><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'
    return office.xlsx({"S": office.cells(1, "Note") + cell * 100_000})


def many_sheets(count: int) -> bytes:
    return office.xlsx({f"S{at}": office.cells(1, "Note") for at in range(count)})


def repeated(times: int) -> bytes:
    rows = office.ods_row("Note") + office.ods_row("We need trees", times=times)
    return office.ods(f'<table:table table:name="T">{rows}</table:table>')


def bomb() -> bytes:
    return office.zipped(
        {
            "_rels/.rels": office.relations(("officeDocument", "word/document.xml")),
            "word/document.xml": b"<a>" + b" " * (200 * MB),
        }
    )


TOO_LARGE, DAMAGED, CELLS = "far larger unpacked", "damaged inside", "too many cells"


@pytest.mark.parametrize(
    ("name", "make", "part"),
    [
        ("a.docx", bomb, TOO_LARGE),
        ("b.docx", lambda: office.docx("<w:p/>" * 2_000_000), TOO_LARGE),
        ("c.docx", lambda: office.docx("<w:sdt>" * 200_000), DAMAGED),
        ("d.docx", lambda: office.docx(office.p("&k;"), before=f"{LAUGHS}]>"), DAMAGED),
        (
            "e.docx",
            lambda: office.docx(
                office.p("&z;"), before='<!DOCTYPE x [<!ENTITY z SYSTEM "file:///etc/passwd">]>'
            ),
            DAMAGED,
        ),
        ("f.docx", lambda: office.docx(office.p("one") * 230_000), ""),
        ("a.xlsx", lambda: many_sheets(1_000), "1,000 sheets; at most 300"),
        ("b.xlsx", lambda: far_cells("XFD7"), CELLS),
        ("c.xlsx", lambda: far_cells("ALL7"), CELLS),
        (
            "d.xlsx",
            lambda: office.xlsx(
                {"S": office.cells(1, "Note") + '<row><c t="s"><v>0</v></c></row>' * 50_000},
                shared=f"<si><t>{'word ' * 100_000}</t></si>",
            ),
            CELLS,
        ),
        ("a.ods", lambda: repeated(1_000_000), CELLS),
        ("b.ods", lambda: repeated(190_000), ""),
        ("a.csv", lambda: b"a,\n" * (3 * MB), CELLS),
        ("b.csv", lambda: b"," * (9 * MB), CELLS),
        ("c.csv", lambda: b"Note\n" + b"<b>x</b>\n" * 190_000, ""),
        ("d.csv", lambda: b"Note\n" + b"word " * MB, "too long"),
        ("a.json", lambda: b"[" + b"[]," * (3 * MB) + b"[]]", "no text"),
        ("a.txt", lambda: b"[12:30] a: b\n" * 700_000, "at most 100,000"),
        ("a.html", lambda: b"<ul><li>x" * MB, "signs of layout"),
        ("b.html", lambda: b"<ul><li>x" * 190_000, ""),
        ("c.html", lambda: b"<pre>" + b"\n" * (9 * MB), "signs of layout"),
        ("a.odt", lambda: office.odt(f"<text:p>a{SPACES * 450_000}</text:p>"), ""),
        ("a.pdf", flooding_pdf, "would take too long"),
        ("b.pdf", lambda: b"%PDF-1.4\n" + b"1 0 obj<<" * MB, "damaged"),
    ],
)
def test_a_hostile_file_is_answered_soon_and_small(
    tmp_path: Path, name: str, make: Callable[[], bytes], part: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    found = measure(path)
    assert part in (found.refused or ("too long" if found.fallen_rows else ""))
    assert bool(found.refused or found.fallen_rows) == bool(part)
    assert found.seconds < 20  # of the processor, which others may be using as well
    assert found.megabytes < 500


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_give_notes_or_a_sentence(seed: int) -> None:
    tried = [readers.check(name, data) for name, data in readers.cases(seed, 60)]
    assert len(tried) == 60
    assert any(tried)
