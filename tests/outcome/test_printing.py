"""A published number as it is printed: the frozen text, its adoption, and its mark."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hrgl.core.enums import AdoptionMode, DocumentMark
from hrgl.core.models import OutcomeDocument
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.frozen import canonical, sha256
from hrgl.outcome.printing import adoption_sentence, mark_sentence, printed_number

_ADOPTED: dict[str, Any] = {
    "adoption_mode": AdoptionMode.ADOPTED,
    "adopted_by": "the Conference",
    "adopted_on": date(2023, 2, 8),
}


def _row(**told: Any) -> OutcomeDocument:
    content = canonical(Document("2031", "Series", "Title", "", "", 1, "Number 1.", "", ()))
    return OutcomeDocument(
        edition_id=1, number=1, content=content, sha256=sha256(content), member_id=1, **told
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, ""),
        ({"adopted_by": "the Conference"}, ""),
        (_ADOPTED, "Adopted by the Conference on 8 February 2023."),
        (
            {
                **_ADOPTED,
                "adopted_at_place": "Graz",
                "adopted_as": "a guideline for local governments.",
            },
            "Adopted by the Conference in Graz on 8 February 2023, as a guideline for local "
            "governments.",
        ),
        (
            {**_ADOPTED, "adopted_as": "as a guideline", "adopted_tacitly": True},
            "Adopted tacitly by the Conference on 8 February 2023, as a guideline.",
        ),
        (
            {**_ADOPTED, "adoption_mode": AdoptionMode.LAUNCHED, "adopted_by": "the\nMayor"},
            "Launched by the Mayor on 8 February 2023.",
        ),
        (
            {**_ADOPTED, "adoption_mode": AdoptionMode.PRESENTED},
            "Presented to the Conference on 8 February 2023.",
        ),
    ],
)
def test_an_adoption_is_told_in_one_sentence(told: dict[str, Any], sentence: str) -> None:
    assert adoption_sentence(_row(**told)) == sentence


def test_a_mark_tells_when_and_why_on_the_day_it_was_in_the_zone_of_the_edition() -> None:
    row = _row(
        mark=DocumentMark.WITHDRAWN,
        marked_because="a name stood\nin it",
        marked_at=datetime(2023, 3, 9, 23, 30, tzinfo=UTC),
    )
    assert mark_sentence(row, zone="Europe/Vienna") == (
        "Withdrawn on 10 March 2023: a name stood in it."
    )
    assert mark_sentence(row, zone="UTC").startswith("Withdrawn on 9 March 2023")
    assert mark_sentence(_row()) == ""
    corrected = _row(mark=DocumentMark.CORRECTED, marked_because="number 2 mends a slip!")
    assert mark_sentence(corrected) == "Corrected: number 2 mends a slip!"


def test_what_is_told_of_a_number_later_leaves_its_frozen_text_and_digest_as_they_were() -> None:
    row = _row(**_ADOPTED, mark=DocumentMark.CORRECTED, marked_because="see number 2")
    document = printed_number(row)
    assert document.adoption.startswith("Adopted by")
    assert document.mark == "Corrected: see number 2."
    assert document.sha256 == row.sha256 == sha256(canonical(document))
