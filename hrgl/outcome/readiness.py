"""Whether the document can be published, and what is still in the way."""

from sqlmodel import Session

from hrgl.core.models import Edition
from hrgl.encouragements.views import list_encouragements


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


def _are(which: list[str], one: str, is_: str, many: str, are: str, what: str) -> str:
    if len(which) == 1:
        return f"{one} {which[0]} {is_} {what}."
    return f"{many} {', '.join(which[:-1])} and {which[-1]} {are} {what}."
