"""How long the document takes in every format, and how large it is: `python -m bench.document`.

Twelve encouragements on 450 statements, as an Academy has, and on 10,000: each format, in both
extents where it has two, and everything in one zip. Beside it stands what it may take in all. A
writer is loaded when it is first used, which the first line of each format has in it.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from hrgl.formats.writers.blocks import Extent
from hrgl.formats.writers.document import Citation, Document
from hrgl.formats.writers.frozen import canonical, sha256
from hrgl.formats.writers.writing import FORMATS, write_document
from hrgl.outcome.taking_all import READ_BY_PEOPLE, GoingHome, all_taken_home
from tests.printed import adopted_example

SIZES = {450: 5.0, 10_000: 60.0}  # statements: seconds that all formats together may take


def main() -> None:
    for statements, budget in SIZES.items():
        document = citing(statements)
        print(f"\n12 encouragements, {statements:,} statements")
        took = sum(_timed(name, write) for name, write in _writers(document))
        print(f"{'all formats':18} {took:7.2f} s   of {budget:.0f} s: {_verdict(took, budget)}")
        _all_in_one(document)


def _all_in_one(document: Document) -> None:
    told: list[tuple[int, int]] = []
    write = partial(all_taken_home, GoingHome(document), lambda done, of: told.append((done, of)))
    _timed("all in one zip", write)
    print(f"{'':18} {told[-1][1]} files; the bar moved {len(told)} times")


def citing(statements: int) -> Document:
    """The document to print, resting on so many statements."""
    made = adopted_example()
    known = [each for section in made.sections for each in section.citations]
    each_cites = -(-statements // len(made.sections))
    sections = []
    for at, section in enumerate(made.sections):
        numbers = range(at * each_cites, min((at + 1) * each_cites, statements))
        cited = tuple(_numbered(known[n % len(known)], n + 1) for n in numbers)
        sections.append(replace(section, citations=cited))
    document = replace(made, sections=tuple(sections), sha256="")
    return replace(document, sha256=sha256(canonical(document)))


def _numbered(said: Citation, number: int) -> Citation:
    """A statement of its own: its number is in its reference and in its words."""
    reference = f"{said.reference.rsplit('-', 1)[0]}-{number:02d}"
    return replace(said, reference=reference, text=f"{said.text} ({number})")


def _writers(document: Document) -> list[tuple[str, Callable[[], bytes]]]:
    found: list[tuple[str, Callable[[], bytes]]] = []
    for name in FORMATS:
        found.append((name, partial(write_document, document, name)))
        if name in READ_BY_PEOPLE:
            short = partial(write_document, document, name, Extent.SHORT)
            found.append((f"{name}, short", short))
    return found


def _timed(name: str, write: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    size = len(write())
    took = time.perf_counter() - began
    print(f"{name:18} {took:7.2f} s {size:13,} bytes", flush=True)
    return took


def _verdict(took: float, budget: float) -> str:
    return "within" if took <= budget else "TOO LONG"


if __name__ == "__main__":
    main()
