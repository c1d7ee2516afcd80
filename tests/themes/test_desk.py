"""The desk: where each statement stands, what changed since, and where it could also stand."""

import numpy as np
import pytest
from sqlmodel import Session, select

from hrgl.core import audit, vector_store
from hrgl.core.models import Clustering, Evidence, Placement
from hrgl.encouragements import wordings
from hrgl.errors import NotFound
from hrgl.notes import leaving_out, statements
from hrgl.themes import desk, doubts, themes
from tests.builders import World, statement_ids, world

Here = tuple[World, list[int]]


@pytest.fixture
def here(session: Session) -> Here:
    made = world(session)
    return made, statement_ids(session, made)


def _at(session: Session, here: Here) -> dict[int, int]:
    found = desk.desk(session, edition_id=here[0].edition.id)
    return {place.id: place.at for place in found.places}


def test_every_statement_stands_at_one_place(session: Session, here: Here) -> None:
    made, ids = here
    theme = themes.create(session, made.facilitator, name="Money", statement_ids=ids[:2])
    leaving_out.set_aside_statements(
        session, made.facilitator, statement_ids=[ids[2]], because="off the subject"
    )
    at = _at(session, here)
    assert [at[each] for each in ids] == [
        theme.id,
        theme.id,
        desk.LEFT_OUT,
        desk.NO_THEME,
        desk.NO_THEME,
        desk.NO_THEME,
    ]
    [place] = desk.places_of(session, edition_id=made.edition.id, statement_ids=[ids[2]])
    assert place.because == "off the subject"


def test_a_cited_statement_that_stands_in_no_theme_does_not_wait(
    session: Session, here: Here
) -> None:
    made, ids = here
    row = wordings.word(session, made.facilitator, heading="do it")
    session.add(
        Evidence(
            encouragement_id=row.id,
            statement_id=ids[0],
            support="supports",
            member_id=made.facilitator.id,
        )
    )
    session.flush()
    assert _at(session, here)[ids[0]] == desk.ELSEWHERE


def test_only_what_changed_is_told(session: Session, here: Here) -> None:
    made, ids = here
    edition_id = made.edition.id
    since = audit.revision(session, edition_id=edition_id)
    theme = themes.create(session, made.facilitator, name="Money", statement_ids=ids[:2])
    changes = desk.desk_changes(session, edition_id=edition_id, since=since)
    assert changes is not None
    assert [(place.id, place.at) for place in changes.places] == [
        (each, theme.id) for each in ids[:2]
    ]
    assert [each.name for each in changes.themes] == ["Money"]


def test_nothing_new_is_told_as_nothing(session: Session, here: Here) -> None:
    edition_id = here[0].edition.id
    since = audit.revision(session, edition_id=edition_id)
    changes = desk.desk_changes(session, edition_id=edition_id, since=since)
    assert changes is not None
    assert changes.places == ()


def test_new_notes_are_read_anew(session: Session, here: Here) -> None:
    since = audit.revision(session, edition_id=here[0].edition.id)
    statement_ids(session, here[0], "* Open the library on Sundays")
    assert desk.desk_changes(session, edition_id=here[0].edition.id, since=since) is None


def test_a_statement_that_is_withdrawn_may_change_who_is_shown_and_is_read_anew(
    session: Session, here: Here
) -> None:
    made, ids = here
    since = audit.revision(session, edition_id=made.edition.id)
    leaving_out.withdraw_statement(
        session, made.rapporteur, statement_id=ids[0], because="asked to", seen_version=1
    )
    assert desk.desk_changes(session, edition_id=made.edition.id, since=since) is None


def test_an_act_that_was_committed_after_a_later_one_is_not_passed_over(
    session: Session, here: Here
) -> None:
    made, ids = here
    themes.create(session, made.facilitator, name="Money", statement_ids=ids[:1])
    count, latest = audit.revision(session, edition_id=made.edition.id)
    since = (count - 1, latest)  # as if the one before the latest had not been there yet
    assert desk.desk_changes(session, edition_id=made.edition.id, since=since) is None


def test_many_acts_are_read_anew(session: Session, here: Here) -> None:
    made, ids = here
    since = audit.revision(session, edition_id=made.edition.id)
    for _ in range(201):
        themes.move(session, made.facilitator, statement_ids=ids[:1], theme_id=None)
    assert desk.desk_changes(session, edition_id=made.edition.id, since=since) is None


def _with_vectors(session: Session, here: Here, vectors: dict[int, list[float]]) -> None:
    made, _ = here
    session.add(
        Clustering(
            edition_id=made.edition.id,
            member_id=made.facilitator.id,
            model="m",
            parameters={},
            statements_sha256="0" * 64,
            result={},
        )
    )
    rows = statements.list_statements(session, edition_id=made.edition.id)
    kept = {row.text: np.array(vectors[row.id], np.float32) for row in rows}
    vector_store.keep_vectors(session, kept, "m")
    session.flush()


def _placed_by_the_machine(session: Session) -> None:
    for entry in session.exec(select(Placement)).all():
        entry.pinned = False
    session.flush()


def test_a_statement_that_another_theme_is_nearer_to_is_in_doubt_until_a_person_places_it(
    session: Session, here: Here
) -> None:
    made, ids = here
    money, people = ids[:3], ids[3:]
    _with_vectors(
        session,
        here,
        {
            **{key: [1.0, 0.0] for key in money[:2]},
            money[2]: [0.1, 1.0],
            **{key: [0.0, 1.0] for key in people},
        },
    )
    themes.create(session, made.facilitator, name="Money", statement_ids=money)
    second = themes.create(session, made.facilitator, name="People", statement_ids=people)
    found = desk.desk(session, edition_id=made.edition.id).others
    assert found[money[2]].doubt == -1  # a person has placed it
    assert not found[money[2]].unsure
    _placed_by_the_machine(session)
    found = desk.desk(session, edition_id=made.edition.id).others
    assert found[money[2]].doubt > 0.5
    assert found[money[2]].nearest == (second.id,)
    assert [key for key in ids if found[key].unsure] == [money[2]]


def test_unsure_is_the_tenth_doubted_most_of_what_the_machine_placed(session: Session) -> None:
    made = world(session)
    ids = statement_ids(session, made, "\n".join(f"* Statement number {n}" for n in range(80)))
    rising = {key: [1 - at / 60, at / 60] for at, key in enumerate(ids[:30])}
    _with_vectors(session, (made, ids), rising | {key: [-1.0, 4.0] for key in ids[30:]})
    themes.create(session, made.facilitator, name="Money", statement_ids=ids[:30] + ids[70:])
    themes.create(session, made.facilitator, name="People", statement_ids=ids[30:70])
    _placed_by_the_machine(session)
    for placement in session.exec(select(Placement)).all():
        placement.pinned = placement.statement_id in ids[:9]  # 71 are left, a tenth of it is 8
    session.flush()
    found = desk.desk(session, edition_id=made.edition.id).others
    assert [key for key in ids if found[key].unsure] == ids[70:78]
    assert min(found[key].doubt for key in ids[70:]) > max(found[key].doubt for key in ids[:70])


def test_without_vectors_no_statement_is_in_doubt(session: Session, here: Here) -> None:
    made, ids = here
    themes.create(session, made.facilitator, name="Money", statement_ids=ids[:2])
    found = desk.desk(session, edition_id=made.edition.id).others
    assert set(found.values()) == {doubts.OtherThemes()}


def test_what_is_told_of_a_theme_names_the_nearest_others(session: Session, here: Here) -> None:
    made, ids = here
    _with_vectors(session, here, {each: [1.0, 0.1 * at] for at, each in enumerate(ids)})
    money = themes.create(session, made.facilitator, name="Money", statement_ids=ids[:2])
    people = themes.create(session, made.facilitator, name="People", statement_ids=ids[2:])
    more = desk.theme_more(session, edition_id=made.edition.id, theme_id=money.id)
    assert more.near == (people.id,)
    assert more.row.heard == "2 statements from 1 workshop"
    with pytest.raises(NotFound):
        desk.theme_more(session, edition_id=made.edition.id, theme_id=0)
