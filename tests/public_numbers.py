"""Published documents put straight into a database, so that they are there to be read."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlmodel import Session, select

from hrgl.core.enums import AdoptionMode
from hrgl.core.models import DocumentForm, Edition, OutcomeDocument
from hrgl.formats.writers.document import PARTS, Citation, Document, Form, Section
from hrgl.formats.writers.frozen import canonical, sha256
from hrgl.people import accounts

HOSTILE = (
    "<script>alert(1)</script> “&amp;” \u202egnp.exe {{ 7*7 }} "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467"
)


def small_document(code: str = "2031", *, number: int = 1, **other: object) -> Document:
    """Two encouragements with all that one may have, which are quickly printed."""
    cited = (
        Citation(f"HRGL-{code}-A1-01", "supports", "It should be read aloud.", "A1", "Europe"),
        Citation(f"HRGL-{code}-A1-02", "reservation", "It costs too much.", "A1", ""),
    )
    sections = (
        Section(
            1,
            "publish the budget in plain words",
            "People should read what is spent^[Universal Declaration, Article 21.]. It is theirs.",
            "Said first in one city.",
            "2 statements from 1 workshop",
            cited,
            "Graz, Austria: a budget of two pages.",
            ("Too dear for a village.",),
        ),
        Section(2, "train those who buy", "Buyers decide daily.", "", "", (), earlier=("2021",)),
    )
    made = Document(
        edition=code,
        series="Human Rights Go Local",
        title="Money and rights",
        question="What works?",
        dates="1 to 8 February 2031",
        number=number,
        status=f"Number {number}, published on 8 February 2031.",
        notice="",
        sections=sections,
        form=Form(issuer="The Centre", preamble=("We, the participants,",), contact="Room 1"),
        method=("In one day five people met.",),
    )
    return replace(made, **other)  # type: ignore[arg-type]  # whatever a test wants otherwise


def put_there(
    session: Session, document: Document, *, public: bool = True, adopted: bool = True
) -> OutcomeDocument:
    """A number as it would stand there once it was published and adopted."""
    edition = session.exec(select(Edition).where(Edition.code == document.edition)).first()
    if edition is None:
        edition = Edition(
            code=document.edition,
            series=document.series,
            title=document.title,
            places=2,
            starts=date(int(document.edition[:4]), 2, 1),
        )
        session.add(edition)
        session.flush()
        session.add(DocumentForm(edition_id=edition.id, parts=list(PARTS), is_public=public))
    content = canonical(document)
    told = {
        "adopted_by": "the Conference",
        "adoption_mode": AdoptionMode.ADOPTED,
        "adopted_on": date(2031, 2, 8),
    }
    row = OutcomeDocument(
        edition_id=edition.id,
        number=document.number,
        content=content,
        sha256=sha256(content),
        member_id=accounts.command_line_member(session, edition).id,
        published_at=datetime(int(document.edition[:4]), 2, 8, 12, tzinfo=UTC),
        **(told if adopted else {}),
    )
    session.add(row)
    session.flush()
    return row
