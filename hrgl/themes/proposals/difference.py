"""The difference of a proposal to what stands now: what is new, is filled, falls apart, stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrgl.core.models import Theme
from hrgl.notes.statements import StatementView
from hrgl.themes.proposals.comparison import FEWEST_THAT_HOLD, Proposal, ProposedTheme


@dataclass(frozen=True)
class LosingTheme:
    """A theme that stands and would lose statements: to which groups, and how many would stay."""

    theme: Theme
    goes: tuple[tuple[ProposedTheme, tuple[StatementView, ...]], ...]
    staying: int

    @property
    def leaving(self) -> tuple[StatementView, ...]:
        """The statements that would leave it."""
        return tuple(s for _, statements in self.goes for s in statements)

    @property
    def ends(self) -> bool:
        """Whether nothing would be left of it."""
        return not self.staying

    @property
    def falls_apart(self) -> bool:
        """Whether less than half of it would stay, and what it holds stand in several themes."""
        parts = len(self.goes) + (not self.ends)
        return parts > 1 and self.staying < len(self.leaving)


@dataclass(frozen=True)
class ProposalDifference:
    """Everything that taking a proposal over would change, and what would stay as it is."""

    new: tuple[ProposedTheme, ...]
    filled: tuple[ProposedTheme, ...]
    losing: tuple[LosingTheme, ...]
    unchanged: tuple[Theme, ...]
    waiting: int  # statements that stay in no theme

    @property
    def changes(self) -> int:
        """How many statements would come to stand elsewhere."""
        return sum(len(t.joining) + len(t.moving) for t in (*self.new, *self.filled))


def difference(proposal: Proposal, rows: Sequence[StatementView]) -> ProposalDifference:
    """What would change; `rows`: the statements that the proposal was compared with."""
    changing = [t for t in proposal.themes if not t.changes_nothing]
    losing = tuple(
        each for theme in proposal.existing if (each := _losing(theme, changing, rows)).goes
    )
    touched = {t.into.id for t in changing if t.into} | {each.theme.id for each in losing}
    return ProposalDifference(
        tuple(t for t in changing if t.into is None),
        tuple(t for t in changing if t.into is not None),
        losing,
        tuple(theme for theme in proposal.existing if theme.id not in touched),
        sum(s.waiting for s in proposal.queue),
    )


def _losing(
    theme: Theme, changing: Sequence[ProposedTheme], rows: Sequence[StatementView]
) -> LosingTheme:
    goes = [(t, tuple(s for s in t.moving if s.theme_id == theme.id)) for t in changing]
    parted = tuple((t, statements) for t, statements in goes if statements)
    there = sum(s.theme_id == theme.id for s in rows)
    return LosingTheme(theme, parted, there - sum(len(statements) for _, statements in parted))


def in_all(found: ProposalDifference) -> str:
    """All that taking it over would change, in a sentence or two."""
    if not found.changes:
        return "All of it stands as proposed: there is nothing to take over."
    joining = sum(len(t.joining) for t in (*found.new, *found.filled))
    moving = found.changes - joining
    does = [
        f"begins {_count(len(found.new), 'theme')}" if found.new else "",
        f"places {_count(joining, 'statement')} that {_verb(joining, 'stand')} in no theme"
        if joining
        else "",
        f"moves {_count(moving, 'statement')} from one theme to another" if moving else "",
    ]
    apart = [f"“{each.theme.name}”" for each in found.losing if each.falls_apart]
    ends = [f"“{e.theme.name}”" for e in found.losing if e.ends and not e.falls_apart]
    same = len(found.unchanged)
    return " ".join(
        each
        for each in (
            f"Taken over, it {_and([part for part in does if part])}.",
            f"{_and(apart)} {_verb(len(apart), 'fall')} apart." if apart else "",
            f"{_and(ends)} {_verb(len(ends), 'end')} in others." if ends else "",
            f"{_count(same, 'theme')} {_verb(same, 'stay')} as {_are(same)}." if same else "",
        )
        if each
    )


def number_in_words(proposal: Proposal) -> str:
    """How many themes were asked for, how many came out, why, and how many of them hold."""
    asked, made, yours = proposal.asked, len(proposal.themes), proposal.yours
    kept = f"{_count(yours, 'theme')} of yours" if yours else ""
    if asked is None:
        among = f", {kept} among them" if yours else ""
        return f"{made} proposed, as many as seemed sensible{among}."
    told = f"{asked} asked, {made} proposed"
    if proposal.started_from and made > asked:
        return f"{told}, because what is near none of the themes before makes themes of its own."
    if made > asked:
        return f"{told}, because you have decided on {yours} already and no proposal merges yours."
    if made < asked:
        told += ", because there are too few different statements: a theme needs two"
    elif yours:
        told += f", {kept} among them"
    return f"{told}. {_holding(proposal)}".strip()


def _holding(proposal: Proposal) -> str:
    """Whether fewer themes hold than came out; nothing where that is not known."""
    hold, made = sum(theme.holds for theme in proposal.themes), len(proposal.themes)
    if hold == made or any(theme.stability is None for theme in proposal.themes):
        return ""
    return (
        f"Only {hold} of them {_verb(hold, 'hold')}: the rest have fewer than {FEWEST_THAT_HOLD} "
        "statements or come apart when some are left out."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _are(number: int) -> str:
    return "it is" if number == 1 else "they are"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
