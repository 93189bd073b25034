"""Risk bands of a stratified list: pure (CLINICAL C03 and A.0).

1. A band is a share of the list by rank: the first 0.5 per cent are at very high risk, the next 4.5 at high, the next 15 at moderate, the rest at
   low. It is no count: how many that is follows from the list.
2. Where a share ends is rounded to whole people, halves up. Of 261,536 it is 1,308, then 11,769, then 39,230.
3. People with the same score have the same band, the graver one: nobody is left out by the order of a file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

SHARES = (("very-high", 5), ("high", 50), ("moderate", 200))
"""Band, and with how many of each thousand, counted from the first, it ends."""
LOW = "low"
AT_RISK = ("very-high", "high")
"""The groups that the programme is for (CLINICAL C03)."""


def by_rank(scores: Sequence[Decimal]) -> list[str]:
    """The band of each score, in their order; the higher the score the higher the risk."""
    ranked = sorted(scores)
    ends = [(band, (2 * len(ranked) * share + 1000) // 2000) for band, share in SHARES]
    ahead = {score: len(ranked) - bisect_right(ranked, score) for score in set(scores)}
    return [next((band for band, end in ends if ahead[score] < end), LOW) for score in scores]


def swollen(bands: Sequence[str]) -> str | None:
    """A band that shared scores made more than twice its share, and ten: such scores do not tell people apart. None where all is well."""
    before = 0
    for band, share in SHARES:
        end = (2 * len(bands) * share + 1000) // 2000
        if sum(found == band for found in bands) > 2 * (end - before) + 10:
            return band
        before = end
    return None
