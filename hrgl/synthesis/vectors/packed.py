"""BERT without padding: the texts of a pass lie end to end, and each minds only its own tokens.

Every pass is `PASS` tokens long whatever lies in it, and runs on one thread: a matrix product of
one shape gives a row the same bits wherever it stands, and attention, the one step in which
tokens meet, has the shape of one text. So a text's bits depend on nothing but the text. Passes
run beside one another, one for each core, without waiting for one another at every step.

The arithmetic is float32, or bfloat16 in the four products of a layer (attention, sums, layer
norms and the mean stay float32). bfloat16 pays only where a processor has matrix units (AMX):
with AVX-512 alone its instruction does half the work of the float32 one in the same time
(measured on an Emerald Rapids without AMX: 85 against 174 thousand million operations a second).

Method: Devlin et al. 2018 (BERT); Krell et al. 2021 (packing sequences).
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention

from hrgl.synthesis.vectors import Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PASS = 384  # tokens; fewer waste less on few texts, more gain nothing


def fits(network: "SentenceTransformer") -> bool:
    """Whether a model is a plain BERT whose tokens are averaged, which is what runs here."""
    parts = [type(part).__name__ for part in network]
    if parts[:2] != ["Transformer", "Pooling"] or parts[2:] not in ([], ["Normalize"]):
        return False
    config = _inner(network).config
    return (
        config.model_type == "bert"
        and config.hidden_act == "gelu"
        and not getattr(config, "is_decoder", False)
        and getattr(config, "position_embedding_type", "absolute") == "absolute"
        and getattr(network[1], "pooling_mode", None) == "mean"
    )


class PackedEmbedder:
    """A BERT on the processor, run in passes of one length."""

    def __init__(self, model: str, network: "SentenceTransformer", *, bf16: bool = False) -> None:
        bert = _inner(network).eval()
        self.model = model
        self.dimensions = int(bert.config.hidden_size)
        self.threads = torch.get_num_threads()
        self._tokenizer: Any = network.tokenizer
        self._longest = int(network.max_seq_length or bert.config.max_position_embeddings)
        self._pass = max(PASS, self._longest)
        kind = torch.bfloat16 if bf16 else torch.float32
        with torch.inference_mode():
            self._embed = _Embeddings(bert.embeddings)
            self._layers = [_Layer(layer, kind) for layer in bert.encoder.layer]

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return the n × d unit vectors of `texts`; the same bits for a text in any company.

        Long texts are cut at the model's own limit (256 tokens for the default).
        `progress` hears the share done, from above 0 to 1, after each pass.
        """
        distinct = sorted(set(texts))
        vectors = np.zeros((len(distinct), self.dimensions), dtype=np.float32)
        tokens = self._tokens(distinct)
        passes = list(self._passes([len(found) for found in tokens]))
        before = torch.get_num_threads()
        pool = ThreadPoolExecutor(self.threads, initializer=torch.set_num_threads, initargs=(1,))
        try:
            done = 0
            computed = pool.map(lambda rows: self._vectors([tokens[row] for row in rows]), passes)
            for rows, found in zip(passes, computed, strict=True):
                vectors[rows] = found
                done += len(rows)
                if progress is not None:
                    progress(done / len(distinct))
        finally:
            # who stops listening half-way does not wait for the passes that have not begun
            pool.shutdown(cancel_futures=True)
            torch.set_num_threads(before)
        place = {text: row for row, text in enumerate(distinct)}
        return vectors[[place[text] for text in texts]]

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        if not texts:
            return []
        cut = self._tokenizer(texts, truncation=True, max_length=self._longest)
        return list(cut["input_ids"])

    def _passes(self, lengths: list[int]) -> Iterator[list[int]]:
        """Yield row numbers whose tokens fill a pass, shortest first."""
        rows: list[int] = []
        room = self._pass
        for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
            if lengths[row] > room:
                yield rows
                rows, room = [], self._pass
            rows.append(row)
            room -= lengths[row]
        if rows:
            yield rows

    @torch.inference_mode()
    def _vectors(self, tokens: list[list[int]]) -> NDArray[np.float32]:
        """Return the unit vectors of texts that fit into one pass, shortest first."""
        lengths = [len(found) for found in tokens]
        here = sum(lengths)
        words = torch.zeros(self._pass, dtype=torch.long)
        words[:here] = torch.tensor([word for found in tokens for word in found])
        places = torch.zeros(self._pass, dtype=torch.long)
        places[:here] = torch.cat([torch.arange(length) for length in lengths])
        groups = [(len(list(alike)), length) for length, alike in groupby(lengths)]
        hidden = self._embed(words, places)
        for layer in self._layers:
            hidden = layer(hidden, groups)
        means = torch.stack([own.mean(0) for own in torch.split(hidden[:here], lengths)])
        return np.asarray(normalize(means, dim=1).numpy(), dtype=np.float32)


def _inner(network: "SentenceTransformer") -> Any:
    first: Any = network[0]
    return first.model


class _Embeddings:
    """Words and their places, as t × d float32."""

    def __init__(self, module: Any) -> None:
        self._words = module.word_embeddings.weight
        # a text has one part only, so the vector of the first kind of part is the same everywhere
        self._places = module.position_embeddings.weight + module.token_type_embeddings.weight[0]
        self._norm = _norm(module.LayerNorm)

    def __call__(self, words: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        return layer_norm(self._words[words] + self._places[places], *self._norm)


class _Layer:
    """One layer: attention within each text, then two products for every token."""

    def __init__(self, module: Any, kind: torch.dtype) -> None:
        attention = module.attention.self
        three = [attention.query, attention.key, attention.value]
        self._kind = kind
        self._heads = int(attention.num_attention_heads)
        self._in = (
            torch.cat([part.weight for part in three]).to(kind),
            torch.cat([part.bias for part in three]).to(kind),
        )
        self._out = _product(module.attention.output.dense, kind)
        self._wide = _product(module.intermediate.dense, kind)
        self._narrow = _product(module.output.dense, kind)
        self._norms = _norm(module.attention.output.LayerNorm), _norm(module.output.LayerNorm)

    def __call__(self, hidden: torch.Tensor, groups: list[tuple[int, int]]) -> torch.Tensor:
        """Return the next t × d float32; `groups` are numbers of texts and their length."""
        minded = self._attend(linear(hidden.to(self._kind), *self._in), groups)
        hidden = layer_norm(
            linear(minded.to(self._kind), *self._out).float().add_(hidden), *self._norms[0]
        )
        wide = gelu(linear(hidden.to(self._kind), *self._wide))
        return layer_norm(linear(wide, *self._narrow).float().add_(hidden), *self._norms[1])

    def _attend(self, three: torch.Tensor, groups: list[tuple[int, int]]) -> torch.Tensor:
        """Return t × d float32: every token's mean over its text; zeros where no text is."""
        size = three.shape[1] // 3
        minded = torch.zeros(three.shape[0], size)
        start = 0
        for texts, length in groups:
            end = start + texts * length
            split = three[start:end].float().view(texts, length, 3, self._heads, -1)
            found = scaled_dot_product_attention(*split.permute(2, 0, 3, 1, 4))
            minded[start:end] = found.transpose(1, 2).reshape(-1, size)
            start = end
        return minded


def _product(module: Any, kind: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    return module.weight.to(kind), module.bias.to(kind)


def _norm(module: Any) -> tuple[tuple[int, ...], torch.Tensor, torch.Tensor, float]:
    return tuple(module.normalized_shape), module.weight, module.bias, float(module.eps)
