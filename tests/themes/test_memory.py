"""Memory across editions: a proposal from the themes of an earlier one, as a dry run first."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import audit, jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import JobState, Role
from hrgl.core.models import Clustering, Job, Member, Theme
from hrgl.editions.earlier_editions import earlier_editions
from hrgl.errors import NotAllowed, NotFound
from hrgl.notes import notes
from hrgl.operations import undo, worker
from hrgl.operations.sentences import sentence
from hrgl.people import accounts
from hrgl.themes import board, themes
from hrgl.themes.proposals import memory, proposals
from hrgl.themes.proposals.difference import number_in_words
from tests.builders import World, world
from tests.fakes import FakeEmbedder

BEFORE = {
    "Money in plain words": "budget plain words publish reading figures",
    "Paid participation": "participation childcare pay time people evening",
    "Clean water": "water pipes wells rivers drinking supply",
}
NEW = "procurement contracts suppliers clause buying working"


def said(words: str, number: int) -> str:
    """So many statements about the same, no two of them equal."""
    every = words.split()
    lines = (
        [each for at, each in enumerate(every) if at not in (line % 6, (line // 6 + line + 1) % 6)]
        for line in range(number)
    )
    return "\n".join(f"* {' '.join(line)} number {at}" for at, line in enumerate(lines))


def write(session: Session, here: World, words: str, number: int) -> list[int]:
    taken = notes.add_note(
        session, here.rapporteur, workshop_id=here.workshop.id, text=said(words, number)
    )
    return [statement.id for statement in taken.statements]


def join(session: Session, here: World, there: World, role: Role = Role.FACILITATOR) -> Member:
    """Let the facilitator of today have had a part in another edition."""
    email = f"fadi@{here.edition.code}.example"
    return accounts.add_member(session, there.organiser, email=email, name="Fadi", role=role)


@pytest.fixture
def before(engine: Engine) -> World:
    """An earlier edition with three themes."""
    with transaction(engine) as session:
        made = world(session, code="2029")
        for name, words in BEFORE.items():
            ids = write(session, made, words, 8)
            themes.create(session, made.facilitator, name=name, statement_ids=ids)
        return made


@pytest.fixture
def here(engine: Engine, before: World) -> World:
    """Two of the themes are spoken of again, and something new; nobody decided anything."""
    with transaction(engine) as session:
        made = world(session, code="2031")
        join(session, made, before)
        for words in [*BEFORE.values()][:2]:
            write(session, made, words, 8)
        write(session, made, NEW, 8)
        return made


def propose(engine: Engine, here: World) -> Clustering:
    with transaction(engine) as session:
        memory.start_from(session, here.facilitator, earlier="2029", themes=3)
    assert worker.work_once(engine, load=FakeEmbedder)
    with reading(engine) as session:
        job = jobs.latest_job(session, edition_id=here.edition.id, kind=jobs.PROPOSE)
        assert job is not None
        assert (job.state, job.message) == (JobState.DONE, "The proposal is ready")
        return session.get_one(Clustering, job.result["clustering"])


def dry_run(engine: Engine, here: World) -> memory.DryRun:
    with reading(engine) as session:
        found = memory.dry_run(session, edition_id=here.edition.id)
    assert found is not None
    return found


def names_of(session: Session, here: World) -> dict[str, int]:
    found = board.board(session, edition_id=here.edition.id)
    return {theme.name: len(theme.statements) for theme in found.themes}


def test_a_dry_run_says_what_would_fill_stay_empty_and_be_new_and_changes_nothing(
    engine: Engine, here: World
) -> None:
    propose(engine, here)
    found = dry_run(engine, here)
    fills = {line.name: line.statements for line in found.fills}
    assert fills.keys() == {"Money in plain words", "Paid participation"}
    assert found.empty == ("Clean water",)
    assert found.near_none >= 8
    assert sum(fills.values()) + found.near_none == 24
    with reading(engine) as session:
        assert names_of(session, here) == {}
        proposal = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert proposal is not None
    assert proposal.started_from == "2029"
    assert number_in_words(proposal).startswith("3 asked, ")


def test_taken_over_the_themes_that_fill_are_made_by_name_and_taken_back_they_are_gone(
    engine: Engine, here: World
) -> None:
    made = propose(engine, here)
    fills = {line.name: line.statements for line in dry_run(engine, here).fills}
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
    with transaction(engine) as session:
        after = names_of(session, here)
        assert {name: after[name] for name in fills} == fills
        assert "Clean water" not in after
        entry = audit.history(session, edition_id=here.edition.id)[0]
        undo.undo(session, here.facilitator, entry_id=entry.id)
    with reading(engine) as session:
        assert names_of(session, here) == {}


def test_a_theme_that_people_decided_on_takes_the_place_of_the_earlier_one_of_its_name(
    engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        stray = proposals.material(session, edition_id=here.edition.id)[-1]
        themes.create(
            session, here.facilitator, name="money in plain words", statement_ids=[stray.id]
        )
    made = propose(engine, here)
    assert dry_run(engine, here).yours == ("Money in plain words",)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
    with reading(engine) as session:
        after = board.board(session, edition_id=here.edition.id)
    [mine] = [theme for theme in after.themes if theme.name.casefold() == "money in plain words"]
    assert stray.id in {statement.id for statement in mine.statements}


def test_what_was_taken_over_is_filled_further_when_it_is_asked_for_again(
    engine: Engine, here: World
) -> None:
    made = propose(engine, here)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=made.id)
        first = {theme.id for theme in session.exec(select(Theme)).all()}
        write(session, here, BEFORE["Clean water"], 4)
    again = propose(engine, here)
    with transaction(engine) as session:
        proposals.adopt_proposal(session, here.facilitator, clustering_id=again.id)
    with reading(engine) as session:
        names = [theme.name for theme in board.board(session, edition_id=here.edition.id).themes]
        fresh = [t.name for t in session.exec(select(Theme)).all() if t.id not in first]
    assert len(set(names)) == len(names)
    assert "Clean water" in fresh
    assert not {"Money in plain words", "Paid participation"} & set(fresh)


def test_of_the_earlier_edition_nothing_is_kept_but_titles(engine: Engine, here: World) -> None:
    made = propose(engine, here)
    assert "2029-A1" not in str(made.result)
    assert "wells" not in str(made.result)


@pytest.fixture
def four(session: Session) -> World:
    """An edition with others around it: 2029 without a part of ours, 2028 without themes."""
    made = world(session, code="2031")
    for code in ("2027", "2028", "2029", "2033"):
        there = world(session, code=code)
        ids = write(session, there, BEFORE["Clean water"], 3)
        if code != "2028":
            themes.create(session, there.facilitator, name="Water", statement_ids=ids)
        if code != "2029":
            join(session, made, there)
    return made


def offered(session: Session, here: World) -> list[str]:
    found = memory.editions_to_start_from(session, member_id=here.facilitator.id)
    return [each.code for each in found]


def test_only_earlier_editions_with_themes_in_which_the_person_has_a_part_are_offered(
    session: Session, four: World
) -> None:
    assert offered(session, four) == ["2027"]
    four.edition.demonstration = True
    session.flush()
    assert offered(session, four) == []
    four.edition.demonstration, four.edition.series = False, "Another series"
    session.flush()
    assert offered(session, four) == []


def test_no_other_edition_can_be_started_from_whatever_is_sent(
    session: Session, four: World
) -> None:
    for code in ("2029", "2031", "2033", "none"):
        with pytest.raises(NotFound, match=f"Edition {code} has no themes to start from"):
            memory.start_from(session, four.facilitator, earlier=code)
    with pytest.raises(NotAllowed, match="may not ask"):
        memory.start_from(session, four.steering, earlier="2027")
    memory.start_from(session, four.facilitator, earlier="2027")


def test_whoever_works_at_the_machine_sees_all_earlier_editions_and_participants_none(
    session: Session, four: World
) -> None:
    machine = accounts.command_line_member(session, four.edition)
    every = [each.code for each in earlier_editions(session, member_id=machine.id)]
    assert every == ["2029", "2028", "2027"]
    assert earlier_editions(session, member_id=four.participant.id) == []


def test_who_lost_their_part_meanwhile_gets_a_sentence_and_no_proposal(
    engine: Engine, before: World, here: World
) -> None:
    with transaction(engine) as session:
        memory.start_from(session, here.facilitator, earlier="2029")
        parts = select(Member).where(
            Member.account_id == here.facilitator.account_id, Member.edition_id == before.edition.id
        )
        session.exec(parts).one().active = False
    assert worker.work_once(engine, load=FakeEmbedder)
    with reading(engine) as session:
        job = session.exec(select(Job)).one()
        assert job.state is JobState.FAILED
        assert job.message.startswith("Edition 2029 has no themes to start from")
        assert memory.dry_run(session, edition_id=here.edition.id) is None


def test_the_history_says_from_which_edition_it_starts(session: Session, here: World) -> None:
    memory.start_from(session, here.facilitator, earlier="2029", themes=12)
    entry = audit.history(session, edition_id=here.edition.id)[0]
    assert sentence(entry) == "Fadi asked for a proposal of 12 themes, from edition 2029"
