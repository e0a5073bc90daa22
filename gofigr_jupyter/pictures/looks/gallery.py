"""A gallery: the features of many pictures, and which of them has those of a screenshot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gofigr_jupyter.pictures.looks.features import NOTHING, Array, Features, Whole, distances

TABLES = 8
"""Two words that differ in less than eight bits have one of eight parts in common."""
NEAR = 10
MOST_EQUAL = 24
"""Parts that so many times as many features as usual share are not looked up."""
MOST_SHARED = 200
"""Nor does a feature count that so many others resemble."""
PAIRED = 24
SHELVED = ("pictures", "owners", "places", "words", "orders", "starts")
"""What a gallery consists of."""


@dataclass(frozen=True)
class Placing:
    """Where a picture lies in a screenshot: `scale` times as long, and moved to `left`, `top`.

    All are in units of the screenshot's longer side. `votes` tells how many features say so.
    """

    picture: int
    votes: float
    scale: float
    left: float
    top: float


class Gallery:
    """Finds pictures, which are told by numbers, by their features.

    The numbers grow.
    """

    def __init__(self, shelved: Mapping[str, NDArray[Any]]) -> None:
        self._shelved = shelved
        self._pictures: list[int] = shelved["pictures"].tolist()
        self._owners: NDArray[np.int32] = shelved["owners"]
        self._places: Array = shelved["places"]
        self._words: NDArray[np.uint64] = shelved["words"]
        self._tables = list(zip(shelved["orders"], shelved["starts"], strict=True))

    @classmethod
    def of(cls, pictures: Mapping[int, Features]) -> Gallery:
        """The gallery of pictures with these features."""
        features = list(pictures.values())
        counts = [len(each.words) for each in features]
        words = np.concatenate([NOTHING.words, *(each.words for each in features)])
        parts = words.view(np.uint16)
        orders, starts = zip(*(_table(parts[:, at]) for at in range(TABLES)), strict=True)
        return cls(
            {
                "pictures": np.array(list(pictures), np.int64),
                "owners": np.repeat(np.arange(len(features), dtype=np.int32), counts),
                "places": np.concatenate([NOTHING.places, *(each.places for each in features)]),
                "words": words,
                "orders": np.stack(orders),
                "starts": np.stack(starts),
            }
        )

    @classmethod
    def opened(cls, folder: Path) -> Gallery:
        """The gallery that was saved in a folder, in files that are read where they are needed.

        Raises OSError or ValueError where it is not there whole.
        """
        return cls({name: _mapped(folder / f"{name}.npy") for name in SHELVED})

    def save(self, folder: Path) -> None:
        """Write the gallery into an empty folder."""
        for name, values in self._shelved.items():
            np.save(folder / f"{name}.npy", values)

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def newest(self) -> int:
        """The number of the last picture; 0 where there is none."""
        return self._pictures[-1] if self._pictures else 0

    def ballot(self, asked: Features) -> Ballot:
        """How many features of each picture are in the screenshot, in the same order."""
        asking, kept = self._pairs(asked.words)
        owners = self._owners[kept]
        weights = _weights(asking, owners, len(self._pictures))
        order = np.argsort(owners, kind="stable")
        return Ballot(
            here=asked.places[asking[order]],
            there=self._places[kept[order]],
            owners=owners[order],
            weights=weights[order],
            asking=asking[order],
            pictures=self._pictures,
        )

    def _pairs(self, words: NDArray[np.uint64]) -> tuple[Whole, Whole]:
        """Features of a screenshot and those kept that resemble them."""
        parts = words.view(np.uint16)
        most = max(200, MOST_EQUAL * len(self._words) // 65536)
        asking, kept = [], []
        for at, (order, starts) in enumerate(self._tables):
            first = starts[parts[:, at]]
            counts = starts[parts[:, at].astype(np.intp) + 1] - first
            counts[counts > most] = 0
            steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            kept.append(order[np.repeat(first, counts) + steps])
            asking.append(np.repeat(np.arange(len(words)), counts))
        ours, theirs = np.concatenate(asking), np.concatenate(kept)
        # Half of the bits tell most of them apart, and there are half a million of them.
        half = np.bitwise_count(words[ours, 0] ^ self._words[theirs, 0]) <= NEAR
        ours, theirs = ours[half], theirs[half]
        near = distances(words[ours], self._words[theirs]) <= NEAR
        pairs = np.unique(ours[near] * len(self._words) + theirs[near])
        ours, theirs = np.divmod(pairs, len(self._words))
        telling = np.bincount(ours, minlength=len(words))[ours] <= MOST_SHARED
        return ours[telling], theirs[telling]


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """Features that a screenshot and pictures share, sorted by picture: a vote each."""

    here: Array
    there: Array
    owners: NDArray[np.int32]
    weights: Array
    asking: Whole
    pictures: Sequence[int]

    def ranked(self) -> Sequence[int]:
        """The pictures with votes, the one with the most for one place and size first."""
        sizes = self.here[:, 2] - self.there[:, 2]
        center = (np.array([0.45, 0.35]) - self.here[:, :2]) / np.exp2(sizes)[:, None]
        middle = self.there[:, :2] + center
        best = np.zeros(len(self.pictures), np.float32)
        for shift in (0, 0.5):  # what lies on the border of two boxes lies in the middle of one
            size = np.floor(sizes / 0.6 + shift).astype(np.int64) + 32
            box = np.clip(np.floor(middle / 0.2 + shift).astype(np.int64) + 64, 0, 127)
            keys = ((self.owners.astype(np.int64) * 64 + size) * 128 + box[:, 0]) * 128 + box[:, 1]
            unique, at = np.unique(keys, return_inverse=True)
            np.maximum.at(best, unique >> 20, np.bincount(at, self.weights))
        order = np.argsort(-best, kind="stable")
        return [self.pictures[at] for at in order[: np.count_nonzero(best)]]

    def placing(self, picture: int) -> Placing:
        """Where a picture with votes lies in the screenshot."""
        at = bisect_left(self.pictures, picture)
        own = slice(*np.searchsorted(self.owners, [at, at + 1]))
        here, there, weights = self.here[own], self.there[own], self.weights[own]
        scales, lefts, tops = _guesses(here, there, np.argsort(-weights, kind="stable")[:PAIRED])
        error_x = np.abs(scales[:, None] * there[:, 0] + lefts[:, None] - here[:, 0])
        error_y = np.abs(scales[:, None] * there[:, 1] + tops[:, None] - here[:, 1])
        allowed = 0.004 + 1.5 * np.exp2(here[:, 2])
        agree = (error_x < allowed) & (error_y < allowed)
        agree &= np.abs(np.log2(scales)[:, None] - here[:, 2] + there[:, 2]) < 0.45
        best = int(np.argmax((agree * weights).sum(1)))
        agreeing = agree[best]
        scale, left, top = _fitted(
            here[agreeing, :2], there[agreeing, :2], 1 / allowed[agreeing]
        ) or (float(scales[best]), float(lefts[best]), float(tops[best]))
        _, once = np.unique(self.asking[own][agreeing], return_index=True)
        votes = float(weights[agreeing][once].sum())
        return Placing(picture, votes, scale, left, top)


def _mapped(file: Path) -> NDArray[Any]:
    # As a plain array: else every part of it would be tied to the file as well.
    values: NDArray[Any] = np.load(file, mmap_mode="r").view(np.ndarray)
    return values


def _table(parts: NDArray[np.uint16]) -> tuple[NDArray[np.int32], Whole]:
    order = np.argsort(parts, kind="stable").astype(np.int32)
    starts = np.zeros(65537, np.intp)
    np.cumsum(np.bincount(parts, minlength=65536), out=starts[1:])
    return order, starts


def _weights(asking: Whole, owners: NDArray[np.int32], count: int) -> Array:
    """Features that few pictures have say more."""
    each = np.unique(asking * count + owners) // count
    return (1 / np.sqrt(np.bincount(each)[asking])).astype(np.float32)


def _guesses(here: Array, there: Array, chosen: Whole) -> tuple[Array, Array, Array]:
    """Sizes and places by single pairs of features, and by two pairs together."""
    sizes = here[:, 2] - there[:, 2]
    alone = np.exp2(sizes[chosen])
    some, others = (chosen[at] for at in np.triu_indices(len(chosen), 1))
    ours = np.hypot(*(here[some, :2] - here[others, :2]).T)
    theirs = np.hypot(*(there[some, :2] - there[others, :2]).T)
    apart = (ours > 0.05) & (theirs > 0.03)
    some, others = some[apart], others[apart]
    scale = ours[apart] / theirs[apart]
    fits = np.abs(np.log2(scale) - sizes[some]) < 0.4
    some, others, scale = some[fits], others[fits], scale[fits]
    moved = here[chosen, :2] - alone[:, None] * there[chosen, :2]
    middle = (here[some, :2] + here[others, :2]) / 2
    moved_both = middle - scale[:, None] * (there[some, :2] + there[others, :2]) / 2
    moves = np.concatenate([moved, moved_both])
    return np.concatenate([alone, scale]), moves[:, 0], moves[:, 1]


def _fitted(here: Array, there: Array, weights: Array) -> tuple[float, float, float] | None:
    """The size and place that fit best, where there are places enough to tell."""
    share = (weights / weights.sum())[:, None]
    ours, theirs = (here * share).sum(0), (there * share).sum(0)
    spread = float(((there - theirs) ** 2 * share).sum())
    if spread < 1e-4:
        return None
    scale = float(((there - theirs) * (here - ours) * share).sum()) / spread
    left, top = ours - scale * theirs
    return scale, float(left), float(top)
