"""What says nothing by itself waits, and it is said why."""

import pytest

from hrgl.synthesis.cutting.emptiness import why_empty


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ok", "only a word like “ok” or “none”"),
        ("!", "only punctuation or emoji"),
        ("😀 👍", "only punctuation or emoji"),
        ("2023", "only numbers"),
        ("Hello everyone", "only a greeting or thanks"),
        ("Vielen Dank!", "only a greeting or thanks"),
        ("https://example.org", "only a link or an address"),
        ("and so on", "only words that mean nothing alone"),
        ("  Thanks\n all ", "only a greeting or thanks"),
    ],
)
def test_why_a_statement_says_nothing(text: str, reason: str) -> None:
    assert why_empty(text) == reason


@pytest.mark.parametrize(
    "text", ["Fire", "Ok to be short, but correct", "l’eau", "公園", "Thanks to whom? The cleaners"]
)
def test_what_may_say_something_is_not_called_empty(text: str) -> None:
    assert why_empty(text) is None
