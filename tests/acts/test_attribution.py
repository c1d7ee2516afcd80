"""Promise 10: one function decides what may be shown of a person; small groups step down."""

from collections import Counter

import pytest

from hrgl.attribution import Speaker, shown
from hrgl.models import Edition
from hrgl.words import Attribution

SPEAKER = Speaker(1, "civil_society", "Africa", "City of Somewhere", "A Name", Attribution.NAMED)


@pytest.mark.parametrize(
    ("rule", "said", "what"),
    [
        (Attribution.NAMED, Attribution.NAMED, "A Name"),
        (Attribution.ORGANISATION, Attribution.NAMED, "City of Somewhere"),
        (Attribution.NAMED, Attribution.ORGANISATION, "City of Somewhere"),
        (Attribution.GROUP, Attribution.NAMED, "Civil society, Africa"),
        (Attribution.NONE, Attribution.NAMED, ""),
        (Attribution.NAMED, Attribution.NONE, ""),
    ],
)
def test_the_stricter_of_note_and_edition_decides(
    rule: Attribution, said: Attribution, what: str
) -> None:
    edition = Edition(code="x", series="", title="", attribution=rule, smallest_group=3)
    speaker = Speaker(1, "civil_society", "Africa", "City of Somewhere", "A Name", said)
    assert shown(speaker, edition, Counter({speaker.group: 3})) == what


def test_a_group_smaller_than_the_edition_allows_is_not_shown() -> None:
    edition = Edition(
        code="x", series="", title="", attribution=Attribution.GROUP, smallest_group=3
    )
    assert shown(SPEAKER, edition, Counter({SPEAKER.group: 2})) == ""
    assert shown(SPEAKER, edition, Counter({SPEAKER.group: 3})) == "Civil society, Africa"
