"""What a word seems to be by its form: whether a title may end on it."""

import pytest

from hrgl.synthesis.naming.word_forms import can_end


@pytest.mark.parametrize(
    ("word", "language", "may"),
    [
        ("public", "en", False),
        ("motivated", "en", False),
        ("traffic", "en", True),
        ("protection", "en", True),
        ("fehlt", "de", False),
        ("Radwege", "de", True),
        ("manquent", "fr", False),
        ("logement", "fr", True),
        ("cyclables", "fr", True),
    ],
)
def test_a_title_ends_on_what_can_be_a_noun(word: str, language: str, may: bool) -> None:
    assert can_end(word, language) == may
