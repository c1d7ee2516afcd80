"""What comes nearest to statements, worked out anew after acts: only what differs is told."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from sqlmodel import Session

from hrgl.core import audit
from hrgl.notes.statements import list_statements
from hrgl.themes.doubts import OtherThemes, other_themes

_KEPT = 8  # moments, of any editions
Others = dict[int, OtherThemes]
_NONE = OtherThemes()


class ToldBefore:
    """What this process has told of late, so that only what differs goes over the wire.

    Another process, or one that has forgotten, tells all: a desk takes both alike.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, audit.Revision], Others] = OrderedDict()
        self._lock = Lock()

    def keep(self, edition_id: int, revision: audit.Revision, others: Others) -> None:
        """Remember it, and forget the oldest."""
        with self._lock:
            self._kept[edition_id, revision] = others
            self._kept.move_to_end((edition_id, revision))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def at(self, edition_id: int, revision: audit.Revision) -> Others | None:
        """What was told as of a moment, if it is remembered."""
        with self._lock:
            return self._kept.get((edition_id, revision))


TOLD_BEFORE = ToldBefore()


def doubts_since(session: Session, edition_id: int, since: audit.Revision) -> dict[str, Any]:
    """The themes nearest to statements as of now, of those for which it differs from then."""
    now = audit.revision(session, edition_id=edition_id)
    others = TOLD_BEFORE.at(edition_id, now)
    if others is None:
        rows = list_statements(session, edition_id=edition_id)
        others = other_themes(session, edition_id=edition_id, rows=rows)
        TOLD_BEFORE.keep(edition_id, now, others)
    before = TOLD_BEFORE.at(edition_id, since)
    told = [
        [key, *as_sent(others.get(key, _NONE))]
        for key in sorted({*others, *(before or {})})
        if before is None or others.get(key, _NONE) != before.get(key, _NONE)
    ]
    return {"revision": now, "all": before is None, "others": told}


def as_sent(others: OtherThemes) -> list[Any]:
    """The nearest other themes of a statement, the doubt about its own, whether it is unsure."""
    return [list(others.nearest), others.doubt, others.unsure]
