"""One thing that is next for somebody: a sentence, a button, and where the button leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Next:
    """One sentence and one button, and what the page is to open at: by the keys of its lists."""

    sentence: str
    button: str
    page: str
    opens: Mapping[str, object] = field(default_factory=dict)


def number_of(count: int, word: str) -> str:
    """So many of something: “1 place”, “3 places”."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
