"""How well support is found for a sentence, how well pairs that are alike are told, and how fast.

`python -m bench.support`. The sentences are the key points that experts wrote for ArgKP, the
statements the arguments that they stand for, topic and stance by themselves, as are the notes of an
edition. Limits and shares were chosen on one half of the topics and are reported on both. The set
is not part of the project: see ../shared/data/SOURCES.md.
"""

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from bench.material import DATA, Job, made, stock, vectors_of
from hrgl.core import vector_store
from hrgl.core.database import connect, reading, transaction
from hrgl.core.enums import Support
from hrgl.core.meaning import SentenceReader, sentences_beside
from hrgl.core.migrations import migrate
from hrgl.encouragements import wordings
from hrgl.encouragements.checking import checks, support
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.notes.statements import list_statements
from hrgl.synthesis.wording.alikeness import NEARLY_THE_SAME, NEARLY_THE_SAME_BY_WORDS, alikeness
from hrgl.synthesis.wording.supporting import Weighed, supporting, telling_words, weighed
from tests.builders import World, world

STATEMENTS = 10_000
FEWEST = 3  # arguments that a key point must have to be asked for
ARGUMENTS, KEY_POINTS = DATA / "argkp_train_arguments.csv", DATA / "argkp_train_key_points.csv"


@dataclass(frozen=True)
class Question:
    """A key point with its vector, and which arguments of its job are its own."""

    text: str
    vector: NDArray[np.float32]
    own: frozenset[int]


@dataclass(frozen=True)
class Pool:
    """The arguments of one topic and stance, and the key points that are asked for among them."""

    topic: str
    job: Job
    questions: tuple[Question, ...]


def main() -> None:
    """Print the tables."""
    if not ARGUMENTS.exists():
        print(f"Skipped: ArgKP is not in {DATA}.")
        return
    pools = list(_pools())
    topics = sorted({pool.topic for pool in pools})
    halves = {topic: at % 2 for at, topic in enumerate(topics)}
    chosen = [pool for pool in pools if not halves[pool.topic]]
    other = [pool for pool in pools if halves[pool.topic]]
    parts = {"chosen on": chosen, "the other half": other, "all": pools}
    _print_support(parts)
    _print_pairs(parts)
    _print_times()


def _pools() -> Iterator[Pool]:
    rows = [row for row in _read(ARGUMENTS) if row["label"]]
    points = _read(KEY_POINTS)
    vectors = vectors_of([row["text"] for row in rows])
    asked = vectors_of([point["text"] for point in points])
    for side in sorted({row["label2"] for row in rows}):
        at = [i for i, row in enumerate(rows) if row["label2"] == side]
        job = Job([rows[i]["text"] for i in at], vectors[at], [rows[i]["label"] for i in at])
        yield Pool(side.partition(" | ")[0], job, tuple(_questions(side, job, points, asked)))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _questions(
    side: str, job: Job, points: list[dict[str, str]], vectors: NDArray[np.float32]
) -> Iterator[Question]:
    for point, vector in zip(points, vectors, strict=True):
        if f"{point['label']} | {point['label2']}" == side:
            own = frozenset(i for i, label in enumerate(job.labels) if label == point["text"])
            if len(own) >= FEWEST:
                yield Question(point["text"], vector, own)


Way = Callable[[Pool, Weighed, Question], list[int]]


def _by_words(pool: Pool, texts: Weighed, question: Question) -> list[int]:
    row = texts.weigh.transform([telling_words(question.text)])
    return _best((texts.words @ row.T).toarray().ravel())


def _by_model(pool: Pool, texts: Weighed, question: Question) -> list[int]:
    return _best(texts.points @ question.vector)


def _as_shipped(pool: Pool, texts: Weighed, question: Question) -> list[int]:
    everything = np.ones(len(pool.job.texts), dtype=bool)
    return supporting(texts, telling_words(question.text), question.vector, everything, 10)


def _words_alone(pool: Pool, texts: Weighed, question: Question) -> list[int]:
    everything = np.ones(len(pool.job.texts), dtype=bool)
    return supporting(texts, telling_words(question.text), None, everything, 10)


def _best(fits: NDArray[np.floating]) -> list[int]:
    return [int(at) for at in np.argsort(-fits, kind="stable")[:10]]


WAYS: dict[str, Way] = {
    "words (TF-IDF)": _by_words,
    "the model": _by_model,
    "ours, no meaning at hand": _words_alone,
    "ours": _as_shipped,
}


def _print_support(parts: dict[str, list[Pool]]) -> None:
    asked = {name: sum(len(pool.questions) for pool in pools) for name, pools in parts.items()}
    print("Find support: share of a key point's own arguments among the first ten, and five.")
    print(f"| way | {' | '.join(f'{name} ({asked[name]})' for name in parts)} |")
    print(f"|---|{'---|' * len(parts)}")
    for way, find in WAYS.items():
        cells = [
            " / ".join(f"{_share(pools, find, number):.3f}" for number in (10, 5))
            for pools in parts.values()
        ]
        print(f"| {way} | {' | '.join(cells)} |", flush=True)


def _share(pools: list[Pool], find: Way, number: int) -> float:
    shares = []
    for pool in pools:
        texts = weighed([telling_words(text) for text in pool.job.texts], pool.job.vectors)
        for question in pool.questions:
            found = find(pool, texts, question)[:number]
            shares.append(len(question.own & set(found)) / number)
    return float(np.mean(shares))


def _print_pairs(parts: dict[str, list[Pool]]) -> None:
    print(
        "\nTwo that are alike: all pairs of arguments of one topic and stance; right are those of"
    )
    print("one key point. Precision / recall at the shipped limits.")
    print(f"| way | limit | {' | '.join(parts)} |\n|---|---|{'---|' * len(parts)}")
    for way, limit, meaning in (
        ("meaning and words", NEARLY_THE_SAME, True),
        ("words alone", NEARLY_THE_SAME_BY_WORDS, False),
    ):
        cells = [
            "{:.3f} / {:.3f}".format(*_pairs(pools, limit, meaning)) for pools in parts.values()
        ]
        print(f"| {way} | {limit:.2f} | {' | '.join(cells)} |", flush=True)


def _pairs(pools: list[Pool], limit: float, meaning: bool) -> tuple[float, float]:
    """Return precision and recall of the pairs at least that alike."""
    found = right = same = 0
    every = [text for pool in pools for text in pool.job.texts]
    texts = weighed([telling_words(text) for text in every], np.zeros((len(every), 1)))
    for pool in pools:
        said = [telling_words(text) for text in pool.job.texts]
        likeness = alikeness(texts, said, pool.job.vectors if meaning else None)
        one, other = np.triu_indices(len(said), 1)
        labels = np.array(pool.job.labels)
        together = labels[one] == labels[other]
        alike = likeness[one, other] >= limit
        found += int(alike.sum())
        right += int((alike & together).sum())
        same += int(together.sum())
    return right / max(found, 1), right / max(same, 1)


def _print_times() -> None:
    with tempfile.TemporaryDirectory() as folder, sentences_beside() as sentences:
        engine = connect(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        migrate(engine)
        job = made(stock(), STATEMENTS // 2)  # each is cut in two
        began = time.perf_counter()
        sentences.of(["local governments explain their budgets"], patience=120)
        print(f"\n{'what, at 10,000 statements':<58}{'seconds':>10}")
        _row("the model comes, and reads the first sentence", time.perf_counter() - began)
        here = _fill(engine, job, sentences)
        _time_support(engine, here, job)
        _time_checks(engine, here)
        engine.dispose()


def _fill(engine: Engine, job: Job, sentences: SentenceReader) -> World:
    with transaction(engine) as session:
        here = world(session, places=12)
        text = "\n".join(f"* {' '.join(text.split())}" for text in job.texts)
        file = FileIn(here.workshop.id, "bench.txt", [ReadNote(text)])
        [came] = imports.bring_in(session, here.facilitator, files=[file])
        rows = came.taken.statements
        chance = np.random.default_rng(0)
        said = {row.text for row in list_statements(session, edition_id=here.edition.id)}
        vectors = dict(zip(sorted(said), chance.choice(job.vectors, len(said)), strict=True))
        vector_store.keep_vectors(session, vectors, sentences.model or "")
        for at in range(17):
            wordings.word(
                session,
                here.facilitator,
                heading=f"explain the budget of department {at} to those it is for",
                explanation="It is read by those who are told why it was made. " * 3,
                citations={rows[10 * at + n].id: Support.SUPPORTS for n in range(6)},
            )
    return here


def _time_support(engine: Engine, here: World, job: Job) -> None:
    for at in range(6):
        began = time.perf_counter()
        with reading(engine) as session:
            found = support.find_support(session, edition_id=here.edition.id, text=job.texts[at])
        assert found.statement_ids
        spent = time.perf_counter() - began
        _row(f"find support: sentence {at + 1}{', by words alone' if found.note else ''}", spent)


def _time_checks(engine: Engine, here: World) -> None:
    for turn in ("the first time", "again"):
        with reading(engine) as session:
            rows = list_statements(session, edition_id=here.edition.id)
            began = time.perf_counter()
            checks.findings(session, edition_id=here.edition.id, rows=rows, patience=10)
            _row(f"all checks of 17 encouragements, {turn}", time.perf_counter() - began)


def _row(what: str, seconds: float) -> None:
    print(f"{what:<58}{seconds:>10.2f}", flush=True)


if __name__ == "__main__":
    main()
