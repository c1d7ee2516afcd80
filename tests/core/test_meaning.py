"""Sentences are read by a process apart, which may be slow, may die and may not be there at all."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from hrgl.core import meaning, vector_store
from hrgl.core.database import reading
from hrgl.core.meaning import SentenceReader
from hrgl.synthesis.vectors import MULTILINGUAL, embedding
from tests.fakes import FakeEmbedder

LONG = 60.0


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A file that, where it is, keeps the model away."""
    return tmp_path / "away"


@pytest.fixture
def reader(away: Path) -> Iterator[SentenceReader]:
    made = SentenceReader((sys.executable, "-m", "tests.fake_sentences", str(away)))
    yield made
    made.close()


def _until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + LONG
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def test_sentences_are_read_as_the_worker_reads_statements(reader: SentenceReader) -> None:
    texts = ["publish the budget", "pay people"]
    found = reader.of(texts, patience=LONG)
    assert reader.model == "fake"
    for text, row in zip(texts, FakeEmbedder().encode(texts), strict=True):
        assert np.array_equal(found[text], row)


def test_who_does_not_wait_is_told_what_is_there_and_gets_the_rest_later(
    reader: SentenceReader,
) -> None:
    assert reader.of(["publish"], patience=0) == {}
    assert _until(lambda: list(reader.of(["publish", "another"], patience=0)) != [])
    assert list(reader.of(["publish"], patience=0)) == ["publish"]


def test_statements_are_read_when_there_is_time_and_their_vectors_kept(
    reader: SentenceReader, engine: Engine
) -> None:
    texts = [f"statement {n}" for n in range(150)]
    with reading(engine) as session:
        reader.keep(session.get_bind().engine, texts)
    assert _until(lambda: reader.kept == 150)
    with reading(engine) as session:
        assert {*vector_store.known_vectors(session, texts, "fake")} == {*texts}


def test_a_process_that_dies_is_started_again_but_not_for_what_kills_it(
    reader: SentenceReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader.of(["before"], patience=LONG)
    assert reader.of(["poison"], patience=LONG) == {}
    assert reader.of(["after"], patience=LONG) == {}, "no other try for a while"
    monkeypatch.setattr(meaning, "monotonic", lambda: time.monotonic() + 100)
    assert list(reader.of(["after"], patience=LONG)) == ["after"]


def test_a_model_that_is_not_there_is_not_waited_for(reader: SentenceReader, away: Path) -> None:
    away.touch()
    began = time.monotonic()
    assert reader.of(["publish"], patience=LONG) == {}
    assert time.monotonic() - began < LONG
    assert reader.of(["publish"], patience=LONG) == {}


def test_a_process_that_went_for_want_of_work_comes_again(reader: SentenceReader) -> None:
    assert reader.of(["first"], patience=LONG)
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert list(reader.of(["second"], patience=LONG)) == ["second"]


def test_the_process_ends_with_whoever_asked(reader: SentenceReader) -> None:
    assert reader.of(["publish"], patience=LONG)
    process = reader._process
    assert process is not None
    reader.close()
    assert process.poll() is not None
    assert reader.of(["more"], patience=LONG) == {}


def test_the_process_ends_when_its_parent_dies(tmp_path: Path) -> None:
    code = f"""
import sys
from hrgl.core.meaning import SentenceReader
reader = SentenceReader((sys.executable, "-m", "tests.fake_sentences", {str(tmp_path / "no")!r}))
reader.of(["publish"], patience=60)
print(reader._process.pid, flush=True)
import os
os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=LONG, check=True
    )
    pid = int(done.stdout)
    assert _until(lambda: not _lives(pid))


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_nothing_is_at_hand_but_where_it_was_let_in() -> None:
    assert meaning.at_hand() is None
    with meaning.sentences_beside() as there:
        assert meaning.at_hand() is there
        assert meaning.at_hand("another") is meaning.at_hand("another") is not there
    assert meaning.at_hand() is None
    assert os.environ.get("HRGL_MODEL") is None


@pytest.mark.model
@pytest.mark.parametrize("name", ["", MULTILINGUAL])
def test_the_true_model_reads_a_sentence_to_the_bit_as_the_worker_does(name: str) -> None:
    with meaning.sentences_beside():
        there = meaning.at_hand(name)
        assert there is not None
        name = name or embedding.kept_as(embedding.DEFAULT_MODEL)
        found = there.of(["Publish the budget in plain words"], patience=4 * LONG)
        assert there.model == name
    [row] = embedding.load_once(name).encode(["Publish the budget in plain words"])
    assert np.array_equal(found["Publish the budget in plain words"], row)
