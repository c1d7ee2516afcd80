"""Promise 4, by hand: what people decide after a proposal was made is kept when it is adopted."""

import hashlib

import pytest
from sqlmodel import Session

from hrgl.core.models import Clustering, Placement, Theme
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.notes import leaving_out, notes, standing, statements
from hrgl.themes import board, placing, themes
from hrgl.themes.proposals import proposals, taking_over
from tests.builders import LINES, World, statement_ids, world
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


def _propose(
    session: Session, here: World, *groups: tuple[str, list[int]], sha256: str = ""
) -> Clustering:
    """A proposal of these groups; everything else would wait in the queue."""
    now = proposals.material(session, edition_id=here.edition.id)
    reference = {s.id: s.reference for s in now}
    grouped = {each for _, group in groups for each in group}
    return proposals.store(
        session,
        here.facilitator,
        model="m",
        parameters={"themes": 2},
        statements_sha256=sha256,
        result={
            "themes": [
                {"title": title, "statements": [reference[each] for each in group], "typical": []}
                for title, group in groups
            ],
            "queue": [s.reference for s in now if s.id not in grouped],
            "fit": {s.reference: 0.25 for s in now},
        },
    )


def _adopt(session: Session, here: World, made: Clustering, *numbers: int) -> list[Theme]:
    session.flush()
    found = proposals.latest_proposal(session, edition_id=made.edition_id)
    assert found is not None
    taken = {t.number: taking_over.whole(t) for t in found.themes if t.number in numbers}
    return proposals.adopt_proposal(
        session, here.organiser, clustering_id=made.id, taken=taken if numbers else None
    )


def _where(session: Session, ids: list[int]) -> dict[int, tuple[int, bool]]:
    session.flush()
    found = standing.placements(session, ids)
    return {p.statement_id: (p.theme_id, p.pinned) for p in found}


def test_a_pin_set_after_a_proposal_was_made_is_kept_when_it_is_adopted(
    session: Session, here: World, ids: list[int]
) -> None:
    made = _propose(session, here, ("Money", ids[:4]), ("Time", ids[4:]))
    ours = themes.create(session, here.facilitator, name="Ours", statement_ids=ids[:1])
    money, time = _adopt(session, here, made)
    assert _where(session, ids) == {
        ids[0]: (ours.id, True),
        **dict.fromkeys(ids[1:4], (money.id, False)),
        **dict.fromkeys(ids[4:], (time.id, False)),
    }


def test_a_theme_in_which_somebody_has_decided_since_keeps_all_that_stands_in_it(
    session: Session, here: World, ids: list[int]
) -> None:
    first = _propose(session, here, ("Money", ids[:3]), ("Time", ids[3:5]), ("Other", ids[5:]))
    money, time, other = _adopt(session, here, first)
    second = _propose(session, here, ("Money", ids))
    themes.move(session, here.facilitator, statement_ids=ids[3:4], theme_id=time.id)
    _adopt(session, here, second)
    assert _where(session, ids) == {
        **dict.fromkeys(ids[:3], (money.id, False)),
        ids[3]: (time.id, True),
        ids[4]: (time.id, False),
        ids[5]: (money.id, False),
    }
    assert other.dissolved


def test_what_is_taken_over_is_placed_by_who_took_it_over_with_its_fit_and_its_proposal(
    session: Session, here: World, ids: list[int]
) -> None:
    made = _propose(session, here, ("Money", ids[:3]), ("Time", ids[3:]))
    assert told(session) == ("themes.proposed", {"themes": 2})
    assert told_of(session, here.facilitator, made)
    assert (made.model, made.parameters) == ("m", {"themes": 2})
    adopted = _adopt(session, here, made)
    assert [(theme.name, theme.named_by_person) for theme in adopted] == [
        ("Money", False),
        ("Time", False),
    ]
    assert {theme.clustering_id for theme in adopted} == {made.id}
    for placement in standing.placements(session, ids):
        assert (placement.member_id, placement.clustering_id, placement.fit) == (
            here.organiser.id,
            made.id,
            0.25,
        )
    assert told(session) == (
        "proposal.adopted",
        {"themes": [theme.id for theme in adopted], "names": ["Money", "Time"]},
    )
    assert told_of(session, here.organiser, made)


def test_only_the_groups_that_were_picked_are_taken_over(
    session: Session, here: World, ids: list[int]
) -> None:
    made = _propose(session, here, ("Money", ids[:3]), ("Time", ids[3:]))
    with pytest.raises(NotValid, match="at least one change"):
        _adopt(session, here, made, 3)
    [time] = _adopt(session, here, made, 2, 3)
    assert _where(session, ids) == dict.fromkeys(ids[3:], (time.id, False))
    [money] = _adopt(session, here, made)
    assert money.name == "Money"
    with pytest.raises(NotNow, match="nothing to take over"):
        _adopt(session, here, made)


def test_a_new_theme_gets_a_name_that_is_free(
    session: Session, here: World, ids: list[int]
) -> None:
    for name in ("money", "Money (2)", "time"):
        themes.create(session, here.facilitator, name=name)
    made = _propose(session, here, ("Money", ids[:3]), ("Time", ids[3:]))
    assert [theme.name for theme in _adopt(session, here, made)] == ["Money (3)", "Time (2)"]


def test_a_theme_of_the_machine_that_lost_all_its_statements_ends_but_none_of_a_person_s(
    session: Session, here: World, ids: list[int]
) -> None:
    made = _propose(session, here, *((f"G{at}", [each]) for at, each in enumerate(ids)))
    machine, looked, named, *_ = _adopt(session, here, made)
    empty = themes.create(session, here.facilitator, name="Begun by a person")
    unnamed = themes.create(session, here.facilitator, name="From no proposal")
    unnamed.named_by_person = False
    themes.mark_reviewed(
        session, here.facilitator, theme_id=looked.id, reviewed=True, seen_version=looked.version
    )
    themes.rename(
        session, here.facilitator, theme_id=named.id, name="Named", seen_version=named.version
    )
    again = _propose(session, here, ("All", ids))
    themes.move(session, here.facilitator, statement_ids=ids[:3], theme_id=None)
    [taken] = _adopt(session, here, again)
    assert machine.dissolved
    live = placing.live(session, edition_id=here.edition.id)
    assert {theme.id for theme in live} == {taken.id, looked.id, named.id, empty.id, unnamed.id}


def test_no_proposal_of_another_edition_is_adopted_or_shown(
    session: Session, here: World, ids: list[int]
) -> None:
    made = _propose(session, here, ("Money", ids))
    there = world(session, code="2032")
    with pytest.raises(NotFound):
        _adopt(session, there, made)
    assert proposals.latest_proposal(session, edition_id=there.edition.id) is None
    assert proposals.newest_clustering(session, edition_id=there.edition.id) is None


def test_the_newest_proposal_counts_and_is_out_of_date_once_texts_differ(
    session: Session, here: World, ids: list[int]
) -> None:
    now = proposals.material(session, edition_id=here.edition.id)
    _propose(session, here, ("Old", ids))
    _propose(session, here, ("New", ids), sha256=proposals.material_digest(list(reversed(now))))
    found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert [theme.title for theme in found.themes] == ["New"]
    assert not found.out_of_date
    other = proposals.latest_proposal(session, edition_id=here.edition.id, rows=now[1:])
    assert other is not None
    assert other.out_of_date
    notes.revise(
        session,
        here.rapporteur,
        note_id=now[0].note_id,
        text=LINES.replace("budget", "figures"),
        seen_version=1,
    )
    later = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert later is not None
    assert later.out_of_date


def test_what_was_left_out_is_no_material_and_the_digest_is_of_references_and_texts(
    session: Session, here: World, ids: list[int]
) -> None:
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[:4], because="off topic"
    )
    rows = statements.list_statements(session, edition_id=here.edition.id)
    left = proposals.material(session, edition_id=here.edition.id)
    assert [s.id for s in left] == ids[4:]
    assert proposals.material(session, edition_id=here.edition.id, rows=rows) == left
    assert proposals.material(session, edition_id=here.edition.id, rows=rows[:4]) == []
    lines = (
        "HRGL-2031-A1-05\tThe budget form should ask for a reason in terms of rights\n"
        "HRGL-2031-A1-06\tChildcare makes participation possible"
    )
    assert proposals.material_digest(left) == hashlib.sha256(lines.encode()).hexdigest()


def test_a_proposal_is_told_to_other_programs_by_references(
    session: Session, here: World, ids: list[int]
) -> None:
    made = _propose(session, here, ("Money", ids[:2]), ("Time", ids[2:4]))
    first = f"HRGL-2031-{here.workshop.code}"
    made.result["themes"][0]["typical"] = [f"{first}-02"]
    found = proposals.latest_proposal(session, edition_id=here.edition.id)
    assert found is not None
    assert proposals.proposal_as_json(found) == {
        "themes": [
            {
                "title": "Money",
                "statements": [f"{first}-01", f"{first}-02"],
                "typical": [f"{first}-02"],
            },
            {"title": "Time", "statements": [f"{first}-03", f"{first}-04"], "typical": []},
        ],
        "queue": [f"{first}-05", f"{first}-06"],
    }


def test_a_group_goes_on_with_the_theme_it_shares_most_with(
    session: Session, here: World, ids: list[int]
) -> None:
    ours = themes.create(session, here.facilitator, name="Ours", statement_ids=ids[:2])
    made = _propose(session, here, ("Money", ids[:3]), ("Time", ids[3:]))
    [theme, _] = _adopt(session, here, made)
    assert theme.id == ours.id
    assert theme.name == "Ours"
    now = board.board(session, edition_id=here.edition.id).theme(ours.id)
    assert now is not None
    assert [s.id for s in now.statements] == ids[:3]
    assert session.get_one(Placement, 1).pinned
