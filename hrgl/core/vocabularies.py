"""The vocabularies that themes are tagged with: lists in data/vocabularies, entries by code."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from hrgl.settings import DATA

# how an entry of each list is told from one of another: Participation stands in two of them
_BEFORE = {
    "sdg_targets": "SDG {code} ",
    "udhr_articles": "UDHR {code} ",
    "hrba_principles": "Principle: ",
    "management_instruments": "Instrument: ",
}


@dataclass(frozen=True)
class Entry:
    """One entry: a target, an article, a principle or an instrument."""

    vocabulary: str
    code: str
    name: str
    text: str

    @property
    def label(self) -> str:
        """Its name with the list it stands in."""
        return entry_label(self.vocabulary, self.code)


@cache
def entries() -> dict[tuple[str, str], Entry]:
    """All entries by list and code, in the order of the lists; `text` is what says it in full."""
    found = {}
    for vocabulary in _BEFORE:
        path = DATA / "vocabularies" / f"{vocabulary}.yaml"
        rows: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
        for row in rows:
            code, name = str(row["code"]), str(row["name"])
            found[vocabulary, code] = Entry(vocabulary, code, name, f"{name}: {row['about']}")
    return found


def entry_label(vocabulary: str, code: str) -> str:
    """An entry as people read it; one that was taken out of its list since, by its code."""
    entry = entries().get((vocabulary, code))
    return _BEFORE[vocabulary].format(code=code) + entry.name if entry else f"{vocabulary} {code}"
