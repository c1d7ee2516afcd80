"""Files that should not come back are refused with the way out, and hostile ones cost little."""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from hrgl.errors import NotValid
from hrgl.formats.readers.returned.coming_back import read_returned
from hrgl.formats.readers.returned.stamps import stamp_of
from tests import office_files as office
from tests.fuzz import returned as fuzz
from tests.returned_files import (
    ANA,
    EXPLANATION,
    TOM,
    ReturnedFile,
    Said,
    gone,
    new,
    paragraph,
    run,
    sent_texts,
)

MB = 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(20)
)


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le")


def with_member(name: str, content: str) -> bytes:
    file = ReturnedFile()
    file.members[name] = content
    return file.data()


def without_stamp() -> bytes:
    file = ReturnedFile()
    for name in ("customXml/item7.xml", "docProps/custom.xml", "docProps/core.xml"):
        file.members[name] = "<x/>"
    return file.data()


def broken() -> bytes:
    file = ReturnedFile()
    file.body = file.body[: len(file.body) // 2]
    return file.data()


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda: old_office("WordDocument"), "(.doc). Open it and save it as .docx"),
        (lambda: old_office("EncryptedPackage"), "locked with a password. Save it without one"),
        (lambda: office.odt("<text:p>a</text:p>"), "text. Open it in Word or LibreOffice"),
        (lambda: b"%PDF-1.7", "is a PDF"),
        (lambda: b"{\\rtf1 x}", "rich text file"),
        (lambda: b"dear all,", "no Word document"),
        (lambda: b"", "no Word document"),
        (lambda: office.xlsx({"S": office.cells(1, "Note")}), "Excel workbook"),
        (lambda: with_member("word/vbaProject.bin", "x"), "macros"),
        (lambda: office.docx(office.p("one")), "no draft that was taken out here"),
        (without_stamp, "no draft that was taken out here"),
        (broken, "damaged inside"),
        (lambda: ReturnedFile().data()[:5_000], "damaged inside"),
        (lambda: with_member("word/document.xml", f"{LAUGHS}]><a>&k;</a>"), "damaged inside"),
        (
            lambda: with_member(
                "word/document.xml",
                '<!DOCTYPE x [<!ENTITY z SYSTEM "file:///etc/passwd">]><a>&z;</a>',
            ),
            "damaged inside",
        ),
        (lambda: with_member("word/document.xml", " " * (70 * MB)), "far larger unpacked"),
        (lambda: with_member("word/document.xml", f"<a>{'<b/>' * 1_100_000}</a>"), "far larger"),
        (lambda: b"PK\x03\x04" + b"\0" * 21 * MB, "more than 20 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_way_out(
    make: Callable[[], bytes], part: str
) -> None:
    with pytest.raises(NotValid) as refused:
        read_returned(make(), sent_texts(), name="Reply.docx")
    assert part in str(refused.value)
    assert "“Reply.docx”" in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "kept", ["customXml/item7.xml", "docProps/custom.xml", "docProps/core.xml"]
)
def test_the_stamp_is_found_wherever_a_program_kept_it(kept: str) -> None:
    file = ReturnedFile()
    for name in ("customXml/item7.xml", "docProps/custom.xml", "docProps/core.xml"):
        if name != kept:
            del file.members[name]
    stamp = stamp_of(file.data())
    assert (stamp.edition, stamp.number, stamp.digest) == ("2026", 3, "ab12")
    assert read_returned(file.data(), sent_texts()).changes == ()


def changed(*runs: str) -> bytes:
    return ReturnedFile().edit(f"{EXPLANATION}1", *runs).data()


def many(count: int) -> bytes:
    pairs = (f"{gone(f'a{n} ')}{new(f'b{n} ')}{run('c ')}" for n in range(count // 2))
    return changed(*pairs)


def open_comments(count: int) -> bytes:
    file = ReturnedFile()
    begins = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(count))
    file.edit(f"{EXPLANATION}1", begins, run("Children ride to school."), run("x" * MB))
    return file.comments(*(Said(n, "Well?") for n in range(count))).data()


def two_by_turns(count: int) -> bytes:
    return changed(*(new(f"w{n} ", (ANA, TOM)[n % 2]) for n in range(count)))


def one_word(count: int) -> bytes:
    return changed(*(f"{run('ab')}{new('c')}" for _ in range(count)))


def many_people(count: int) -> bytes:
    return changed(*(new(gone(f"w{n} ", (f"P{n}", ANA[1]))) for n in range(count)))


def lines(count: int) -> bytes:
    return ReturnedFile().after(f"{EXPLANATION}1", paragraph(run("b a")) * count).data()


@pytest.mark.parametrize(
    ("make", "count", "refused", "most_seconds"),
    [
        (lambda: many(2_000), 1_000, "", 1),
        (lambda: many(20_000), 10_000, "", 6),
        (lambda: many(42_000), 0, "more than 20,000", 12),
        (lambda: open_comments(2_000), 2_001, "", 3),
        (lambda: two_by_turns(8_000), 2, "", 4),
        (lambda: one_word(15_000), 2, "", 6),
        (lambda: many_people(400), 402, "", 4),
        (lambda: many_people(5_000), 0, "500 people", 4),
        (lambda: lines(20_000), 1, "", 12),
        (lambda: changed(run("b a " * 400_000)), 1, "", 8),
        (lambda: changed("<w:tbl/>" * 100_000), 1, "", 8),
    ],
)
def test_a_hostile_file_is_read_soon_and_in_little_memory(
    tmp_path: Path, make: Callable[[], bytes], count: int, refused: str, most_seconds: float
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make())
    assert len(zlib.compress(path.read_bytes())) < 20 * MB
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.returned", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found, sentence, seconds, megabytes = json.loads(done.stdout)
    assert refused in sentence
    assert bool(sentence) == bool(refused)
    assert found >= count
    assert seconds < most_seconds
    assert megabytes < 400


@pytest.mark.parametrize("seed", range(3))
def test_damaged_files_give_changes_or_a_sentence(seed: int) -> None:
    tried = [fuzz.check(data) for data in fuzz.cases(seed, 60)]
    assert len(tried) == 60
    assert any(tried)
