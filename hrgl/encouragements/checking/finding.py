"""What a check says: one sentence on what falls short and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What falls short, of one encouragement or (with none) of the edition.

    `check` is the name of the check; `statements`: the short references that it is about.
    """

    check: str
    sentence: str
    encouragement_id: int | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """Everything that falls short in an edition: of its encouragements, and of it as a whole.

    `checks`: how many checks were made, each of every encouragement or of the edition; `passed`:
    how many of them found nothing. `note` says where words alone had to do.
    """

    of_encouragements: dict[int, tuple[Finding, ...]]
    of_edition: tuple[Finding, ...]
    checks: int
    passed: int
    note: str = ""

    @property
    def every(self) -> tuple[Finding, ...]:
        """All of them, those of the edition last."""
        return (*(f for of in self.of_encouragements.values() for f in of), *self.of_edition)
