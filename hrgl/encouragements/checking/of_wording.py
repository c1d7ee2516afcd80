"""Checks of how an encouragement is worded, each by itself."""

from collections.abc import Iterator

from hrgl.core.masking import Names
from hrgl.encouragements.checking.material import Drafted, Material
from hrgl.encouragements.checking.of_evidence import counted
from hrgl.formats.writers.fonts import signs_without_font
from hrgl.formats.writers.footnotes import opened_only, without_footnotes
from hrgl.notes.references import named_in
from hrgl.synthesis.wording import passages
from hrgl.synthesis.wording.languages import counts_words, is_english
from hrgl.synthesis.wording.verbs import no_verb_at_its_head

SHORTEST, LONGEST = 25, 75  # words of heading and explanation together
_PARTS = ("heading", "explanation", "examples", "remarks")


def has_heading(draft: Drafted, material: Material) -> Iterator[str]:
    """It has a heading."""
    if not draft.heading:
        yield f"Write its heading: it completes “{material.lead_in} …”."


def has_explanation(draft: Drafted, _: Material) -> Iterator[str]:
    """It has an explanation."""
    if not draft.explanation:
        yield "Write its explanation: a heading alone cannot be reviewed."


def is_worded(draft: Drafted, material: Material) -> Iterator[str]:
    """Its explanation is more than the outline with which it was begun."""
    if _is_outline(draft, material):
        yield (
            "Word its explanation: so far it is the outline it was begun with, "
            "which only lists statements."
        )


def _is_outline(draft: Drafted, material: Material) -> bool:
    named = (material.by_short.get(short) for short in named_in(draft.explanation))
    rows = [*(row for row, _ in draft.cited), *(row for row in named if row)]
    return passages.is_outline(draft.explanation, [row.text for row in rows])


def begins_with_a_verb(draft: Drafted, material: Material) -> Iterator[str]:
    """Its heading completes the sentence of the document."""
    if not draft.heading or not is_english(f"{draft.heading}\n{draft.explanation}"):
        return
    word = no_verb_at_its_head(draft.heading)
    if word == "to":
        yield f"Leave out the first “to”: the heading goes on after “{material.lead_in} …”."
    elif word:
        yield (
            f"Begin the heading with a verb, so that it completes “{material.lead_in} …”: “{word}” "
            "is none."
        )


def has_good_length(draft: Drafted, material: Material) -> Iterator[str]:
    """Heading and explanation together are neither too short nor too long."""
    text = without_footnotes(f"{draft.heading} {draft.explanation}")
    if not draft.explanation or _is_outline(draft, material) or not counts_words(text):
        return
    words = passages.count_words(text)
    if words < SHORTEST:
        yield (
            f"Say more: heading and explanation have {words} words together, and "
            f"{SHORTEST} to {LONGEST} is a good length."
        )
    if words > LONGEST:
        yield (
            f"Shorten it by {counted(words - LONGEST, 'word')}: heading and explanation have "
            f"{words} together, and {SHORTEST} to {LONGEST} is a good length."
        )


def quotes_what_was_said(draft: Drafted, _: Material) -> Iterator[str]:
    """Between quotation marks stand words of a statement that it cites."""
    texts = [row.text for row, _ in draft.cited]
    for quoted in passages.quotations(draft.text):
        if not passages.is_said(quoted, texts):
            yield (
                f"Cite the statement that says “{quoted}”, or take the quotation marks away: "
                "no statement cited here has these words."
            )


def examples_have_a_place(draft: Drafted, _: Material) -> Iterator[str]:
    """Each of its examples begins with a city and its country."""
    for line in passages.examples_without_a_place(draft.examples):
        yield (
            f"Begin the example “{line}” with its place: “City, country: what was done”, or “A "
            "city in …” with its part of the world where it is not to be named."
        )


def has_an_example(draft: Drafted, _: Material) -> Iterator[str]:
    """There is an example of what it encourages to."""
    if not draft.examples and not draft.cited_as_example:
        yield ("Give an example: cite a statement as one, or write “City, country: what was done”.")


def closes_its_footnotes(draft: Drafted, _: Material) -> Iterator[str]:
    """Each footnote in it ends, so that it is printed as one."""
    for part in _PARTS:
        if left_open := opened_only(getattr(draft, part)):
            yield (
                f"End the footnote in its {part} with “]”: “{left_open}” is opened and never "
                "closed, and would be printed as it stands."
            )


def has_fonts_for_its_signs(draft: Drafted, _: Material) -> Iterator[str]:
    """Each sign in it can be printed."""
    for part in _PARTS:
        if signs := signs_without_font(getattr(draft, part)):
            told = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs[:3])
            yield f"Write its {part} without {told}: the PDF has no letter for that."


def names_nobody(draft: Drafted, material: Material) -> Iterator[str]:
    """No participant is named in it who did not agree to be named."""
    for part in _PARTS:
        if _names_somebody(material.names, getattr(draft, part)):
            yield (
                f"Take the name of a person out of its {part}: "
                "nobody is named here who has not agreed to it."
            )


def _names_somebody(names: Names, text: str) -> bool:
    if not names.search(text):
        return False
    masked = names.masked(text)
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and masked[end] != text[end]:
            end += 1
        if end > at and _is_a_name(text, at, end):
            return True
        at = max(end, at + 1)
    return False


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word that is also a name means one: small, or first in a sentence, it may not."""
    written = text[start:end]
    if len(written.split()) > 1:
        return not written.islower()
    before = text[:start].rstrip()
    return not written.islower() and bool(before) and before[-1] not in ".!?:\n"
