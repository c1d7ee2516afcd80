"""The titles a theme was offered: what the proposal it came from would call it."""

from sqlmodel import Session

from hrgl.core.database import fetch
from hrgl.core.models import Clustering, Member, Theme


def titles_of(session: Session, actor: Member, *, theme_id: int) -> list[str]:
    """The title and the others its group was proposed with, as long as it bears one of them."""
    theme = fetch(session, Theme, theme_id, actor=actor)
    if theme.clustering_id is None:
        return []
    clustering = session.get_one(Clustering, theme.clustering_id)
    for group in clustering.result["themes"]:
        titles: list[str] = [group["title"], *group.get("alternatives", ())]
        if theme.name in titles:
            return titles
    return []
