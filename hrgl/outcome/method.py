"""How the document came about, in sentences that are counted and not claimed."""

from collections.abc import Sequence

from sqlmodel import Session

from hrgl.core.enums import CommentKind
from hrgl.core.models import DocumentForm, Edition
from hrgl.core.zones import in_zone
from hrgl.editions.consent_rules import rule_in_words, rule_of
from hrgl.encouragements.commenting.comments import Commented, CommentState
from hrgl.encouragements.consenting.reviewers import reviewers
from hrgl.encouragements.views import EncouragementView
from hrgl.formats.writers.document import paragraphs
from hrgl.notes.references import as_printed
from hrgl.notes.statements import Disposition, StatementView
from hrgl.outcome.printing import day_in_words

_RULE_SENTENCES = 4  # the last says who presses the buttons in a meeting


def method_note(
    session: Session,
    edition: Edition,
    form: DocumentForm,
    rows: Sequence[StatementView],
    cited: set[int],
    placed: Sequence[EncouragementView],
    commented: Sequence[Commented],
) -> tuple[str, ...]:
    """Rooms, people, statements and what became of them, the rule; then the edition's own words.

    `cited` are the statements cited in what is printed, `placed` the encouragements printed.
    """
    told = [
        *_statements(rows, cited),
        _people(rows, edition.smallest_group),
        _round(commented),
        _agreed(edition, placed),
    ]
    if rows or placed:
        members = len(reviewers(session, edition_id=edition.id))
        rule = rule_of(session, edition_id=edition.id)
        told.append(" ".join(rule_in_words(rule, members)[:_RULE_SENTENCES]))
    return tuple(each for each in (*told, *paragraphs(as_printed(form.method))) if each)


def _statements(rows: Sequence[StatementView], cited: set[int]) -> list[str]:
    """How many there are, and where each of them is now; the parts add up to the whole."""
    stands = [row for row in rows if row.disposition is not Disposition.WITHDRAWN]
    if not stands:
        return []
    rooms = len({row.workshop for row in stands})
    ends = dict.fromkeys(_ENDS, 0)
    for row in stands:
        ends[_end(row, cited)] += 1
    became = [f"{count} {_ENDS[end][count > 1]}" for end, count in ends.items() if count]
    return [
        f"{_count(len(stands), 'statement')} {'was' if len(stands) == 1 else 'were'} noted in "
        f"{_count(rooms, 'workshop')}.",
        f"Of these, {_listed_ends(became)}.",
    ]


_ENDS = {
    "cited": ("is cited in an encouragement", "are cited in an encouragement"),
    "same": ("says the same as another", "say the same as another"),
    "aside": ("was set aside with a reason", "were set aside with a reason"),
    "theme": ("stands in a theme without being cited", "stand in a theme without being cited"),
    "open": ("stands in no theme", "stand in no theme"),
}


def _end(row: StatementView, cited: set[int]) -> str:
    if row.id in cited:
        return "cited"
    if row.disposition is Disposition.SAME_AS:
        return "same"
    if row.disposition is Disposition.SET_ASIDE:
        return "aside"
    return "open" if row.theme_id is None else "theme"


def _listed_ends(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _people(rows: Sequence[StatementView], smallest: int) -> str:
    """How many people are known to have spoken; nothing where they would be a small group."""
    people = {row.person for row in rows if row.person is not None}
    if len(people) < smallest:
        return ""
    return f"At least {len(people)} people are known to have spoken."


def _round(commented: Sequence[Commented]) -> str:
    said = [
        each
        for about in commented
        for each in about.comments
        if each.state is not CommentState.WITHDRAWN and each.kind is not CommentKind.PROPOSAL
    ]
    texts = [each for each in said if each.state is not CommentState.COUNTED]
    if not texts:
        return ""
    answered = sum(1 for each in texts if each.state is not CommentState.WAITING)
    told = f", and {_of_them(answered, len(texts))} answered" if answered else ""
    return f"{_count(len(texts), 'comment')} came from the participants’ round{told}."


def _of_them(answered: int, every: int) -> str:
    which = ("it" if every == 1 else "all") if answered == every else f"{answered} of them"
    return f"{which} {'was' if answered == 1 else 'were'}"


def _agreed(edition: Edition, placed: Sequence[EncouragementView]) -> str:
    """That the steering group agreed to every encouragement, and on which day to the last."""
    if not placed or not all(each.approved for each in placed):
        return ""
    spoken = [o.at for each in placed for o in each.opinions if o.in_favour]
    last = in_zone(max(spoken), edition.time_zone).date() if spoken else None
    when = f"; the last opinion was given on {day_in_words(last)}" if last else ""
    return f"The steering group approved every encouragement{when}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
