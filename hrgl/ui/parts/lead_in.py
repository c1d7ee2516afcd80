"""The words with which each encouragement begins in the edition that somebody looks at."""

from hrgl.editions.document_forms import lead_in_of
from hrgl.ui.shell.page import recall, viewer


def lead_in_here() -> str:
    """What headings complete here: "We encourage local governments to", or the edition's own."""
    return recall(lead_in_of, edition_id=viewer().edition_id)
