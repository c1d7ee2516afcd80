"""What a wording says, apart from who wrote it when."""

from dataclasses import dataclass

from hrgl.core.models import Wording


@dataclass(frozen=True)
class WordingText:
    """The words of a wording: its heading, its explanation and its examples."""

    heading: str
    explanation: str = ""
    examples: str = ""


def text_of(wording: Wording) -> WordingText:
    """What a stored wording says."""
    return WordingText(wording.heading, wording.explanation, wording.examples)
