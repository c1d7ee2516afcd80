"""By which model a proposal compared the statements, and by which one the next would."""

from collections.abc import Sequence

from sqlmodel import Session

from hrgl.core.enums import Languages
from hrgl.core.models import Clustering
from hrgl.notes.languages import MODEL_NAMES, Compared, counted_others, how_compared, why_compared
from hrgl.notes.statements import StatementView, from_all_statements
from hrgl.synthesis.vectors import MULTILINGUAL
from hrgl.themes.proposals.proposals import offered_clustering


@from_all_statements
def told_models(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> list[str]:
    """Sentences: of the proposal that is shown, if there is one, and of the next if it differs."""
    how = how_compared(session, edition_id=edition_id, rows=rows)
    made = offered_clustering(session, edition_id=edition_id)
    if made is None:
        return [f"For a proposal: {why_compared(how)}"]
    told = [_of(made, how)]
    if (how.named and made.model != how.named) or (made.model == MULTILINGUAL) != how.in_many:
        told.append(
            f"The next proposal reads all statements anew: {why_compared(how)} Nothing that people "
            "decided changes."
        )
    return told


def _of(made: Clustering, how: Compared) -> str:
    """Which model made a proposal, with the figures of then if it was not that of English."""
    if made.model != MULTILINGUAL:
        named = f"the model {made.model}" if made.model == how.named else MODEL_NAMES[False]
        return f"This proposal compared the statements by {named}."
    told = made.parameters.get("languages") or {}
    begin = f"This proposal compared the statements by {MODEL_NAMES[True]}"
    if not told or told["chosen"] != Languages.AUTO:
        return f"{begin}, as was chosen."
    then = Compared(Languages.AUTO, told["statements"], told["others"])
    return f"{begin}: {counted_others(then, then=True)}."
