"""Chance that depends on the seed alone: SplitMix64, one number of 64 bits of state per chain (Steele, Lea, Flood 2014)."""

from __future__ import annotations

import numpy as np

from backend.allocation.annealing.compiled import inner


@inner
def chance(rng):
    """A number in [0, 1). `rng`: uint64[1], moves on."""
    rng[0] += np.uint64(0x9E3779B97F4A7C15)
    z = rng[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return np.float64(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inner
def pick(rng, n):
    """A whole number from 0 to n − 1."""
    return np.int64(chance(rng) * n)
