"""Texts turned into vectors, offline and always the same."""

from collections.abc import Callable

Progress = Callable[[float], None]  # told the share of the texts that is done, 0 to 1
