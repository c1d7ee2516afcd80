"""How true the reader of returned drafts is to files of others: `python -m bench.returned FOLDER`.

FOLDER holds copies of public repositories, one folder each (their licences forbid to keep them
here): OpenXmlDev/Open-Xml-PowerTools, jgm/pandoc, dealfluence/adeu, superdoc-dev/superdoc,
jandira-tech/jubarte-redlines. Two questions are asked, each with all changes accepted and refused:

- do the texts equal those that Open-Xml-PowerTools keeps beside its files (RP/…-Accepted.docx)?
- do they equal what LibreOffice makes of every file with tracked changes (with --office; what it
  makes is kept in FOLDER/views)? LibreOffice counts dates anew and joins rows, so that it differs
  from the first as well.

Compared are the paragraphs with words in them, white space aside.
"""

import argparse
import hashlib
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hrgl.errors import NotValid
from hrgl.formats.readers.returned.markup import WordBody
from hrgl.formats.readers.returned.segments import paragraph_texts
from hrgl.formats.readers.sniffing import look_into
from tests.libreoffice import OfficeJob, done_by_office

CHANGED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >/]")
VIEWS = {"accepted": "accept", "refused": "refuse"}
KEPT = {"accepted": "Accepted", "refused": "Rejected"}


def view(path: Path, *, accepted: bool) -> list[str]:
    """The paragraphs of a file as our reader sees them."""
    inside = look_into(path.name, path.read_bytes())
    body = WordBody()
    if inside.package is not None:
        inside.package.walk(inside.main, body)
    found = (" ".join(text.split()) for text in paragraph_texts(body.paragraphs, accepted=accepted))
    return [text for text in found if text]


def with_changes(folder: Path) -> list[Path]:
    """The files with tracked changes in their text."""
    found = []
    for path in sorted(folder.glob("*/**/*.docx")):
        if "views" in path.parts or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            if "word/document.xml" in archive.namelist():
                try:
                    text = archive.read("word/document.xml")
                except zipfile.BadZipFile:
                    continue
                found += [path] if CHANGED.search(text) else []
    return found


def kept_beside(folder: Path) -> Iterator[tuple[str, bool, bool]]:
    """For each text kept beside a file: its kind, whether it is ours, whether it was changed."""
    for path in sorted(folder.glob("*/**/RP/*.docx")):
        for kind, ending in KEPT.items():
            beside = path.with_name(f"{path.stem}-{ending}.docx")
            if beside.exists():
                wanted = view(beside, accepted=True)
                other = view(path, accepted=kind != "accepted")
                yield kind, view(path, accepted=kind == "accepted") == wanted, other != wanted


def by_office(folder: Path, files: list[Path]) -> Iterator[tuple[str, str, bool]]:
    """For each view that LibreOffice made: its repository, its kind, and whether it is ours."""
    views = folder / "views"
    views.mkdir(exist_ok=True)
    wanted = {
        (path, kind): views / f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}-{kind}.docx"
        for path in files
        for kind in VIEWS
    }
    jobs = [
        OfficeJob(path, made, [[VIEWS[kind]]])
        for (path, kind), made in wanted.items()
        if not made.exists()
    ]
    if jobs:
        done_by_office(jobs, (views / "profile").absolute(), 3_600)
    for (path, kind), made in wanted.items():
        if not made.exists():
            sys.stdout.write(f"LibreOffice made nothing of {path.name} ({kind})\n")
            continue
        ours = view(path, accepted=kind == "accepted")
        yield path.relative_to(folder).parts[0], kind, ours == view(made, accepted=True)


def main() -> None:
    """Ask both questions and print how often the answer is yes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--office", action="store_true", help="ask LibreOffice as well")
    wanted = parser.parse_args()
    folder = wanted.folder.absolute()
    rows = list(kept_beside(folder))
    changed = [row for row in rows if row[2]]
    for title, some in (("kept beside the files", rows), ("of these with words changed", changed)):
        sys.stdout.write(f"{title}: {sum(row[1] for row in some)} of {len(some)} texts\n")
    files = with_changes(folder)
    began, views = time.perf_counter(), 0
    for path in files:
        for kind in VIEWS:
            try:
                view(path, accepted=kind == "accepted")
                views += 1
            except NotValid as refused:
                sys.stdout.write(f"{refused}\n")
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{len(files)} files with changes: {views} views in {seconds:.1f} s\n")
    if wanted.office:
        alike: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for repository, _, same in by_office(folder, files):
            every[repository] += 1
            alike[repository] += same
        for repository, count in sorted(every.items()):
            sys.stdout.write(f"  {repository}: {alike[repository]} of {count}\n")
        sys.stdout.write(f"as LibreOffice: {alike.total()} of {every.total()} views\n")


if __name__ == "__main__":
    main()
