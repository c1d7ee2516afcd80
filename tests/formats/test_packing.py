"""Several files in one: same bytes, plain names, and a manifest that coreutils checks."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from hrgl.errors import NotValid
from hrgl.formats.writers.packing import MANIFEST_NAME, manifest_of, packed, without_clock

FILES = {"b.txt": b"second", "a/c.bin": b"\x00\xff" * 9, "empty.txt": b""}


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_come() -> None:
    assert packed(FILES) == packed(dict(reversed(FILES.items())))
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a/c.bin", "b.txt", "empty.txt", MANIFEST_NAME]
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in archive.infolist()} == {0o644}
        assert archive.read("a/c.bin") == FILES["a/c.bin"]


def test_coreutils_finds_every_file_as_it_was_and_one_that_is_not(tmp_path: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("coreutils are absent")
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        archive.extractall(tmp_path)

    def checked() -> subprocess.CompletedProcess[str]:
        command = ["sha256sum", "--strict", "-c", MANIFEST_NAME]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    fine = checked()
    assert (fine.returncode, fine.stdout.count(": OK")) == (0, len(FILES))
    (tmp_path / "b.txt").write_bytes(b"secone")
    spoilt = checked()
    assert spoilt.returncode != 0
    assert "b.txt: FAILED" in spoilt.stdout


def test_the_manifest_names_every_file_but_itself() -> None:
    lines = manifest_of(FILES).splitlines()
    assert [line.split("  ")[1] for line in lines] == sorted(FILES)
    assert lines[-1].startswith("e3b0c44298fc1c149afbf4c8996fb924")  # of nothing


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/etc/passwd",
        "a\\b",
        "a//b",
        "",
        ".hidden",
        "a\nb",
        "Ana López.txt",
        "a b",
        MANIFEST_NAME,
    ],
)
def test_a_name_that_leads_elsewhere_or_is_not_plain_is_refused(name: str) -> None:
    with pytest.raises(NotValid, match="cannot be called"):
        packed({name: b""})


def test_a_zip_loses_its_clock_and_keeps_its_content() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x", (2023, 2, 8, 1, 2, 4)), b"one")
        archive.writestr("y", b"two")
    with zipfile.ZipFile(io.BytesIO(without_clock(raw.getvalue(), {"y": b"three"}))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "x": b"one",
            "y": b"three",
        }
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
