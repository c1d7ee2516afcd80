"""An edition full of names, who of them may be shown, and all that a file says.

The oracle is told who said what, as nobody in the house knows, and works out from that alone what a
rule of attribution lets be shown. It shares no code with the house.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pypdfium2
from sqlmodel import Session

from hrgl.core.enums import AdoptionMode, Attribution, Overruling, RulingWord, Verdict
from hrgl.core.models import Note, ReportAddress, Workshop
from hrgl.encouragements.consenting import reviews
from hrgl.formats.writers.document import Document
from hrgl.notes import notes
from hrgl.notes.leaving_out import withdraw_statement
from hrgl.outcome import translating
from hrgl.outcome.adopting import record_adoption
from hrgl.outcome.outcome import current_document, draft_document
from tests.builders import World, submitted, wording_id, world
from tests.consenting import rule as rule_on
from tests.consenting import set_rule, speak, steering
from tests.publishing import publish_as_read

ORDER = ["none", "group", "organisation", "named"]
SMALLEST = 3
NAMES = {
    "next_generation": "Next generation",
    "academia": "Academia / think tank",
    "city_network": "City network",
    "civil_society": "Civil society",
    "regional_organisation": "Regional organisation",
    "human_rights_practitioner": "Human rights practitioner",
    "local_politics": "Local authority (politics)",
}
ADDRESS = "minutes-by-zacharias@wexbridge.example"
FILE = "Minutes of Zacharias Quillfeather.docx"


@dataclass(frozen=True)
class Said:
    """One statement and the person behind it."""

    room: str
    actor_type: str
    region: str
    person: str
    organisation: str
    level: str
    withdrawn: bool = False
    cited: int = 0  # in which encouragement; 0: in none


SAID = (
    # three of a group: large enough wherever groups are shown
    Said("A1", "next_generation", "Oceania", "Nia Oldcastle", "Youth of Ombria", "group", cited=1),
    Said("A1", "next_generation", "Oceania", "Noa Underhill", "Youth of Undine", "group", cited=1),
    Said(
        "A1", "next_generation", "Oceania", "Nils Ironmonger", "Youth of Istria", "group", cited=2
    ),
    # two of a group here and one in another room: too few in each
    Said("A1", "academia", "Africa", "Ada Lovegood", "Institute of Lindow", "group", cited=1),
    Said("A1", "academia", "Africa", "Abel Marchbanks", "Institute of Marrow", "group", cited=2),
    Said("B2", "academia", "Africa", "Alma Nettlebed", "Institute of Nettle", "group", cited=2),
    # three, two of whom may be named: the third is then alone
    Said("B2", "city_network", "Asia", "Cleo Bagshot", "Network of Bramble", "named", cited=1),
    Said("B2", "city_network", "Asia", "Cyrus Dagworth", "Network of Dapple", "named", cited=2),
    Said("B2", "city_network", "Asia", "Cora Fawcett", "Network of Fennel", "group", cited=1),
    # the one member of an organisation, who lets it be told
    Said(
        "A1",
        "civil_society",
        "Europe",
        "Zacharias Quillfeather",
        "Guild of One Weaver",
        "organisation",
        cited=1,
    ),
    # nobody may be told of these, whatever the rule
    Said(
        "A1",
        "regional_organisation",
        "Americas",
        "Rufus Tamarind",
        "Bureau of Tansy",
        "none",
        cited=2,
    ),
    Said(
        "B2",
        "human_rights_practitioner",
        "Americas",
        "Wanda Withershin",
        "Watch of Wormwood",
        "named",
        withdrawn=True,
    ),
    # named though never cited
    Said("B2", "local_politics", "Americas", "Yolanda Zephyrine", "Town of Yarrow", "named"),
)
STAFF = ("Rosa", "Fadi", "Sara", "Sven", "Olga", "Tina")


@dataclass
class Scene:
    """The edition, and which statement is whose."""

    here: World
    rule: str
    of: dict[str, Said] = field(default_factory=dict)  # by the reference of the statement

    def level(self, said: Said) -> str:
        return min(said.level, self.rule, key=ORDER.index)

    def by_itself(self, said: Said) -> str:
        """The name under which somebody may be shown; else nothing but their group."""
        if said.withdrawn:
            return ""
        known = {"named": said.person, "organisation": said.organisation}
        return known.get(self.level(said), "")

    def group(self, said: Said) -> list[Said]:
        """Who else counts in this one's group: whoever stands there and is not shown by name."""
        return [
            each
            for each in SAID
            if (each.room, each.actor_type, each.region)
            == (said.room, said.actor_type, said.region)
            and not each.withdrawn
            and self.level(each) != "none"
            and not self.by_itself(each)
        ]

    def who(self, said: Said) -> str:
        """What may stand beside a statement."""
        if said.withdrawn or self.level(said) == "none":
            return ""
        if name := self.by_itself(said):
            return name
        if len({each.person for each in self.group(said)}) < SMALLEST:
            return ""
        return f"{NAMES[said.actor_type]}, {said.region}"

    def heard(self, encouragement: int) -> str:
        """What may be counted of those behind an encouragement."""
        cited = [each for each in SAID if each.cited == encouragement]
        told = [each for each in cited if self.who(each)]
        counts = [
            (len({each.room for each in cited}), "workshop"),
            (len({each.actor_type for each in told}), "actor type"),
            (len({each.region for each in told}), "region"),
        ]
        parts = [f"{n} {word}{'s' * (n > 1)}" for n, word in counts if n]
        return f"{len(cited)} statement{'s' * (len(cited) > 1)} from {', '.join(parts)}"

    @property
    def forbidden(self) -> set[str]:
        """What no file may hold: every name and group that is not allowed for anybody."""
        allowed = {self.who(each) for each in SAID}
        every = {text for each in SAID for text in (each.person, each.organisation)}
        every |= {f"{NAMES[each.actor_type]}, {each.region}" for each in SAID}
        labels = {NAMES[each.actor_type] for each in SAID} | {each.actor_type for each in SAID}
        shown = [each for each in SAID if self.who(each) and not self.by_itself(each)]
        fine = {NAMES[each.actor_type] for each in shown}
        secret = {label for label in labels if label not in fine}
        families = {name.split()[-1] for name in every - allowed if ", " not in name}
        return (every - allowed) | secret | families | {ADDRESS, FILE, *STAFF, "wexbridge"}


def full_of_names(session: Session, rule: str) -> Scene:
    """The edition: everything the house may be told of people, told; both places agreed to."""
    here = world(session, places=2)
    here.edition.attribution = Attribution(rule)
    here.edition.smallest_group = SMALLEST
    scene = Scene(here, rule)
    other = Workshop(edition_id=here.edition.id, code="B2", title="Second", question="How?")
    session.add(other)
    session.flush()
    ids = _statements(session, scene, {"A1": here.workshop.id, "B2": other.id})
    set_rule(session, here, Overruling.TWO_THIRDS, minority_printed=True)
    rows = [submitted(session, here, ids[place], place=place) for place in (1, 2)]
    [third] = steering(session, here, "Tina")
    for row in rows:
        for member in (here.steering, here.second):
            speak(session, member, row, Verdict.AGREE)
    objection = speak(session, third, rows[0], Verdict.OBJECT, "Too dear for small towns.")
    rule_on(session, here, rows[0], objection, RulingWord.OVERRULED)
    reviews.give(session, third, wording_id=wording_id(session, rows[1]), verdict=Verdict.AGREE)
    session.add(ReportAddress(edition_id=here.edition.id, receipt_sha256="0" * 64, address=ADDRESS))
    session.flush()
    _translate(session, here)
    return scene


def _statements(session: Session, scene: Scene, rooms: dict[str, int]) -> dict[int, list[int]]:
    ids: dict[int, list[int]] = {0: [], 1: [], 2: []}
    for number, said in enumerate(SAID, start=1):
        about = notes.About(
            actor_type=said.actor_type,
            region=said.region,
            organisation=said.organisation,
            speaker=said.person,
            attribution=Attribution(said.level),
        )
        taken = notes.add_note(
            session,
            scene.here.rapporteur,
            workshop_id=rooms[said.room],
            text=f"Idea number {number} is worth its while",
            about=about,
        )
        [statement] = taken.statements
        session.get_one(Note, statement.note_id).source_name = f"{FILE} {ADDRESS}"
        scene.of[f"HRGL-2031-{said.room}-{statement.number:02d}"] = said
        ids[said.cited].append(statement.id)
        if said.withdrawn:
            withdraw_statement(
                session,
                scene.here.rapporteur,
                statement_id=statement.id,
                because="asked to",
                seen_version=statement.version,
            )
    return ids


def _translate(session: Session, here: World) -> None:
    texts = translating.translation_board(session, edition_id=here.edition.id, language="fr")
    [name] = [each for each in texts if each.key == "name"]
    translating.translate(
        session,
        here.facilitator,
        language="fr",
        key="name",
        text="Document final",
        source_sha256=name.source_sha256,
        seen_version=0,
    )
    session.flush()


def all_it_says(content: bytes) -> Iterator[str]:
    """Everything in a file that can be read: texts, metadata, names of the files inside."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for each in package.infolist():
                yield f"{each.filename} {each.comment!r} {each.extra!r}"
                yield from all_it_says(package.read(each))
        return
    if content[:5] == b"%PDF-":
        yield from _of_pdf(content)
    text = content.decode("utf-8", errors="replace")
    yield text
    # a name is found also where a program has put its letters into several runs
    yield re.sub(r"<[^>]*>", "", text)


def _of_pdf(content: bytes) -> Iterator[str]:
    pdf: Any = pypdfium2.PdfDocument(content)
    yield repr(pdf.get_metadata_dict())
    for page in pdf:
        yield " ".join(page.get_textpage().get_text_range().split())
    yield " ".join(each.get_title() for each in pdf.get_toc())
    pdf.close()


def brought_to(session: Session, scene: Scene, state: str) -> Document:
    """The draft, or the number that was adopted."""
    if state == "draft":
        return draft_document(session, edition_id=scene.here.edition.id)
    publish_as_read(session, scene.here.organiser)
    record_adoption(
        session,
        scene.here.organiser,
        number=1,
        adopted_by="the Conference",
        mode=AdoptionMode.ADOPTED,
        adopted_on=date(2023, 2, 8),
    )
    session.flush()
    return current_document(session, edition_id=scene.here.edition.id)


def leaks(scene: Scene, content: bytes) -> dict[str, str]:
    """What a file says that it may not, each with what stands around it."""
    found = {}
    for text in all_it_says(content):
        plain = html.unescape(text)
        for secret in scene.forbidden:
            at = plain.find(secret)
            if at >= 0:
                found[secret] = plain[max(0, at - 60) : at + 60]
    return found
