"""The model of sixteen languages: known files, the same bits in any company, translations near."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from hrgl.errors import NotFound, NotValid
from hrgl.synthesis.grouping.clustering import cluster
from hrgl.synthesis.naming.labelling import titles
from hrgl.synthesis.naming.spoken import language_of
from hrgl.synthesis.vectors import MULTILINGUAL, embedding, many_languages
from hrgl.synthesis.vectors.embedding import Embedder

OURS = Path(__file__).parent / "several_languages.csv"
HANDED_ON = Path(__file__).parents[3] / "shared/data/failing/four_languages.csv"
TEXTS = [
    "Rents are too high",
    "Die Mieten sind zu hoch",
    "نشر الميزانية بلغة بسيطة",
    "Плакаты",
    "予算を公開する",
    "A longer one: " + "the city council meets in the evening so that parents can come, " * 6,
    "Yes.",
    "",
]


@pytest.fixture(scope="module")
def model() -> Embedder:
    return embedding.load_once(MULTILINGUAL)


def _tampered(name: str, folder: Path) -> Iterator[Path]:
    for path in many_languages.files_folder().iterdir():
        content = path.read_bytes()
        if path.name == name:
            content = content[:-1] + bytes([content[-1] ^ 1])
        (folder / path.name).write_bytes(content)
    yield folder


@pytest.mark.parametrize("name", many_languages.FILES_SHA256)
def test_tampered_files_are_refused_before_anything_reads_them(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [folder] = _tampered(name, tmp_path)
    monkeypatch.setattr(many_languages, "files_folder", lambda: folder)
    monkeypatch.setattr(many_languages, "ManyLanguagesEmbedder", lambda _: pytest.fail("was read"))
    with pytest.raises(NotValid, match="are not those of universal-sentence-encoder"):
        embedding.open_model(MULTILINGUAL)


def test_a_missing_package_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_languages, "PACKED_IN", "no_such_package_of_weights")
    with pytest.raises(NotFound, match="choose English on the page Setup"):
        embedding.open_model(MULTILINGUAL)


@pytest.mark.model
def test_rows_have_unit_length_and_the_order_of_the_texts(model: Embedder) -> None:
    vectors = model.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), model.dimensions) == (len(TEXTS), 512)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(model.encode(TEXTS[::-1]), vectors[::-1])
    assert model.encode([]).shape == (0, 512)


@pytest.mark.model
def test_a_text_has_the_same_bits_alone_and_in_any_company(model: Embedder) -> None:
    crowd = [f"Statement number {number} about parks." for number in range(40)]
    together = model.encode(crowd + TEXTS)[len(crowd) :]
    for text, row in zip(TEXTS, together, strict=True):
        assert np.array_equal(model.encode([text])[0], row), text


@pytest.mark.model
@pytest.mark.parametrize("threads", ["1", "4"])
def test_the_bits_do_not_depend_on_the_threads_of_the_process(
    threads: str, model: Embedder
) -> None:
    code = (
        "from hrgl.synthesis.vectors.embedding import open_model; import sys;"
        f"found = open_model({MULTILINGUAL!r}).encode({TEXTS!r});"
        "sys.stdout.write(found.tobytes().hex())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == model.encode(TEXTS).tobytes().hex()


@pytest.mark.model
def test_a_text_beyond_the_limit_is_cut_there_and_progress_rises_to_one(model: Embedder) -> None:
    long = "word " * many_languages.LONGEST_READ
    heard: list[float] = []
    texts = [long, long + "and more", *(f"text {number}" for number in range(40))]
    vectors = model.encode(texts, heard.append)
    assert np.array_equal(vectors[0], vectors[1])
    assert heard == sorted(heard)
    assert len(heard) > 1
    assert heard[-1] == 1.0


def _pile(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip("the pile was not handed on")
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.mark.model
@pytest.mark.parametrize("path", [HANDED_ON, OURS], ids=["handed on", "ours"])
def test_statements_in_four_languages_are_grouped_by_what_they_mean(
    path: Path, model: Embedder
) -> None:
    rows = _pile(path)
    texts, topics = [row["comment"] for row in rows], [row["topic"] for row in rows]
    found = cluster(texts, model.encode(texts), len(set(topics)))
    assert adjusted_rand_score(topics, found.labels) >= 0.8
    names = titles(texts, found.labels)
    assert len(set(names)) == len(set(topics))
    for theme, title in enumerate(names):
        own = {row["lang"] for row, label in zip(rows, found.labels, strict=True) if label == theme}
        said = " ".join(row["comment"].lower() for row in rows if row["lang"] == _main(own))
        assert all(word.lower() in said or word == "and" for word in title.split()), title


def _main(languages: set[str]) -> str:
    """The language of a title where a theme holds equally many statements of each."""
    return "en" if "en" in languages else min(languages)


def test_the_language_of_most_of_our_statements_is_told_and_of_none_wrongly() -> None:
    rows = _pile(OURS)
    told = [(row["lang"], language_of(row["comment"])) for row in rows]
    assert sum(lang == found for lang, found in told) >= 0.9 * len(told)
    assert [each for each in told if each[1] not in {each[0], ""}] == []
