"""Whose statements these are, in words: 24 statements from 3 workshops, 2 regions."""

from hrgl.notes.statements import StatementView


def heard(statements: tuple[StatementView, ...]) -> str:
    """From how many rooms, actor types and regions these statements come, as far as known."""
    told = [
        (len({s.workshop for s in statements}), "workshop"),
        (len({s.actor_type for s in statements if s.actor_type}), "actor type"),
        (len({s.region for s in statements if s.region}), "region"),
    ]
    parts = [_count(number, word) for number, word in told if number]
    from_where = f" from {', '.join(parts)}" if parts else ""
    return f"{_count(len(statements), 'statement')}{from_where}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
