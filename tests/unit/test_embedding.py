"""Vectors: offline, from known weights, and the same for a text in any company (promises 5, 11)."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from hrgl.errors import NotFound, NotValid
from hrgl.synthesis import embedding
from hrgl.synthesis.embedding import ROWS, WEIGHTS_SHA256, Embedder
from tests.fakes import FakeEmbedder

STATEMENTS = [
    "Put human rights criteria into public procurement.",
    "Public tenders should ask suppliers about human rights.",
    "Open the swimming pool for women one evening a week.",
    "Öffentliche Räume müssen barrierefrei sein.",
    "Yes.",
    "A longer one: " + "the city council meets in the evening so that parents can come, " * 6,
    "",
]


@pytest.fixture(scope="module")
def model() -> Embedder:
    return embedding.load()


@pytest.mark.parametrize("name", ["torch", "sentence_transformers", "transformers"])
def test_importing_the_module_does_not_import_the_heavy_libraries(name: str) -> None:
    code = f"import sys, hrgl.synthesis.embedding; sys.exit({name!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tampered_weights_are_refused_before_anything_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = (embedding.packaged_folder() / "model.safetensors").read_bytes()
    (tmp_path / "model.safetensors").write_bytes(genuine[:-1] + bytes([genuine[-1] ^ 1]))
    monkeypatch.setattr(embedding, "packaged_folder", lambda: tmp_path)
    monkeypatch.setattr(embedding, "_open", lambda folder: pytest.fail("it was read"))
    with pytest.raises(NotValid, match="are not those of all-MiniLM-L6-v2"):
        embedding.load()


def test_the_packaged_weights_are_the_published_ones() -> None:
    embedding.verify(embedding.packaged_folder(), WEIGHTS_SHA256)


def test_a_folder_without_weights_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"model\.safetensors is missing"):
        embedding.verify(tmp_path, WEIGHTS_SHA256)


def test_a_missing_package_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(NotFound, match="is not installed"):
        embedding.load()


@pytest.mark.model
@pytest.mark.parametrize("name", ["nobody/no-such-model", "/nowhere/at/all"])
def test_a_model_that_is_not_on_this_machine_is_not_fetched(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HRGL_ALLOW_DOWNLOAD", raising=False)
    with pytest.raises(NotFound, match="was not found on this machine"):
        embedding.load(name)
    assert os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.model
def test_a_local_folder_is_a_model_too() -> None:
    folder = str(embedding.packaged_folder())
    assert embedding.load(folder).model == folder


@pytest.mark.model
def test_rows_have_unit_length_and_the_order_of_the_texts(model: Embedder) -> None:
    vectors = model.encode(STATEMENTS)
    assert vectors.shape == (len(STATEMENTS), model.dimensions) == (len(STATEMENTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.array_equal(model.encode(STATEMENTS[::-1]), vectors[::-1])


@pytest.mark.model
def test_what_means_the_same_comes_out_near(model: Embedder) -> None:
    cosines = model.encode(STATEMENTS[:3]) @ model.encode(STATEMENTS[:3]).T
    assert cosines[0, 1] > 0.6 > 0.3 > cosines[0, 2]


@pytest.mark.model
def test_a_text_has_the_same_bits_alone_and_in_any_company(model: Embedder) -> None:
    crowd = [f"Statement number {number} about parks." for number in range(2 * ROWS)]
    together = model.encode(crowd + STATEMENTS)[len(crowd) :]
    for text, row in zip(STATEMENTS, together, strict=True):
        assert np.array_equal(model.encode([text])[0], row), text


@pytest.mark.model
def test_a_full_batch_of_one_length_has_the_same_bits_as_each_text_alone(model: Embedder) -> None:
    sixteen_tokens = [f"{word} " * 14 for word in ("park", "road", "school", "river")] * 8
    vectors = model.encode(sixteen_tokens)
    assert np.array_equal(vectors[3], model.encode(sixteen_tokens[3:4])[0])
    assert np.array_equal(vectors[:4], vectors[4:8])


@pytest.mark.model
def test_a_text_beyond_the_models_limit_is_cut_there(model: Embedder) -> None:
    long = "word " * 300
    assert np.array_equal(*model.encode([long, long + "and more"]))


@pytest.mark.model
def test_progress_rises_to_one(model: Embedder) -> None:
    heard: list[float] = []
    model.encode(STATEMENTS, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert len(heard) > 1


@pytest.mark.model
def test_no_texts_give_no_rows(model: Embedder) -> None:
    assert model.encode([]).shape == (0, 384)


def test_the_fake_has_the_manners_of_the_model() -> None:
    fake: Embedder = FakeEmbedder()
    heard: list[float] = []
    vectors = fake.encode(["Parks and trees", "trees, parks!", "Schools"], heard.append)
    assert vectors.shape == (3, fake.dimensions)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors[0], vectors[1])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert heard == [1.0]
    assert fake.encode([]).shape == (0, 64)
