"""The whole story in one test: from a workshop's pad to the approved Outcome Document.

Read this after hrgl/core/models: every door of the house is walked through once, with the real
model, on SQLite and on PostgreSQL.
"""

import io

import docx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from hrgl.core import jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import AdoptionMode, JobState, ObjectionAnswer, Support, Verdict
from hrgl.core.models import Member
from hrgl.editions import edition_files, editions
from hrgl.encouragements import places, submitting, views, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.errors import NotAllowed, NotNow
from hrgl.formats.readers import reading as readers
from hrgl.formats.writers.frozen import parse, sha256
from hrgl.formats.writers.writing import write_document
from hrgl.notes import statements
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.operations import worker
from hrgl.outcome import adopting, numbers
from hrgl.settings import DATA
from hrgl.themes import board, themes
from hrgl.themes.proposals import proposals
from tests.builders import World, world
from tests.publishing import publish_as_read

PAD = """Hello everyone!

Money:
\t* The budget form should ask for a reason in terms of human rights
\t* Publish the budget in plain words, residents cannot read ours
\t* Justify every allocation of the budget by the rights it serves
Buying:
\t* Procurement contracts need a clause on human rights
\t* Train procurement staff, they know prices but not rights
\t* Suppliers should report on working conditions under the contract
Taking part:
\t* Pay people for the time they give to participation
\t* Childcare and interpretation make participation possible
\t* I doubt that paying for participation is legal everywhere
"""


@pytest.mark.model
def test_the_walk_from_a_pad_to_the_approved_document(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session, places=3, quorum=2)

    # A rapporteur brings the room's pad; the greeting falls out, headings become context.
    [read] = readers.read_file("pad-A1.txt", PAD.encode())
    with transaction(engine) as session:
        [came] = imports.bring_in(
            session, here.rapporteur, files=[FileIn(here.workshop.id, "pad-A1.txt", [read])]
        )
    taken = came.taken
    assert len(taken.statements) == 9
    assert {statement.context for statement in taken.statements} == {
        "Money",
        "Buying",
        "Taking part",
    }
    assert any("Hello" in fallen.text for fallen in taken.fallen_out)

    # A facilitator asks for three themes; the worker proposes, which changes nothing by itself.
    with transaction(engine) as session:
        job = jobs.ask_for_proposal(session, here.facilitator, themes=3)
    assert worker.work_once(engine)
    with reading(engine) as session:
        found = jobs.latest_job(session, edition_id=here.edition.id, kind=jobs.PROPOSE)
        assert found is not None
        assert (found.id, found.state) == (job.id, JobState.DONE)
        assert found.message == "The proposal is ready"
        proposal = proposals.latest_proposal(session, edition_id=here.edition.id)
        assert not board.board(session, edition_id=here.edition.id).themes
    assert proposal is not None
    assert len(proposal.themes) == 3
    assert sum(len(theme.statements) for theme in proposal.themes) + len(proposal.queue) == 9

    # She takes it over, names a theme, and puts what is left in the queue somewhere.
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=proposal.clustering_id)
        now = board.board(session, edition_id=here.edition.id)
        first = now.themes[0]
        themes.rename(
            session,
            here.facilitator,
            theme_id=first.id,
            name="In our own words",
            seen_version=first.version,
        )
        if now.queue:
            ids = [statement.id for statement in now.queue]
            themes.move(session, here.facilitator, statement_ids=ids, theme_id=first.id)

    # Each theme becomes an encouragement with its evidence, has its place, and is submitted.
    for place in (1, 2, 3):
        _word_and_submit(engine, here, place)
    with transaction(engine) as session, pytest.raises(NotNow, match="1, 2 and 3 are not yet"):
        publish_as_read(session, here.organiser)

    # The steering group speaks; an objection is answered, the wording changed, and agreed to.
    with transaction(engine) as session:
        drafts = views.list_encouragements(session, edition_id=here.edition.id)
        for draft in drafts:
            _agree(session, here.second, draft)
        objection = reviews.give(
            session,
            here.steering,
            wording_id=drafts[0].wording_id,
            verdict=Verdict.OBJECT,
            reason="It asks too much of small towns.",
        )
        for draft in drafts[1:]:
            _agree(session, here.steering, draft)
    with transaction(engine) as session:
        [blocked] = [
            d
            for d in views.list_encouragements(session, edition_id=here.edition.id)
            if d.objections
        ]
        objections.answer_objection(
            session,
            here.facilitator,
            review_id=objection.id,
            answer=ObjectionAnswer.ACCEPTED,
            reason="“As far as they can” was added.",
        )
        wordings.reword(
            session,
            here.facilitator,
            encouragement_id=blocked.id,
            heading=blocked.heading + " as far as they can",
            explanation=blocked.explanation,
            seen_version=blocked.version,
        )
    with transaction(engine) as session:
        again = views.view_encouragement(
            session, edition_id=here.edition.id, encouragement_id=blocked.id
        )
        assert not again.opinions  # a new wording starts without approvals
        with pytest.raises(NotNow, match="not yet approved"):
            publish_as_read(session, here.organiser)
        for member in (here.steering, here.second):
            _agree(session, member, again)

    # An organiser – and nobody else – publishes; the Conference adopts.
    with transaction(engine) as session, pytest.raises(NotAllowed, match="you may not publish"):
        publish_as_read(session, here.facilitator)
    with transaction(engine) as session:
        published = publish_as_read(session, here.organiser)
        adopting.record_adoption(
            session,
            here.organiser,
            number=published.number,
            adopted_by="The Conference",
            mode=AdoptionMode.ADOPTED,
            adopted_on=published.published_at.date(),
        )
    with transaction(engine) as session, pytest.raises(NotNow, match="only remarks"):
        wordings.reword(
            session,
            here.facilitator,
            encouragement_id=blocked.id,
            heading="anything",
            explanation="",
            seen_version=again.version,
        )

    # What is handed to the mayor: three numbered headings, and every statement accounted for.
    with reading(engine) as session:
        [row] = numbers.published(session, edition_id=here.edition.id)
        account = statements.ledger(session, edition_id=here.edition.id)
        assert numbers.genuine(row)
        assert editions.by_code(session, "2031").id == here.edition.id
    assert row.sha256 == sha256(row.content)
    assert account.dispositions["cited"] == account.statements == 9
    document = docx.Document(io.BytesIO(write_document(parse(row.content), "docx")))
    printed = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    headings = [words for style, words in printed if style == "Encouragement"]
    assert [heading[:1] for heading in headings] == ["1", "2", "3"]
    assert "as far as they can" in " ".join(headings)


def _word_and_submit(engine: Engine, here: World, place: int) -> None:
    with transaction(engine) as session:
        theme = board.board(session, edition_id=here.edition.id).themes[place - 1]
        row = wordings.word(
            session,
            here.facilitator,
            heading=f"take {theme.name.lower()} seriously",
            explanation="Rooms said so again and again.",
            theme_ids=[theme.id],
            citations={
                s.id: Support.RESERVATION if "doubt" in s.text else Support.SUPPORTS
                for s in theme.statements
            },
        )
        places.give_place(
            session,
            here.facilitator,
            encouragement_id=row.id,
            place=place,
            seen_version=row.version,
        )
        submitting.submit(
            session, here.facilitator, encouragement_id=row.id, seen_version=row.version
        )


def _agree(session: Session, member: Member, draft: views.EncouragementView) -> None:
    reviews.give(session, member, wording_id=draft.wording_id, verdict=Verdict.AGREE)


def test_every_edition_there_was_is_loaded_from_its_file(session: Session) -> None:
    files = {path.stem for path in (DATA / "editions").glob("*.yaml")}
    assert set(edition_files.load_all(session)) == files
    assert {"2021", "2022", "2023", "2024"} <= files


@pytest.mark.parametrize(("code", "places"), [("2023", 12), ("2022", None)])
def test_the_number_of_places_is_a_fact_of_the_edition_and_not_code(
    session: Session, code: str, places: int | None
) -> None:
    edition_files.load_all(session)
    assert editions.by_code(session, code).places == places
