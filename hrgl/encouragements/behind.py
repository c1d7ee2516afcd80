"""What an encouragement stands on, in words: from how many rooms, of whom, who was not heard."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core.enums import Kind, Support
from hrgl.core.models import Edition, Encouragement, Evidence, Workshop
from hrgl.editions.attribution import Shown, attributed, vocabulary
from hrgl.notes import gathered
from hrgl.notes.statements import StatementView, list_statements

FEW = 4  # statements that are read at first, before all of them
_NEXT_GENERATION = "next_generation"
Citations = Sequence[tuple[StatementView, Support]]


@dataclass(frozen=True)
class Behind:
    """What stands behind an encouragement: the sentences about it, and the statements themselves.

    `few` are some that speak for it, of each room one before a second one of any; `not_heard` are
    groups that spoke in the edition, but are not known to have said anything that is cited here.
    """

    raised: str
    not_heard: tuple[str, ...]
    few: tuple[StatementView, ...]
    reservations: tuple[StatementView, ...]
    statements: tuple[tuple[StatementView, Support], ...]


def behind(session: Session, *, edition_id: int, encouragement_ids: Sequence[int]) -> list[Behind]:
    """What stands behind each of these encouragements, in their order."""
    pairs = _pairs(session, edition_id, encouragement_ids)
    ids = sorted({statement_id for cited in pairs.values() for statement_id, _ in cited})
    rows = list_statements(session, edition_id=edition_id, ids=ids) if ids else []
    by_id = {row.id: row for row in rows}
    edition = _Edition(session, edition_id)
    return [
        _behind([(by_id[key], support) for key, support in pairs[each]], edition)
        for each in encouragement_ids
    ]


def _pairs(
    session: Session, edition_id: int, encouragement_ids: Sequence[int]
) -> dict[int, list[tuple[int, Support]]]:
    query = (
        select(Evidence.encouragement_id, Evidence.statement_id, Evidence.support)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(
            Encouragement.edition_id == edition_id,
            col(Evidence.encouragement_id).in_(encouragement_ids),
        )
        .order_by(col(Evidence.id))
    )
    found: dict[int, list[tuple[int, Support]]] = defaultdict(list)
    for encouragement_id, statement_id, support in session.exec(query).all():
        found[encouragement_id].append((statement_id, Support(support)))
    return found


class _Edition:
    """Who spoke in an edition, as far as it may be shown, and in which rooms."""

    def __init__(self, session: Session, edition_id: int) -> None:
        edition = session.get_one(Edition, edition_id)
        self.notes = gathered.notes(session, edition_id, None)
        live = gathered.live_notes(session, edition_id)
        shown = attributed(self.notes.values(), live, edition)
        query = select(Workshop).where(Workshop.edition_id == edition_id)
        spoken_in = {self.notes[key].workshop_id for key in live}
        rooms = [room for room in session.exec(query).all() if room.id in spoken_in]
        self.rooms = len(rooms)
        self.young = {room.code for room in rooms if room.next_generation}
        smallest = edition.smallest_group
        self.actor_types = _groups(shown.values(), "actor_type", smallest)
        self.regions = _groups(shown.values(), "region", smallest)


def _groups(shown: Iterable[Shown], what: str, smallest: int) -> list[str]:
    """The groups that enough people are known to be of."""
    people: dict[str, set[Any]] = defaultdict(set)
    for each in shown:
        if group := getattr(each, what):
            people[group].add(each.person)
    return sorted(group for group, members in people.items() if len(members) >= smallest)


def _behind(cited: Citations, edition: _Edition) -> Behind:
    voiced = [row for row, support in cited if _is_reservation(row, support)]
    spread = spread_over_rooms([row for row, support in cited if not _is_reservation(row, support)])
    order = {row.id: at for at, row in enumerate([*spread, *voiced])}
    every = [row for row, _ in cited]
    return Behind(
        _raised(every, edition),
        _not_heard(every, edition),
        tuple(spread[:FEW]),
        tuple(voiced),
        tuple(sorted(cited, key=lambda each: order[each[0].id])),
    )


def _is_reservation(row: StatementView, support: Support) -> bool:
    """Whether it is cited as a reservation, or is one that is cited as something else."""
    return support is Support.RESERVATION or row.kind is Kind.RESERVATION


def spread_over_rooms(rows: Sequence[StatementView]) -> list[StatementView]:
    """The same statements, of each room one before a second one of any."""
    turn: dict[str, int] = defaultdict(int)
    turns = []
    for row in rows:
        turns.append((turn[row.workshop], row))
        turn[row.workshop] += 1
    return [row for _, row in sorted(turns, key=lambda pair: pair[0])]


def _raised(rows: Sequence[StatementView], edition: _Edition) -> str:
    """From how many rooms, actor types and regions it comes, in a sentence."""
    if not rows:
        return "No statement is cited."
    here = len({row.workshop for row in rows})
    rooms = f"{here} of {_count(max(here, edition.rooms), 'room')}"
    types = len({row.actor_type for row in rows if row.actor_type})
    regions = len({row.region for row in rows if row.region})
    by = f", by {_count(types, 'actor type')}" if types else ""
    where = f"{'' if by else ','} from {_count(regions, 'region')}" if regions else ""
    return f"Raised in {rooms}{by}{where}."


def _not_heard(rows: Sequence[StatementView], edition: _Edition) -> tuple[str, ...]:
    """Groups that spoke elsewhere; none where who spoke here is hidden and may be one of them."""
    if not rows:
        return ()
    told = []
    notes = [edition.notes[row.note_id] for row in rows]
    names = vocabulary("actor_types")
    types_known = all(
        row.actor_type for row, note in zip(rows, notes, strict=True) if note.actor_type
    )
    if types_known:
        here = {row.actor_type for row in rows}
        told = [names.get(group, group) for group in edition.actor_types if group not in here]
    if all(row.region for row, note in zip(rows, notes, strict=True) if note.region):
        told += [group for group in edition.regions if group not in {row.region for row in rows}]
    young = names.get(_NEXT_GENERATION, "")
    heard = any(row.workshop in edition.young or row.actor_type == _NEXT_GENERATION for row in rows)
    others = tuple(each for each in told if each != young)
    if heard or not (edition.young or young in told):
        return others
    return (young if types_known else "the rooms of the next generation"), *others


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
