"""Whether a theme is taken up: why no encouragement is to be worded from it, said by people."""

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.models import Member, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid
from hrgl.themes.placing import fetch_live

LONGEST_WHY_NOT = 500


def not_take_up(
    session: Session, actor: Member, *, theme_id: int, because: str, seen_version: int
) -> Theme:
    """Say why no encouragement is worded from a theme, or with no reason take that back."""
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, seen_version)
    because = " ".join(because.split())
    if len(because) > LONGEST_WHY_NOT:
        raise NotValid(f"The reason is too long: at most {LONGEST_WHY_NOT} characters.", "because")
    if because == theme.not_taken_up_because:
        raise NotNow("It stands so already; nothing was changed.")
    theme.not_taken_up_because = because
    audit.record(session, actor, "theme.not_taken_up", theme, name=theme.name, because=because)
    return theme
