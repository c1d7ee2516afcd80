"""Titles to be read: `python -m bench.names`.

Four public sets and the demonstration edition, cut at twelve themes and named as the dashboard does
it, and a German and a French pile of ours by the subjects they were written for, as the usual model
reads English. Of each theme its title, the two others offered and three typical statements. Whether
a title is worth keeping a person says; what was said last stands in docs/decisions/0041-names.md.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.material import DATA, made, read, stock, vectors_of
from hrgl.core.database import connect, transaction
from hrgl.core.migrations import migrate
from hrgl.notes.statements import list_statements
from hrgl.operations.demonstration import load_demonstration
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.naming.labelling import named

PILES = Path(__file__).parent / "piles"
TOPIC = "Assisted suicide should be a criminal offence"
THEMES = 12
SHARE = 21  # of so many questions to the bank one
WIDTH = 110


def piles() -> dict[str, tuple[list[str], list[int] | None]]:
    """Give the statements of each pile, and the themes they were written for, if they were."""
    found: dict[str, tuple[list[str], list[int] | None]] = {}
    if DATA.is_dir():
        for name in ("bowling_green", "ai_assemblies"):
            found[name] = [row["text"] for row in read(name)], None
        rows = [row for row in read("ArgKP, 47 jobs") if row["label2"].startswith(TOPIC)]
        found[f"ArgKP: {TOPIC}"] = [row["text"] for row in rows], None
        rows = read("banking77")[::SHARE]
        found["banking77, a sample"] = [row["text"] for row in rows], None
    found["the demonstration edition"] = _demonstration(), None
    for name in ("german", "french"):
        subjects = yaml.safe_load((PILES / f"{name}.yaml").read_text("utf-8")).values()
        texts = [text for said in subjects for text in said]
        labels = [number for number, said in enumerate(subjects) for _ in said]
        found[f"our {name} pile"] = texts, labels
    return found


def _demonstration() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/names.sqlite3")
        migrate(engine)
        with transaction(engine) as session:
            edition = load_demonstration(session)
            texts = [each.text for each in list_statements(session, edition_id=edition.id)]
        engine.dispose()
    return texts


def lines(texts: list[str], labels: list[int] | None) -> Iterator[str]:
    """Give the themes of a pile as they are read."""
    vectors = vectors_of(texts)
    found = cluster(texts, vectors, THEMES)
    of = found.labels if labels is None else labels
    for number, naming in enumerate(named(texts, of, vectors)):
        rows = [row for row, label in enumerate(of) if label == number]
        shown = rows[:3] if labels else found.typical[number][:3]
        yield f"- {naming.title} ({len(rows)}); or: {'; '.join(naming.others)}"
        yield from (f"    · {texts[row][:WIDTH]}" for row in shown)


def seconds(size: int) -> float:
    """Return the seconds of the processor that naming so many statements takes."""
    job = made(stock(), size)
    labels = cluster(job.texts, job.vectors, THEMES).labels
    begun = time.process_time()
    named(job.texts, labels, job.vectors)
    return time.process_time() - begun


def main() -> None:
    """Print the titles, or those of the piles at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, help="only how long so many statements take")
    asked = parser.parse_args()
    if asked.seconds:
        print(f"{asked.seconds:,} statements: {seconds(asked.seconds):.2f} s of the processor")
        return
    for name, (texts, labels) in piles().items():
        print(f"\n## {name}, {len(texts)} statements\n")
        for line in lines(texts, labels):
            print(line)


if __name__ == "__main__":
    main()
