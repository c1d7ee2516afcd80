"""Whether the document can be published, and what is still in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from hrgl.core.enums import Stage
from hrgl.core.models import Edition
from hrgl.encouragements.commenting.comments import waiting_comments
from hrgl.encouragements.views import EncouragementView, list_encouragements


@dataclass(frozen=True)
class InTheWay:
    """One thing between the draft and its publication, and where it is put right.

    `page` and `opens`: the page, and what it is to open at, by the keys of its lists. What does
    not `block` is told only.
    """

    sentence: str
    button: str
    page: str
    opens: Mapping[str, object] = field(default_factory=dict)
    blocks: bool = True


def in_the_way(session: Session, *, edition_id: int) -> tuple[InTheWay, ...]:
    """All that is to be done before the document is published, in the order of the places."""
    places = session.get_one(Edition, edition_id).places
    if places is None:
        told = "It is not yet set how many encouragements there shall be."
        return (InTheWay(told, "Set it", "setup", {"setup_view": "Edition"}),)
    views = list_encouragements(session, edition_id=edition_id)
    placed = {view.place: view for view in views if view.place}
    found = [_of_place(place, placed.get(place), views) for place in range(1, places + 1)]
    found += [_beyond(view, places) for view in views if (view.place or 0) > places]
    return (*(each for each in found if each is not None), *_comments(session, edition_id))


def publication_blockers(session: Session, *, edition_id: int) -> list[str]:
    """What still keeps the document from being published; nothing when it is ready."""
    edition = session.get_one(Edition, edition_id)
    if edition.places is None:
        return ["It is not yet set how many encouragements there shall be."]
    placed = {d.place: d for d in list_encouragements(session, edition_id=edition_id) if d.place}
    every = range(1, edition.places + 1)
    empty = [str(place) for place in every if place not in placed]
    waiting = [str(place) for place, d in sorted(placed.items()) if not d.approved]
    beyond = [str(place) for place in placed if place not in every]
    sentences = []
    if empty:
        sentences.append(_are(empty, "Place", "is", "Places", "are", "empty"))
    if waiting:
        sentences.append(
            _are(waiting, "Encouragement", "is", "Encouragements", "are", "not yet approved")
        )
    if beyond:
        sentences.append(f"There are only {edition.places} places: free {', '.join(beyond)}.")
    return sentences


def _of_place(
    place: int, view: EncouragementView | None, views: list[EncouragementView]
) -> InTheWay | None:
    if view is None:
        candidate = next((v for v in views if not v.place and v.stage is Stage.DRAFT), None)
        opens = {"draft": candidate.id if candidate else "new"}
        button = "Place a candidate" if candidate else "Word one"
        return InTheWay(f"Place {place} is empty.", button, "encouragements", opens)
    if view.approved:
        return None
    if view.stage is Stage.DRAFT:
        told = f"Encouragement {place} has not been submitted."
        return InTheWay(told, "Submit it", "encouragements", {"draft": view.id})
    told = f"Encouragement {place}: {_lacks(view)}."
    return InTheWay(told, "See the reviews", "reviews", {"review": view.id})


def _lacks(view: EncouragementView) -> str:
    if view.objections:
        stand = "an objection stands" if len(view.objections) == 1 else "objections stand"
        unanswered = any(not each.answer for each in view.objections)
        return f"{stand}, not answered" if unanswered else stand
    return f"{view.in_favour} in favour of the {view.quorum} it needs"


def _beyond(view: EncouragementView, places: int) -> InTheWay:
    told = f"There are only {places} places: encouragement {view.place} has one beyond."
    return InTheWay(told, "Free it", "encouragements", {"draft": view.id})


def _comments(session: Session, edition_id: int) -> tuple[InTheWay, ...]:
    waiting = waiting_comments(session, edition_id=edition_id)
    if not waiting:
        return ()
    count = sum(waiting.values())
    told = "comment of the round waits" if count == 1 else "comments of the round wait"
    opens = {"commented": next(iter(waiting)), "comments_view": "Answer"}
    sentence = f"{count} {told} for an answer. The document can be published all the same."
    return (InTheWay(sentence, "Answer", "comments", opens, blocks=False),)


def _are(which: list[str], one: str, is_: str, many: str, are: str, what: str) -> str:
    if len(which) == 1:
        return f"{one} {which[0]} {is_} {what}."
    return f"{many} {', '.join(which[:-1])} and {which[-1]} {are} {what}."
