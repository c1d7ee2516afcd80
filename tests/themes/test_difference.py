"""A proposal as a difference: what is new, filled, falls apart or stays; taken over as it stood."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.enums import Kind
from hrgl.core.models import Clustering, Theme
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes import leaving_out, standing, statements
from hrgl.operations import undo
from hrgl.themes import placing, themes
from hrgl.themes.proposals import proposals, taking_over
from hrgl.themes.proposals.comparison import Proposal, compare
from hrgl.themes.proposals.difference import ProposalDifference, difference, in_all, number_in_words
from hrgl.themes.proposals.taking_over import TakenGroup
from tests.builders import statement_ids, world

LINES = "\n".join(f"* Statement {at:02} asks for its own thing" for at in range(1, 21))
Groups = dict[str, list[int]]


class Night:
    """An edition of twenty statements, in which proposals are made by hand."""

    def __init__(self, session: Session) -> None:
        self.session, self.here = session, world(session)
        self.ids = statement_ids(session, self.here, LINES)

    def propose(self, groups: Groups, *, asked: int | None = None, held: int = 0) -> Clustering:
        """Groups of statements by their place; of the first `held` groups all is held."""
        rows = proposals.material(self.session, edition_id=self.here.edition.id)
        reference = {s.id: s.reference for s in rows}
        found = {t: [reference[self.ids[at]] for at in group] for t, group in groups.items()}
        grouped = {each for group in found.values() for each in group}
        made = proposals.store(
            self.session,
            self.here.facilitator,
            model="m",
            parameters={"themes": asked},
            statements_sha256="",
            result={
                "themes": [
                    {
                        "title": title,
                        "statements": group,
                        "typical": group[:1],
                        "held": group if at < held else [],
                    }
                    for at, (title, group) in enumerate(found.items())
                ],
                "queue": sorted(set(reference.values()) - grouped),
                "fit": {},
            },
        )
        self.session.flush()
        return made

    def take(self, made: Clustering, taken: dict[int, TakenGroup] | None = None) -> list[Theme]:
        """Taken over by a facilitator."""
        return proposals.adopt_proposal(
            self.session, self.here.facilitator, clustering_id=made.id, taken=taken
        )

    def found(self) -> Proposal:
        self.session.flush()
        found = proposals.latest_proposal(self.session, edition_id=self.here.edition.id)
        assert found is not None
        return found

    def now(self) -> ProposalDifference:
        rows = proposals.material(self.session, edition_id=self.here.edition.id)
        return difference(self.found(), rows)

    def shown(self) -> dict[int, TakenGroup]:
        """All that the screen shows at this moment."""
        every = self.now()
        return {t.number: taking_over.whole(t) for t in (*every.new, *every.filled)}

    def where(self) -> dict[int, str]:
        """In which theme the statements stand, by their place."""
        self.session.flush()
        live = {t.id: t.name for t in placing.live(self.session, edition_id=self.here.edition.id)}
        placed = standing.placements(self.session, self.ids)
        return {self.ids.index(p.statement_id): live[p.theme_id] for p in placed}

    def move(self, at: int, theme: Theme) -> None:
        """Somebody else pins a statement."""
        themes.move(
            self.session, self.here.organiser, statement_ids=[self.ids[at]], theme_id=theme.id
        )


@pytest.fixture
def night(session: Session) -> Night:
    return Night(session)


def _stand(night: Night, groups: Groups) -> dict[str, Theme]:
    """Themes that only the machine knew so far."""
    return {theme.name: theme for theme in night.take(night.propose(groups))}


def _span(first: int, last: int) -> list[int]:
    return list(range(first, last + 1))


def test_what_joins_moves_is_new_falls_apart_or_ends_is_told_by_name(night: Night) -> None:
    _stand(night, {"Apart": _span(0, 5), "Ends": [6, 7], "Same": [8, 9], "Fed": _span(10, 13)})
    night.propose(
        {"Big": [0, 1, 2, 14, 15, 16], "Fed": [3, 4, 5, *_span(10, 13), 6, 7, 17], "Same": [8, 9]}
    )
    now = night.now()
    assert [(t.name, len(t.joining), len(t.moving)) for t in now.new] == []
    filled = {t.name: (len(t.joining), len(t.moving)) for t in now.filled}
    assert filled == {"Apart": (3, 0), "Fed": (1, 5)}
    losing = {e.theme.name: (len(e.leaving), e.staying, e.falls_apart, e.ends) for e in now.losing}
    assert losing == {"Apart": (3, 3, False, False), "Ends": (2, 0, False, True)}
    assert [theme.name for theme in now.unchanged] == ["Same"]
    assert now.changes == 9
    assert in_all(now) == (
        "Taken over, it places 4 statements that stand in no theme and moves 5 statements from "
        "one theme to another. “Ends” ends in others. 1 theme stays as it is."
    )


def test_a_theme_falls_apart_if_less_than_half_stays_and_it_goes_to_several(night: Night) -> None:
    _stand(night, {"Apart": _span(0, 6), "One": _span(7, 10), "Two": _span(11, 14)})
    night.propose({"One": [0, 1, 2, *_span(7, 10)], "Two": [3, 4, *_span(11, 14)], "New": [15, 16]})
    now = night.now()
    [apart] = now.losing
    assert (apart.theme.name, apart.staying, apart.falls_apart) == ("Apart", 2, True)
    assert [(t.name, len(statements)) for t, statements in apart.goes] == [("One", 3), ("Two", 2)]
    assert [t.name for t in now.new] == ["New"]
    assert in_all(now) == (
        "Taken over, it begins 1 theme, places 2 statements that stand in no theme and moves 5 "
        "statements from one theme to another. “Apart” falls apart."
    )


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [([0], [1], False), ([0, 1], [2], False), ([0, 1, 2], [3], True), (_span(0, 5), [], False)],
    ids=["most of it stays", "as much stays as goes", "most of it goes", "all of it goes to one"],
)
def test_whether_a_theme_falls_apart_follows_from_where_most_of_it_stands(
    night: Night, first: list[int], second: list[int], told: bool
) -> None:
    _stand(night, {"Apart": _span(0, 5), "One": _span(6, 12), "Two": _span(13, 19)})
    night.propose({"One": [*first, *_span(6, 12)], "Two": [*second, *_span(13, 19)]})
    [losing] = night.now().losing
    assert losing.falls_apart is told


def test_a_proposal_that_changes_nothing_says_so(night: Night) -> None:
    _stand(night, {"Same": _span(0, 19)})
    night.propose({"Same": _span(0, 19)})
    assert in_all(night.now()) == "All of it stands as proposed: there is nothing to take over."
    assert not night.shown()


def test_what_is_skipped_stays_where_it_is_and_can_be_taken_over_later(night: Night) -> None:
    made = night.propose({"Money": _span(0, 4), "Time": _span(5, 9)})
    shown = night.shown()
    kept = {key: stand for key, stand in shown[1].statements.items() if key != night.ids[2]}
    night.take(made, {1: TakenGroup(None, kept)})
    assert night.where() == dict.fromkeys([0, 1, 3, 4], "Money")
    [money, time] = [*night.now().filled, *night.now().new]
    assert [s.id for s in money.joining] == [night.ids[2]]
    assert (money.name, time.name) == ("Money", "Time")
    night.take(made, night.shown())
    assert night.where() == dict.fromkeys(_span(0, 4), "Money") | dict.fromkeys(_span(5, 9), "Time")


def _other(night: Night) -> Theme:
    return themes.create(night.session, night.here.organiser, name="Other")


# What somebody else does between the drawing and the press, and what the refusal names.
MEANWHILE: dict[str, tuple[Callable[[Night, dict[str, Theme]], object], str]] = {
    "a statement is pinned elsewhere": (lambda n, _: n.move(14, _other(n)), "A1-15"),
    "a statement is pinned where it stood": (lambda n, t: n.move(4, t["Two"]), "A1-05"),
    "a statement is set aside": (
        lambda n, _: leaving_out.set_aside_statements(
            n.session, n.here.organiser, statement_ids=[n.ids[14]], because="off the subject"
        ),
        "A1-15",
    ),
    "a statement is put back into the queue": (
        lambda n, _: themes.move(
            n.session, n.here.organiser, statement_ids=[n.ids[4]], theme_id=None
        ),
        "A1-05",
    ),
    "a statement is marked": (
        lambda n, _: statements.mark(
            n.session, n.here.organiser, statement_id=n.ids[14], kind=Kind.NEED, seen_version=1
        ),
        "A1-15",
    ),
    "the theme is renamed": (lambda n, t: _rename(n, t["One"]), "“Renamed”"),
    "the theme it leaves is renamed": (lambda n, t: _rename(n, t["Two"]), "A1-05"),
    "the theme it leaves is looked through": (
        lambda n, t: themes.mark_reviewed(
            n.session,
            n.here.organiser,
            theme_id=t["Two"].id,
            reviewed=True,
            seen_version=t["Two"].version,
        ),
        "A1-05",
    ),
}


def _rename(night: Night, theme: Theme) -> None:
    themes.rename(
        night.session,
        night.here.organiser,
        theme_id=theme.id,
        name="Renamed",
        seen_version=theme.version,
    )


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_has_changed_since_it_was_shown_is_refused_by_name_and_nothing_is_taken(
    night: Night, meanwhile: str
) -> None:
    stands = _stand(night, {"One": _span(0, 3), "Two": _span(4, 9)})
    made = night.propose({"One": [*_span(0, 4), 14], "Two": _span(5, 9), "New": [15, 16]})
    shown = night.shown()
    do, named = MEANWHILE[meanwhile]
    do(night, stands)
    before = night.where()
    with pytest.raises(OutOfDate, match=named) as refusal, night.session.begin_nested():
        night.take(made, shown)
    assert "Nothing was taken over" in str(refusal.value)
    assert night.where() == before


def test_whatever_else_is_known_of_a_theme_a_pinned_statement_stays(night: Night) -> None:
    stands = _stand(night, {"One": _span(0, 3), "Two": _span(4, 9)})
    made = night.propose({"One": _span(0, 5), "Two": _span(6, 9)})
    night.move(4, stands["Two"])
    night.session.flush()
    rows = proposals.material(night.session, edition_id=night.here.edition.id)
    one, _ = compare(made, rows, list(stands.values()), out_of_date=False).themes
    assert ([s.id for s in one.moving], [s.id for s in one.staying]) == (
        [night.ids[5]],
        [night.ids[4]],
    )


def test_what_changed_elsewhere_is_in_nobody_s_way(night: Night) -> None:
    made = night.propose({"One": _span(0, 3), "Two": _span(4, 9)})
    shown = night.shown()
    night.move(4, _other(night))
    night.take(made, {1: shown[1]})
    assert night.where() == dict.fromkeys(_span(0, 3), "One") | {4: "Other"}


@pytest.mark.parametrize(
    ("asked", "groups", "held", "told"),
    [
        (None, 3, 0, "3 proposed, as many as seemed sensible."),
        (None, 3, 1, "3 proposed, as many as seemed sensible, 1 theme of yours among them."),
        (3, 3, 0, "3 asked, 3 proposed."),
        (3, 3, 2, "3 asked, 3 proposed, 2 themes of yours among them."),
        (
            2,
            3,
            3,
            "2 asked, 3 proposed, because you have decided on 3 already and no proposal merges "
            "yours.",
        ),
        (
            12,
            3,
            0,
            "12 asked, 3 proposed, because there are too few different statements: a theme needs "
            "two.",
        ),
    ],
)
def test_why_another_number_of_themes_came_out_is_told(
    night: Night, asked: int | None, groups: int, held: int, told: str
) -> None:
    night.propose({f"G{at}": [2 * at, 2 * at + 1] for at in range(groups)}, asked=asked, held=held)
    assert number_in_words(night.found()) == told


def test_nothing_at_all_is_not_taken_over(night: Night) -> None:
    made = night.propose({"One": _span(0, 3)})
    for taken in ({}, {1: TakenGroup(None, {})}):
        with pytest.raises(NotValid, match="at least one change"):
            night.take(made, taken)
    with pytest.raises(OutOfDate, match="a group that is not there"):
        night.take(made, {7: TakenGroup(None, {night.ids[0]: (1, None)})})
    with pytest.raises(OutOfDate, match="of A1-10 has changed"):
        night.take(made, {1: TakenGroup(None, {night.ids[9]: (1, None)})})


def test_a_discarded_proposal_is_shown_no_longer_until_that_is_taken_back(night: Night) -> None:
    made = night.propose({"One": _span(0, 3)})
    session, here = night.session, night.here
    proposals.discard_proposal(session, here.facilitator, clustering_id=made.id)
    edition_id = here.edition.id
    assert proposals.latest_proposal(session, edition_id=edition_id) is None
    assert proposals.offered_clustering(session, edition_id=edition_id) is None
    told = proposals.discarding(session, edition_id=edition_id)
    assert told is not None
    for act in (proposals.adopt_proposal, proposals.discard_proposal):
        with pytest.raises(NotNow, match=r"^Fadi has discarded this proposal"):
            act(session, here.organiser, clustering_id=made.id)
    undo.undo(session, here.organiser, entry_id=told.id)
    assert proposals.discarding(session, edition_id=edition_id) is None
    assert night.found().clustering_id == made.id


def test_what_was_taken_over_stays_when_the_rest_is_discarded(night: Night) -> None:
    made = night.propose({"One": _span(0, 3), "Two": _span(4, 7)})
    night.take(made, {1: night.shown()[1]})
    proposals.discard_proposal(night.session, night.here.facilitator, clustering_id=made.id)
    assert night.where() == dict.fromkeys(_span(0, 3), "One")
    night.propose({"Three": _span(8, 9)})
    assert [t.title for t in night.found().themes] == ["Three"]
    assert proposals.discarding(night.session, edition_id=night.here.edition.id) is None


def test_what_was_taken_over_is_taken_back_as_a_whole(night: Night) -> None:
    stands = _stand(night, {"One": _span(0, 5), "Two": _span(6, 9)})
    before = night.where()
    made = night.propose({"One": _span(0, 12)})
    night.take(made, night.shown())
    assert stands["Two"].dissolved
    latest = audit.history(night.session, edition_id=night.here.edition.id, limit=1)[0]
    undo.undo(night.session, night.here.facilitator, entry_id=latest.id)
    assert night.where() == before
    live = night.session.exec(select(Theme).where(Theme.name == "Two")).one()
    assert not live.dissolved
