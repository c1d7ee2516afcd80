"""Take it all home: the document in every format and language, and its digests, in one zip."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from hrgl.core.models import Edition
from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.frozen import canonical
from hrgl.formats.writers.json_data import SCHEMA_NAME, outcome_schema
from hrgl.formats.writers.languages import language_name
from hrgl.formats.writers.packing import MANIFEST_NAME, packed
from hrgl.formats.writers.redline import write_redline
from hrgl.formats.writers.translated import translated
from hrgl.formats.writers.writing import DOCUMENT_FORMATS, FORMATS, write_document
from hrgl.outcome.numbers import adopted_number, as_it_stands, binding_number, published
from hrgl.outcome.outcome import draft_document

READ_FIRST = "README.txt"
READ_BY_PEOPLE = tuple(name for name in ("docx", "pdf", "html") if name in FORMATS)
_Files = dict[str, tuple[str, Callable[[], bytes]]]  # name: what it is, and how it is made
_WIDTH = 34


@dataclass(frozen=True)
class GoingHome:
    """What is taken home: the document, and if an earlier number was adopted, what changed since.

    `changed_at` is when the document was published, which its changes bear.
    """

    document: Document
    adopted: Document | None = None
    changed_at: datetime | None = None


def what_goes_home(session: Session, *, edition_id: int, number: int | None = None) -> GoingHome:
    """A number; without one the number whose words hold, or else the draft as it stands."""
    numbers = published(session, edition_id=edition_id)
    chosen = next((each for each in numbers if each.number == number), binding_number(numbers))
    if chosen is None:
        return GoingHome(draft_document(session, edition_id=edition_id))
    zone = session.get_one(Edition, edition_id).time_zone
    document = as_it_stands(chosen, numbers, zone=zone)
    adopted = adopted_number(numbers)
    if adopted is None or adopted.number >= chosen.number:
        return GoingHome(document)
    earlier = as_it_stands(adopted, numbers, zone=zone)
    return GoingHome(document, earlier, chosen.published_at)


def all_taken_home(
    going: GoingHome, progress: Callable[[int, int], None] = lambda done, of: None
) -> bytes:
    """The document in every format and language as one zip; the same document, the same bytes.

    `progress` is told how many files are done, of how many, before the first and after each.
    """
    document = going.document
    files = _files(document) | _changes(going)
    made: dict[str, bytes] = {}
    progress(0, len(files))
    for name, (_, write) in files.items():
        made[name] = write()
        progress(len(made), len(files))
    return packed({READ_FIRST: _readme(document, files).encode("utf-8"), **made})


def base_name(document: Document) -> str:
    """What its files are called: the edition's code and the number, nothing that people wrote."""
    return "-".join(("outcome", _plain(document.edition), str(document.number or "draft")))


def _files(document: Document) -> _Files:
    base = base_name(document)
    files: _Files = {}
    for each in DOCUMENT_FORMATS:
        files[f"{base}{each.suffix}"] = (
            each.shown,
            partial(write_document, document, each.name, Extent.FULL),
        )
        if each.name in READ_BY_PEOPLE:
            files[f"{base}-short{each.suffix}"] = (
                f"{each.shown}, for the Conference: without remarks, method and annexes",
                partial(write_document, document, each.name, Extent.SHORT),
            )
    if not document.draft:
        files[f"{base}-frozen.json"] = (
            "the text that was frozen; its SHA-256 is the digest of the number",
            lambda: canonical(document).encode("utf-8"),
        )
    files[SCHEMA_NAME] = ("what the data (JSON) hold, as a JSON Schema", outcome_schema)
    for language in dict.fromkeys(each.language for each in document.translations):
        said = translated(document, language)
        for name in READ_BY_PEOPLE:
            files[f"translations/{base}-{_plain(language)}.{name}"] = (
                f"translation into {language_name(language)}",
                partial(write_document, said, name, Extent.FULL),
            )
    return files


def _changes(going: GoingHome) -> _Files:
    """What changed since the number that was adopted, as a Word file with tracked changes."""
    if going.adopted is None or going.changed_at is None:
        return {}
    name = f"{base_name(going.document)}-against-{going.adopted.number}.docx"
    what = f"what changed since number {going.adopted.number}, which was adopted"
    write = partial(write_redline, going.adopted, going.document, changed_at=going.changed_at)
    return {name: (what, write)}


def _readme(document: Document, files: _Files) -> str:
    return "\n".join(_lines(document, files)) + "\n"


def _lines(document: Document, files: _Files) -> Iterator[str]:
    told = (
        document.form.name,
        document.title,
        document.status,
        document.adoption,
        document.mark,
        document.notice,
    )
    yield from filter(None, map(as_one_line, told))
    if document.sha256:
        yield f"SHA-256 of number {document.number}: {document.sha256}"
    yield ""
    yield "What is in here"
    for name, (what, _) in sorted(files.items()):
        yield f"  {name:{_WIDTH}}  {what}"
    yield f"  {MANIFEST_NAME:{_WIDTH}}  the digest of every file"
    yield ""
    yield "Is every file as it was made? In the folder with the files, on Linux or a Mac:"
    yield f"  sha256sum -c {MANIFEST_NAME}        (on a Mac: shasum -a 256 -c {MANIFEST_NAME})"
    yield f"On Windows, for each file, and compare with its line in {MANIFEST_NAME}:"
    yield f"  certutil -hashfile {base_name(document)}.docx SHA256"
    yield ""
    yield "Which format for what"
    yield "  To read and print: PDF or Word. On a screen or a telephone: the web page, which"
    yield "  needs no connection. To speak about it: the slides, with the evidence in their"
    yield "  notes. To work on with a program: data (JSON), workbook or table of evidence."


def _plain(words: str) -> str:
    """Letters, digits and hyphens, as names of files may hold everywhere."""
    return re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-") or "x"
