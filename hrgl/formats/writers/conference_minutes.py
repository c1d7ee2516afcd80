"""The minutes of a Conference as a value, and as a Word file."""

from dataclasses import dataclass

from hrgl.formats.writers.document import Document, as_one_line
from hrgl.formats.writers.docx import add_texts, begin_word, timeless
from hrgl.formats.writers.minutes import add_bullets

TITLE = "Minutes of the Conference"
NOTHING_PROPOSED = "Nobody proposed how to put it into practice."
NOT_ADOPTED = "It has not been adopted."


@dataclass(frozen=True)
class ProposedFor:
    """An encouragement as it was put before the Conference, and what was proposed to do with it."""

    place: int
    sentence: str
    proposals: tuple[str, ...]


@dataclass(frozen=True)
class ConferenceMinutes:
    """What was presented to a Conference, what it proposed, and what it did; all in sentences."""

    series: str
    edition: str
    notice: str
    when: str
    where: str
    presented: tuple[str, ...]
    proposed: tuple[ProposedFor, ...]
    adoption: str
    recorded: str


def write_conference_minutes(minutes: ConferenceMinutes) -> bytes:
    """The minutes as DOCX; the same minutes give the same bytes."""
    word = begin_word(_about(minutes))
    add_texts(word, "Notice", minutes.notice)
    add_texts(word, "Series", minutes.series)
    add_texts(word, "Title", TITLE)
    add_texts(word, "Subtitle", minutes.edition, minutes.where, minutes.when)
    word.add_heading("What was presented", 1)
    add_texts(word, "Normal", *minutes.presented)
    word.add_heading("Adoption", 1)
    add_texts(word, "Normal", minutes.adoption or NOT_ADOPTED, minutes.recorded)
    word.add_heading("Proposals for local implementation", 1)
    with_proposals = [each for each in minutes.proposed if each.proposals]
    add_texts(word, "Normal", "" if with_proposals else NOTHING_PROPOSED)
    for each in with_proposals:
        word.add_heading(as_one_line(f"{each.place}  {each.sentence}"), 2)
        add_bullets(word, each.proposals)
    return timeless(word)


def _about(minutes: ConferenceMinutes) -> Document:
    """What every page says of the file."""
    return Document(
        edition=minutes.edition,
        series=minutes.series,
        title=TITLE,
        question=minutes.edition,
        dates=minutes.when,
        number=1,  # minutes are no draft
        status=minutes.when,
        notice=minutes.notice,
        sections=(),
    )
