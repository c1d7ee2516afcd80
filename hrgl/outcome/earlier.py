"""In which earlier editions something near an encouragement was said, as their documents read."""

from collections.abc import Sequence

import numpy as np
from sqlmodel import Session

from hrgl.core.models import Edition
from hrgl.editions.earlier_editions import called_year, is_earlier
from hrgl.formats.writers.document import Section
from hrgl.outcome.public_numbers import KnownEdition, known_editions
from hrgl.synthesis.wording.alikeness import NEARLY_THE_SAME_BY_WORDS, alikeness
from hrgl.synthesis.wording.supporting import telling_words, weighed


def said_before(
    session: Session, *, edition: Edition, sections: Sequence[Section]
) -> list[tuple[str, ...]]:
    """For each encouragement the earlier editions in which something near it was said, in order.

    Compared are the words of headings, by which likeness is best told without vectors; an edition
    counts only as long as a published number of it stands.
    """
    before = [
        each
        for each in reversed(known_editions(session))
        if each.standing and is_earlier(each.edition, edition)
    ]
    return [_near(section, before, sections) for section in sections]


def _near(
    section: Section, before: Sequence[KnownEdition], among: Sequence[Section]
) -> tuple[str, ...]:
    found = []
    for each in before:
        told = each.latest.document.sections
        if told and _is_said(section, told, among):
            found.append(called_year(each.edition))
    return tuple(dict.fromkeys(found))


def _is_said(section: Section, told: Sequence[Section], among: Sequence[Section]) -> bool:
    """Whether one of the headings told says nearly what this one says.

    Words are weighed by all headings of both documents: what all of them say tells nothing.
    """
    said = [telling_words(each.heading) for each in (section, *told)]
    every = [telling_words(each.heading) for each in (*among, *told)]
    texts = weighed(every, np.zeros((len(every), 1)))
    return bool(alikeness(texts, said, None)[0, 1:].max() >= NEARLY_THE_SAME_BY_WORDS)
