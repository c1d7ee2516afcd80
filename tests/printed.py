"""A rich document to print, and the text of what was printed, read back from the files."""

import io
import re
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import docx
import yaml
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt

from hrgl.formats.writers.blocks import Extent, TableBlock, text_runs
from hrgl.formats.writers.document import (
    DEMONSTRATION,
    Citation,
    CommentedOn,
    Document,
    Form,
    Section,
)
from hrgl.formats.writers.frozen import canonical, sha256
from hrgl.formats.writers.layout import laid_out

DATA = Path(__file__).resolve().parent.parent / "data"
ARABIC = "حقوق الإنسان تبدأ في الحي، لا في العاصمة."
GREEK = "Η πόλη ανήκει σε όσους ζουν σε αυτήν."
EDITION = "2023"
CITATIONS = 450
_PEOPLE = ("local authority, Europe", "civil society, Africa", "academia, Americas", "", "Asia")
_FOOTNOTES = (
    "Universal Declaration of Human Rights, Article 21.",
    "Human Rights Council, resolution 51/12 [A/HRC/RES/51/12], paragraph 4.",
)
_GROUPS = {1: "Objectives and money", 7: "People and their data"}
_FORM = Form(
    subtitle="Twelve encouragements to local governments",
    symbol="HRGL/2023/OD/1",
    motto="Rights are realised where people live.",
    place="Graz",
    dated="8 February 2023",
    issuer="International Centre for the Promotion of Human Rights at the Local and Regional "
    "Levels",
    auspices="under the auspices of UNESCO · UNESCO Chair in Human Rights and Human Security",
    co_organisers=("UN-Habitat", "OHCHR", "FRA", "Congress of Local and Regional Authorities"),
    preamble=(
        "We, the participants of the Academy, recalling that human rights are realised where "
        "people live^[Universal Declaration of Human Rights, preamble.],",
        "having heard 306 statements in eleven workshops,",
    ),
    contact="Human Rights Go Local\noffice@example.org",
    isbn="978-92-3-100000-1",
    doi="10.0000/hrgl.2023",
)
_METHOD = (
    "In seven days 62 people met in eleven workshops and wrote 306 statements down.",
    "Each statement was read and either cited, set aside with a reason, or left open.",
    "An encouragement stands here once three members of the steering group agreed to its wording "
    "and no objection was left without an answer.",
)
_COMMENTS = (
    ("Encouragement 1", "A date alone binds nobody.", "Taken up", ""),
    ("Encouragement 4", "Say what a district is.", "Declined", "Each city knows its own."),
    ("Encouragement 12", ARABIC, "Taken up", ""),
)


def adopted_example() -> Document:
    """An adopted document with everything in it: what a mayor would be handed, and more."""
    edition = yaml.safe_load((DATA / "editions" / f"{EDITION}.yaml").read_text("utf-8"))
    document = Document(
        edition=EDITION,
        series=edition["series"],
        title=edition["title"],
        question=edition["question"],
        dates="1 to 8 February 2023",
        number=1,
        status="Number 1, published on 8 February 2023.",
        notice=DEMONSTRATION,
        sections=tuple(_sections()),
        form=_FORM,
        method=_METHOD,
        organisations=("City of Graz", "University of Graz", "Δήμος Αθηναίων", "بلدية رام الله"),
        workshops=tuple((each["code"], each["title"]) for each in edition["workshops"]),
        comments=tuple(CommentedOn(*each) for each in _COMMENTS),
    )
    return replace(
        document,
        sha256=sha256(canonical(document)),
        adoption="Adopted by the Conference on 8 February 2023, as a guideline for local "
        "governments.",
    )


def draft_example() -> Document:
    """The same while it is still a draft, with two candidates that have no place yet."""
    made = adopted_example()
    candidates = tuple(replace(each, place=None, group="") for each in made.sections[10:])
    return replace(
        made,
        number=None,
        status="Draft of 7 February 2023: 10 of 12 encouragements approved.",
        sections=made.sections[:10],
        candidates=candidates,
        sha256="",
        adoption="",
    )


def _sections() -> list[Section]:
    worded = yaml.safe_load((DATA / "demonstration" / "state.yaml").read_text("utf-8"))
    said = _citations()
    each_cites = CITATIONS // 12 + 1
    made = []
    for place, raw in enumerate(worded["encouragements"][:12], start=1):
        cited = tuple(islice(said, min(each_cites, CITATIONS - (place - 1) * each_cites)))
        section = Section(
            place,
            raw["heading"],
            raw["explanation"],
            raw["remarks"] or "",
            f"{len(cited)} statements from 7 workshops, 6 kinds of actors, 4 regions",
            cited,
            raw["examples"],
            group=_GROUPS.get(place, ""),
            earlier=("2021",) if place % 5 == 0 else (),
        )
        made.append(section)
    made[0] = replace(made[0], explanation=f"{made[0].explanation}^[{_FOOTNOTES[0]}]")
    made[3] = replace(
        made[3],
        explanation=f"{made[3].explanation}\nSmall towns^[{_FOOTNOTES[1]}] begin with one form.",
        minority=("Too much for a town with two clerks.",),
    )
    made[7] = replace(made[7], remarks=f"A participant wrote:\n{ARABIC}\n{GREEK}")
    return made


def _citations() -> Any:
    """Statements with consecutive references; every eleventh is a reservation, as it may be."""
    texts = []
    for path in sorted((DATA / "demonstration" / "notes").glob("*.yaml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        texts += [(raw["workshop"], each["text"]) for each in raw["notes"]]
    texts[20:20] = [("A2", ARABIC), ("A2", GREEK)]
    for number, (workshop, text) in enumerate(cycle(texts), start=1):
        support = (
            "reservation" if number % 11 == 0 else "example" if number % 4 == 0 else "supports"
        )
        reference = f"HRGL-{EDITION}-{workshop}-{number:02d}"
        who = _PEOPLE[number % len(_PEOPLE)]
        yield Citation(reference, support, text, workshop, who)


def expected_text(document: Document, extent: Extent = Extent.FULL) -> list[str]:
    """What every format must print: paragraphs and cells in order, and then the footnotes."""
    lines, notes = [], []
    for block in laid_out(document, extent):
        if isinstance(block, TableBlock):
            lines += [cell for row in (block.columns, *block.rows) for cell in row]
            continue
        runs = text_runs(block.text)
        notes += [run.footnote for run in runs if run.footnote]
        lines.append(f"{block.number} {block.lead} {''.join(run.text for run in runs)}")
    return _even([*lines, *notes])


def text_of(data: bytes, format: str) -> list[str]:
    """The paragraphs and cells of a file in order, then its footnotes; no contents, heads, feet."""
    return _even({"docx": _word_text, "html": _page_text, "md": _markdown_text}[format](data))


def _even(lines: list[str]) -> list[str]:
    return [line for line in (" ".join(each.split()) for each in lines) if line]


def _word_text(data: bytes) -> list[str]:
    opened = docx.Document(io.BytesIO(data))
    body = opened.element.body
    outline = [p for p in body.iter(qn("w:p")) if not _of_contents(p)]
    notes: list[Any] = []
    for relationship in opened.part.rels.values():
        if relationship.reltype.endswith("/footnotes"):
            root = etree.fromstring(relationship.target_part.blob)
            kept = [n for n in root if n.get(qn("w:type")) is None]
            notes += [p for note in kept for p in note.iter(qn("w:p"))]
    return [_paragraph_text(each) for each in (*outline, *notes)]


def _of_contents(paragraph: Any) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val"), "").startswith(("TOC", "Contents"))


def _paragraph_text(paragraph: Any) -> str:
    blank = {qn("w:tab"), qn("w:br")}
    hyphen = qn("w:noBreakHyphen")
    parts = paragraph.iter(qn("w:t"), hyphen, *blank)
    signs = {hyphen: "-"} | dict.fromkeys(blank, " ")
    return "".join(signs.get(each.tag, each.text or "") for each in parts)


def _page_text(data: bytes) -> list[str]:
    soup = BeautifulSoup(data.decode("utf-8"), "html.parser")
    for each in soup(["head", "nav", "footer", "caption"]) + soup(class_=["skip", "note", "back"]):
        each.decompose()
    blocks = re.compile(r"^(p|h[1-6]|li|dt|dd|td|th)$")
    return [each.get_text() for each in soup(blocks) if not each.find(blocks)]


def _markdown_text(data: bytes) -> list[str]:
    # A notice stands once more at the foot.
    whole = re.sub(r"\n> \*\*[^\n]*\n\Z", "\n", data.decode("utf-8"))
    source = re.sub(r"(?<!\\)\[\^\d+\](?!:)", "", whole)
    source = re.sub(r"^\[\^\d+\]: ", "", source, flags=re.MULTILINE)
    made = MarkdownIt("gfm-like", {"linkify": False}).render(source)
    return _page_text(made.encode("utf-8"))
