"""Returned drafts that were damaged: changes or a sentence must come out, and soon.

`python -m tests.fuzz.returned --minutes 10` looks for long; the suite tries a little of the same.
`python -m tests.fuzz.returned FILE` reads one file and tells what it cost.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from hrgl.errors import NotValid
from hrgl.formats.readers.returned.coming_back import read_returned
from tests.fuzz.readers import mutated
from tests.measured import peak
from tests.returned_files import (
    ANA,
    EXPLANATION,
    HEADING,
    TOM,
    ReturnedFile,
    Said,
    about,
    end,
    gone,
    new,
    paragraph,
    run,
    sent_texts,
)

SENT = sent_texts()


def seeds() -> list[tuple[str, bytes]]:
    """Whole files with something of everything."""
    busy = ReturnedFile()
    nested = [new("very "), new(gone("old ", TOM)), new("and ", TOM), new("quiet ")]
    busy.edit(f"{EXPLANATION}1", run("Children "), *nested, about(1, run("ride to school.")))
    busy.edit(f"{EXPLANATION}2", gone("Parents let them go alone."), ended=end("del"))
    busy.edit(f"{HEADING}1", run("build lanes"))
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('a '), new('b'))}</w:tc></w:tr></w:tbl>"
    busy.after(f"{EXPLANATION}3", paragraph(new("More."), properties=end("ins", ANA)), cell)
    busy.comments(
        Said(1, "Really?"), Said(2, "Yes.", TOM, answers=1), dates={1: "2026-11-20T08:00"}
    )
    return [("a.docx", ReturnedFile().data()), ("b.docx", busy.data())]


def check(data: bytes) -> int:
    """How many changes and comments come of a file, 0 where it is refused."""
    try:
        return look_at(data)
    except NotValid as refused:
        sentence = str(refused)
        assert "a.docx" in sentence, sentence
        assert sentence.endswith("."), sentence
        return 0


def look_at(data: bytes) -> int:
    """Read a file to the end, and see that all of it has a place or a reason."""
    found = read_returned(data, SENT, name="a.docx")
    texts = {(text.key, text.field): text.text for text in SENT}
    for at, change in enumerate(found.changes):
        assert (change.start is None) == bool(change.why_unplaced)
        assert change.inside is None or change.inside < at
        if change.start is not None and change.key is not None and change.field is not None:
            text = texts[change.key, change.field]
            assert 0 <= change.start <= (change.end or 0) <= len(text)
            whole = change.inside is None and text[change.start : change.end] == change.before
            assert whole or change.inside is not None
    for comment in found.comments:
        assert (comment.start is None) == bool(comment.why_unplaced)
    return len(found.changes) + len(found.comments)


def cases(seed: int, count: int) -> Iterator[bytes]:
    """So many damaged files, the same ones for the same seed."""
    chance = random.Random(seed)
    files = seeds()
    for _ in range(count):
        yield mutated(chance, files)[1]


def main() -> None:
    """Read one file, or hunt for so many minutes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--minutes", type=float, default=1.0)
    wanted = parser.parse_args()
    if wanted.file:
        data, began = wanted.file.read_bytes(), time.process_time()
        try:
            found, refused = look_at(data), ""
        except NotValid as error:
            found, refused = 0, str(error)
        seconds = time.process_time() - began
        sys.stdout.write(json.dumps([found, refused, seconds, peak()]))
        return
    until, seed, tried = time.monotonic() + wanted.minutes * 60, int(time.time()), 0
    while time.monotonic() < until:
        seed += 1
        tried += sum(1 for data in cases(seed, 200) if check(data) >= 0)
    sys.stdout.write(f"{tried} cases\n")


if __name__ == "__main__":
    main()
