"""Moments as they are told on a page."""

from typing import Any


def day_and_time(moment: Any) -> str:
    """A moment as it is told: 21 November, 20:41 UTC."""
    return f"{moment.day} {moment:%B, %H:%M} UTC"
