"""What the name of a file says of the workshop its notes come from."""

import re
from collections.abc import Sequence

_RUNS = re.compile(r"[^\W\d_]+|\d+")
_ROOM = (
    r"(?:workshop|session|room|group|ws|atelier|salle|groupe|taller|sala|grupo|raum|gruppe)[\s_-]*"
)
_TELLING = 4  # letters of a code without a number that cannot be there by chance


def workshop_of(file_name: str, codes: Sequence[str]) -> str | None:
    """Guess which of the codes a file name speaks of; None unless exactly one is meant.

    "A1", "a-1", "A 01" and "Workshop A 1" are all read as A1. A code of letters or of digits
    alone counts only after a word such as "Workshop", unless it is a long word itself.
    """
    found = {code for code in codes if _is_named(code, file_name)}
    return found.pop() if len(found) == 1 else None


def _is_named(code: str, file_name: str) -> bool:
    runs = _RUNS.findall(code)
    if not runs:
        return False
    whole = r"[\s_-]?".join(
        f"0*{run.lstrip('0')}" if run.isdigit() else re.escape(run) for run in runs
    )
    telling = len(runs) > 1 or (runs[0].isalpha() and len(runs[0]) >= _TELLING)
    before = "" if telling else _ROOM
    pattern = rf"(?<![^\W_]){before}{whole}(?![^\W_])"
    return re.search(pattern, file_name, re.IGNORECASE) is not None
