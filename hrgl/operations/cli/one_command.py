"""A command of the command line: what it runs, what it says of itself, what it takes."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_Argument = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class CliCommand:
    """A command: its name, what it does, what its help says, and the arguments it takes."""

    name: str
    run: Callable[[argparse.Namespace], int | None]
    text: str
    arguments: tuple[_Argument, ...] = ()

    def take_arguments(self, made: argparse.ArgumentParser) -> None:
        """Have a parser take the arguments and run the command."""
        made.set_defaults(run=self.run)
        for name, how in self.arguments:
            made.add_argument(name, **how)


def argument(name: str, **how: Any) -> _Argument:
    """An argument of a command, as argparse is told of it."""
    return name, how


def as_port(text: str) -> int:
    """A port as it was typed; argparse tells what is wrong with another text."""
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no port: a whole number from 1 to 65535.")
