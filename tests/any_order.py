"""How often people do anything in any order: in full on SQLite, and a third as often on PostgreSQL.

The rules are the same; what another database may do otherwise shows in fewer tries.
"""

from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import Engine


def tried_in_full(engine: Engine) -> bool:
    """Whether so much is tried that every kind of act can be expected among it."""
    return engine.dialect.name == "sqlite"


def any_order(engine: Engine, times: int, acts: int, *, derandomize: bool = False) -> settings:
    """So many evenings of up to so many acts."""
    return settings(
        max_examples=times if tried_in_full(engine) else -(-times // 3),
        stateful_step_count=acts,
        deadline=None,
        derandomize=derandomize,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
