"""How far two ways of grouping the same statements agree, and two people who place them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 200
INTERVAL = (0.025, 0.975)


@dataclass(frozen=True)
class PairF1:
    """Agreement of two groupings, 0 to 1, and the interval in which 95 % of the samples lie."""

    value: float
    low: float
    high: float


def pair_f1(one: Sequence[Hashable], other: Sequence[Hashable]) -> PairF1:
    """Compare two groupings of n statements by the pairs they put together.

    F1 of the pairs: of those together in either, how many are together in both. The interval is a
    bootstrap over statements (Efron, 1979) with draws that are the same every time; pairs of a
    statement with itself do not count. 1 where neither puts any two together.
    """
    if len(one) != len(other):
        raise ValueError(f"{len(one)} labels, but {len(other)} others")
    left, right = _numbered(one), _numbered(other)
    chance = np.random.default_rng(0)
    size = len(left)
    draws = (
        np.bincount(chance.integers(size, size=size), minlength=size)
        for _ in range(DRAWS if size else 0)
    )
    samples = [_f1(left, right, draw) for draw in draws] or [1.0]
    low, high = np.quantile(samples, INTERVAL)
    value = _f1(left, right, np.ones(size))
    return PairF1(round(value, 4), round(float(low), 4), round(float(high), 4))


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance, 1 at most, and the interval in which 95 % of the samples lie."""

    value: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """The strength of the agreement after Landis and Koch, Biometrics 33 (1977)."""
        if self.value < 0:
            return "poor"
        return next(name for most, name in _STRENGTH if self.value <= most)


_STRENGTH = (
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)


def kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> Kappa:
    """Compare where two people placed the same n statements (Cohen, 1960).

    What they agree on beyond what they would by chance, if each kept to the shares they gave the
    themes. The interval is a bootstrap as in `pair_f1`. 1 where both name one theme throughout.
    Raises ValueError for lists of different length and for empty ones.
    """
    if len(one) != len(other) or not one:
        raise ValueError(f"{len(one)} themes, but {len(other)} others")
    numbers = _numbered([*one, *other])
    left, right = numbers[: len(one)], numbers[len(one) :]
    chance = np.random.default_rng(0)
    draws = (chance.integers(len(one), size=len(one)) for _ in range(DRAWS))
    samples = [_kappa(left[draw], right[draw]) for draw in draws]
    low, high = np.quantile(samples, INTERVAL)
    return Kappa(round(_kappa(left, right), 4), round(float(low), 4), round(float(high), 4))


def _kappa(left: NDArray[np.intp], right: NDArray[np.intp]) -> float:
    themes = int(max(left.max(), right.max())) + 1
    shares = (np.bincount(each, minlength=themes) / len(each) for each in (left, right))
    expected = float(np.prod(list(shares), axis=0).sum())
    return (float((left == right).mean()) - expected) / (1 - expected) if expected < 1 else 1.0


def _numbered(labels: Sequence[Hashable]) -> NDArray[np.intp]:
    numbers = {label: at for at, label in enumerate(dict.fromkeys(labels))}
    return np.array([numbers[label] for label in labels], dtype=np.intp)


def _f1(
    left: NDArray[np.intp], right: NDArray[np.intp], weights: NDArray[np.integer | np.floating]
) -> float:
    cells = left * (int(right.max(initial=0)) + 1) + right
    both, in_left, in_right = (_pairs(each, weights) for each in (cells, left, right))
    return 2 * both / (in_left + in_right) if in_left + in_right else 1.0


def _pairs(labels: NDArray[np.intp], weights: NDArray[np.integer | np.floating]) -> float:
    """Count the pairs within groups, each statement as often as it was drawn."""
    sums = np.bincount(labels, weights=weights)
    return float((sums**2).sum() - (np.asarray(weights) ** 2).sum()) / 2
