"""Footnotes inside texts: what counts without them, and which are never closed."""

import pytest

from hrgl.formats.writers.blocks import Run, text_runs
from hrgl.formats.writers.footnotes import opened_only, without_footnotes


@pytest.mark.parametrize(
    ("text", "words", "left_open"),
    [
        ("plain", "plain", ""),
        ("cities ^[Article 21.] may", "cities may", ""),
        ("a^[one [of two] notes]b^[c]", "ab", ""),
        ("a^[never closed", "a^[never closed", "^[never closed"),
        ("a^[b\nc]", "a^[b\nc]", "^[b"),
        ("a^[]", "a^[]", "^[]"),
        ("^[" * 2000, "^[" * 2000, "^[" * 20),
    ],
)
def test_a_footnote_ends_in_its_paragraph_or_is_told_as_open(
    text: str, words: str, left_open: str
) -> None:
    assert without_footnotes(text) == words
    assert opened_only(text) == left_open


def test_runs_and_words_without_footnotes_are_the_same_words() -> None:
    text = "We^[All.] recall ^[Of 1966.] the Covenant"
    assert text_runs(text) == [Run("We", "All."), Run(" recall", "Of 1966."), Run(" the Covenant")]
    assert "".join(run.text for run in text_runs(text)) == without_footnotes(text)
