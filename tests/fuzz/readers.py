"""Readers fed with damaged files: notes or a sentence must come out, and soon, whatever goes in.

`python -m tests.fuzz.readers --minutes 10` looks for long; the suite tries a little of the same.
"""

import argparse
import io
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from hrgl.errors import NotValid
from hrgl.formats.readers.personal import personal, without
from hrgl.formats.readers.reading import open_file
from tests import office_files as office

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "import_files"
FOUND = Path(tempfile.gettempdir()) / "hrgl-fuzz"
SECONDS, MEMORY = 15, 1200 * 1024 * 1024
CASES_A_CHILD = 400
SLOW = (".pdf",)  # a process each
_TOKENS = (
    b"<",
    b">",
    b"&",
    b"</w:p>",
    b"<w:p>",
    b"<!DOCTYPE a>",
    b"&#0;",
    b"\x00",
    b"\xff",
    b"\r",
    b"\n",
    b'"',
    b'""',
    b";",
    b",",
    b"\t",
    b"{",
    b"[",
    b"]",
    b"=HYPERLINK(",
    b"\xe2\x80\x8b",
    b"-1",
    b"0",
    b"99999999999",
    b"1048576",
    b"[12:30] ",
    b": ",
    b"---\n",
    b"\xf0\x9f\x98\x80",
    b"\xd8\x00",
    b"\xef\xbf\xbe",
    b"stream",
    b"endobj",
    b"\xe2\x80\x8f",
    b"<table:table-cell>",
    b"<c t='s'><v>",
)

_BLOCKS = (
    b'[{"id":"1","type":"bulletListItem","props":{"level":1},'
    b'"content":[{"type":"text","text":"One","styles":{}}],"children":[]}]'
)
_CHAT = b"[14:03] [Ana : MODERATOR]: one\n[14:04] Tom: two\nthree\n[14:05] cleared\n"
_SURVEY = (
    b'Q1,Q2\nWhat?,Why?\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n'
    b'We need trees here.,=HYPERLINK("a";"b")\n'
)


def seeds() -> list[tuple[str, bytes]]:
    """Whole files of every kind that is read: made ones, and real ones where they are."""
    item = office.p("Two", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    listed = "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
    table = office.ods_row("id", "Note") + office.ods_row("1", "We need trees.")
    rows = office.cells(1, "id", "Note") + office.cells(2, "1", "We need trees.")
    formula = '<row r="3"><c r="B3" t="s" s="0"><f>A1</f><v>0</v></c></row>'
    drawn = office.printed(50, 700, "We need trees.") + office.printed(50, 680, "- and benches")
    made = [
        ("a.docx", office.docx(office.p("One idea.") + item)),
        ("a.odt", office.odt(f"{listed}<text:p>a<text:s text:c='3'/>b</text:p>")),
        ("a.ods", office.ods(f"<table:table table:name='T'>{table}</table:table>")),
        ("a.xlsx", office.xlsx({"T": rows + formula}, shared="<si><t>x</t></si>")),
        ("a.pdf", office.pdf(drawn)),
        ("a.json", _BLOCKS),
        ("bbb-x[public-chat]_2023-02-03_14-00.txt", _CHAT),
        ("a.md", b"---\ntitle: x\n---\n[TOC]\n- [ ] one\n<!-- two -->\n"),
        ("q.csv", _SURVEY),
    ]
    real = sorted(SHARED.glob("*")) if SHARED.is_dir() else []
    return made + [
        (path.name, path.read_bytes()[:60_000]) for path in real if path.suffix != ".zip"
    ]


def check(name: str, data: bytes) -> int:
    """Read a file to the end; the number of its notes, 0 where a sentence refuses it."""
    try:
        contents = open_file(name, data)
    except NotValid as refused:
        sentence = str(refused)
        # a whole sentence about this file, not any that happens to end in a full stop
        assert Path(name).name[:20] in sentence, sentence
        assert sentence.endswith("."), sentence
        return 0
    notes = contents.notes()
    contents.fallen()
    for note in notes:
        assert note.text.strip(), name
        assert not set("\r\x00\x1b") & set(note.text), name
        without(note.text, personal(note.text))
    return len(notes)


def mutated(chance: random.Random, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """One of the files, damaged: its bytes, a part inside its archive, or its name."""
    name, data = chance.choice(files)
    if chance.random() < 0.8 and data.startswith(b"PK"):
        data = _inside(chance, data)
    else:
        data = _bytes(chance, data, chance.choice(files)[1])
    if chance.random() < 0.1:
        name = "x" + Path(chance.choice(files)[0]).suffix
    return name, data


def _bytes(chance: random.Random, data: bytes, other: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + chance.choice((1, 4, 64, 4096)))
        match chance.randrange(6):
            case 0:
                data = data[:at] + bytes(chance.randrange(256) for _ in range(to - at)) + data[to:]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:at] + data[at:to] * chance.choice((2, 10, 300)) + data[to:]
            case 3:
                data = data[:at] + chance.choice(_TOKENS) + data[at:]
            case 4:
                begin = chance.randrange(len(other) + 1)
                data = data[:at] + other[begin : begin + (to - at)] + data[to:]
            case 5:
                data = data[:at] if chance.random() < 0.3 else data
    return data[:2_000_000]


def _inside(chance: random.Random, data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError):
        return data
    name = chance.choice([each for each in members if members[each]])
    if chance.random() < 0.05:
        del members[name]
    else:
        members[name] = _bytes(chance, members[name], chance.choice(list(members.values())))
    return office.zipped(members)


def cases(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged files, the same ones for the same seed."""
    chance = random.Random(seed)
    files = seeds()
    quick = [each for each in files if not each[0].endswith(SLOW)]
    for _ in range(count):
        yield mutated(chance, files if chance.random() < 0.02 else quick)


def _child(seed: int) -> None:
    """Try one batch under limits; the case being tried lies in a file, should it end us."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number, (name, data) in enumerate(cases(seed, CASES_A_CHILD)):
        at = FOUND / f"{seed}-{number}-{Path(name).name[-40:]}"
        at.write_bytes(data)
        signal.alarm(SECONDS)
        check(name, data)
        signal.alarm(0)
        at.unlink()


def _hunt(minutes: float) -> int:
    """Start batch after batch until the time is over; the number of batches that failed."""
    FOUND.mkdir(exist_ok=True)
    end, seed, failed = time.monotonic() + minutes * 60, int(time.time()), 0
    tried = 0
    while time.monotonic() < end:
        seed += 1
        command = [sys.executable, "-m", "tests.fuzz.readers", "--child", str(seed)]
        done = subprocess.run(command, capture_output=True, text=True)
        tried += CASES_A_CHILD
        if done.returncode:
            failed += 1
            sys.stdout.write(f"seed {seed}, ended with {done.returncode}:\n{done.stderr[-1500:]}\n")
    sys.stdout.write(f"{tried} cases, {failed} batches failed; failing cases: {FOUND}\n")
    return failed


def _guided(minutes: float) -> None:
    """The same under libFuzzer, which keeps what reaches new code; it ends the process itself."""
    import atheris

    with atheris.instrument_imports(include=["hrgl.formats"]):
        for each in [name for name in sys.modules if name.startswith("hrgl.formats")]:
            del sys.modules[each]
        from hrgl.errors import NotValid as Refused
        from hrgl.formats.readers.reading import open_file as look

    files = [each for each in seeds() if not each[0].endswith(SLOW)]
    endings = sorted({Path(name).suffix for name, _ in files})

    def one(data: bytes) -> None:
        if data[1:5] == b"%PDF":
            return
        try:
            contents = look(f"x{endings[data[0] % len(endings)]}" if data else "x.txt", data[1:])
            contents.notes()
            contents.fallen()
        except Refused:
            return

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        inside = data[1:]
        if inside.startswith(b"PK") and chance.random() < 0.7:
            return data[:1] + _inside(chance, inside)[: most - 1]
        return atheris.Mutate(data, most)

    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for at, (name, data) in enumerate(files):
        first = bytes([endings.index(Path(name).suffix)])
        (corpus / f"seed{at}").write_bytes(
            first + data[:20_000] if data[:2] != b"PK" else first + data
        )
    options = [
        sys.argv[0],
        f"-max_total_time={int(minutes * 60)}",
        "-timeout=15",
        "-rss_limit_mb=1500",
        "-max_len=60000",
        "-print_final_stats=1",
        f"-artifact_prefix={FOUND}/",
        str(corpus),
    ]
    atheris.Setup(options, one, custom_mutator=lambda d, m, s: change(d, m, s))
    atheris.Fuzz()


def main() -> None:
    """Hunt for so many minutes, or try the one batch that the hunt asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--child", type=int)
    parser.add_argument("--guided", action="store_true", help="with atheris, where installed")
    wanted = parser.parse_args()
    if wanted.child is not None:
        _child(wanted.child)
    elif wanted.guided:
        _guided(wanted.minutes)
    else:
        os.nice(10)
        sys.exit(1 if _hunt(wanted.minutes) else 0)


if __name__ == "__main__":
    main()
