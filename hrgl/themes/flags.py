"""Flags: a word of people on a theme that still needs something."""

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.models import Member, Theme
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotValid
from hrgl.themes.placing import fetch_live

LONGEST_FLAG = 60


def flag_theme(
    session: Session, actor: Member, *, theme_id: int, flag: str, seen_version: int
) -> Theme:
    """Put a word on a theme ("ask Bo", "too broad"), or with none take it off."""
    require(actor, Permission.PLACE)
    theme = fetch_live(session, actor, theme_id, seen_version)
    flag = " ".join(flag.split())
    if len(flag) > LONGEST_FLAG:
        raise NotValid(f"The word is too long: at most {LONGEST_FLAG} characters.", "flag")
    theme.flag = flag
    audit.record(session, actor, "theme.flagged", theme, name=theme.name, flag=flag)
    return theme
