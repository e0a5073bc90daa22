"""Holds what many documents mean, so packed that the nearest of a hundred thousand take few ms.

A meaning is a unit vector. Of each its signs are kept, one bit for each of its numbers: those of
meanings that are near differ in few places, and to count these takes a tenth of a product. Those
that differ least are then compared by their numbers, which are kept as bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Numbers = NDArray[Any]

WORD = 64
LARGEST = 127
MOST_COMPARED = 2000
"""By their numbers, of those whose signs are most alike."""


@dataclass(frozen=True, kw_only=True)
class Nearness:
    """What documents mean, the latest last: 0.4 kB for each."""

    documents: Numbers
    numbers: Numbers
    scales: Numbers
    signs: Numbers
    """Of all documents one word, then of all the next one."""

    def nearest(self, vector: Vectors, most: int) -> Mapping[int, float]:
        """The documents whose meaning is nearest, best first, and how near it is."""
        rows = self._candidates(vector)
        alike = (self.numbers[rows].astype("f4") @ vector) * self.scales[rows]
        best = alike.argsort()[::-1][:most]
        return {int(self.documents[rows[at]]): float(alike[at]) for at in best}

    def joined(self, later: Nearness, most: int) -> Nearness:
        """With what came later, which counts where both know a document; at most so many."""
        import numpy as np

        rows = np.flatnonzero(~np.isin(self.documents, later.documents))
        room = max(0, most - len(later.documents))
        kept = rows[len(rows) - room :] if len(rows) > room else rows
        return Nearness(
            documents=np.concatenate([self.documents[kept], later.documents]),
            numbers=np.concatenate([self.numbers[kept], later.numbers]),
            scales=np.concatenate([self.scales[kept], later.scales]),
            signs=np.concatenate([self.signs[:, kept], later.signs], axis=1),
        )

    def _candidates(self, vector: Vectors) -> Numbers:
        import numpy as np

        if len(self.documents) <= MOST_COMPARED:
            return np.arange(len(self.documents))
        differing = np.zeros(len(self.documents), "u2")
        for known, asked in zip(self.signs, _signs(vector[np.newaxis]), strict=True):
            differing += np.bitwise_count(known ^ asked)
        least: Numbers = np.argpartition(differing, MOST_COMPARED)[:MOST_COMPARED]
        return least


def packed(documents: Sequence[int], vectors: Vectors) -> Nearness:
    """What some documents mean."""
    import numpy as np

    scales = np.maximum(np.abs(vectors).max(axis=1), np.finfo("f4").tiny) / LARGEST
    return Nearness(
        documents=np.array(documents, "i8"),
        numbers=np.rint(vectors / scales[:, np.newaxis]).astype("i1"),
        scales=scales,
        signs=_signs(vectors),
    )


def _signs(vectors: Vectors) -> Numbers:
    """Bits in words of 64, a column for each vector."""
    import numpy as np

    bits = np.pad(vectors > 0, ((0, 0), (0, -vectors.shape[1] % WORD)))
    return np.ascontiguousarray(np.packbits(bits, axis=1).view("u8").T)
