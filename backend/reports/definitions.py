"""The measures: one small file each, which screens, spreadsheets, PDF and API all read. Read once, checked once.

1. A measure is defined in `measures/<key>.toml`, and nowhere else: no screen and no export works out a number of its own.
2. `over` names the facts that it counts (`facts.FACTS`); `where`, `numerator` and `denominator` are SQL over the columns of those facts, for one row.
   What is shown is made of their sums (`kind`), so that a measure of any scope is a sum over its rows.
3. Over "feedback" nothing is counted: `where` names a row that feedback has published, `numerator` and `denominator` its answers (`experience`).
4. A file that says something unknown, or leaves something out, stops the start, by name.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Kind = Literal["count", "share", "ratio", "mean", "change", "median", "rate"]
"""count: Σ numerator. share: of the rows for which `denominator` holds, those for which `numerator` holds, in per cent; both are conditions.
In all others both are numbers. ratio: Σ numerator ÷ Σ denominator, in per cent. mean: the same, in `unit`. rate: the same, times `per`.
change: a mean of differences, which may be below 0 and is told with its sign.
median: the middle one of the numerators, of the rows for which the condition `denominator` holds (the one below where there are two); or the one
that the share `percentile` of them does not exceed."""
CONDITIONAL: tuple[Kind, ...] = ("share", "median")
Direction = Literal["up", "down", "none"]
"""Which way is better: `none` where a number is neither good nor bad."""
FEEDBACK = "feedback"
"""`over`, of measures that are copied from what feedback has published."""
Tier = Literal["commissioner", "system", "service"]
"""CLINICAL.md C24: who is answerable for it."""
Hide = Literal["few", "few-either", "never"]
"""By people, not by what is done for them: five visits are one person's as easily as five's. few: where 1 to 4 people stand behind the denominator
nothing is shown (count: behind the numerator). few-either: nor where 1 to 4 stand behind the numerator, or behind what lacks to the whole.
never: what it counts is no person and tells of none."""
Group = Literal["activity", "timeliness", "continuity", "plans", "identity", "experience", "outcomes", "care-fund", "workforce", "sync"]

GROUPS: dict[Group, str] = {
    "activity": "Activity",
    "timeliness": "Timeliness",
    "continuity": "Continuity",
    "plans": "Plans",
    "identity": "NHS number",
    "experience": "Experience",
    "outcomes": "Outcomes",
    "care-fund": "Better Care Fund",
    "workforce": "Workforce",
    "sync": "The record itself",
}
"""In the order in which they stand on the page."""


class WrongDefinition(ValueError):
    """A file of a measure that cannot be used; the text names file and field."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `name`: as its title. `counts`: what is counted, in a sentence with numerator and denominator. `source`: whose definition it is.

    `baseline`, `target`: in the measure's own unit (a share in per cent), None where nobody set one. `of`: of what the denominator is, in words that
    stand behind a number ("urgent referrals"). `split`: a column of the facts by whose values it is told as well. `per`: of a rate.
    `people`: how many people stand behind the numerator of a row, of facts whose rows are of nobody (`Facts.person`).
    """

    key: str
    name: str
    question: str
    group: Group
    over: str
    kind: Kind
    numerator: str
    denominator: str
    where: str
    of: str
    unit: str
    decimals: int
    direction: Direction
    counts: str
    source: str
    tier: Tier
    hide: Hide
    baseline: float | None = None
    target: float | None = None
    split: str | None = None
    per: int = 1
    people: str | None = None
    percentile: float = 0.5
    headline: bool = False
    """It stands on the overview as a chart; the others are in the list below."""

    @property
    def fewest(self) -> int:
        """Of how many people a percentile must be: of fewer it is the number of whoever has the most. Ten, of the 90th (`hiding`, 6)."""
        return math.ceil(round(1 / (1 - self.percentile), 6)) if self.kind == "median" else 0

    def value(self, numerator: float | None, denominator: float | None) -> float | None:
        """What is shown of two sums; None where nothing was counted. Of a median the numerator is the median already."""
        if numerator is None or (self.kind != "count" and not denominator):
            return None
        if self.kind in ("count", "median"):
            return numerator
        return numerator / denominator * {"share": 100, "ratio": 100, "rate": self.per}.get(self.kind, 1)  # type: ignore[operator]


_OPTIONAL: dict[str, Any] = {
    "denominator": "", "where": "true", "decimals": 0, "baseline": None, "target": None, "split": None, "per": 1, "people": None,
    "percentile": 0.5, "headline": False, "unit": "",
}  # fmt: skip
_CLOSED: dict[str, tuple[str, ...]] = {
    "group": tuple(GROUPS), "kind": get_args(Kind), "direction": get_args(Direction), "tier": get_args(Tier), "hide": get_args(Hide),
}  # fmt: skip


def read(key: str, text: str) -> Measure:
    """One file's measure. Raises WrongDefinition."""
    given = tomllib.loads(text)
    names = {field.name for field in fields(Measure)} - {"key"}
    if unknown := sorted(set(given) - names):
        raise WrongDefinition(f"{key}.toml: nobody knows {', '.join(unknown)}")
    if missing := sorted(names - set(given) - set(_OPTIONAL)):
        raise WrongDefinition(f"{key}.toml: {', '.join(missing)} missing")
    for name, allowed in _CLOSED.items():
        if given[name] not in allowed:
            raise WrongDefinition(f"{key}.toml: {name} is one of {', '.join(allowed)}, not {given[name]!r}")
    whole = {"denominator": "true" if given["kind"] in CONDITIONAL else "1"}
    measure = Measure(key=key, **(_OPTIONAL | whole | given))
    if (measure.kind == "rate") != (measure.per > 1):
        raise WrongDefinition(f"{key}.toml: a rate is per so many, and nothing else is")
    if not 0 < measure.percentile < 1 or (measure.percentile != 0.5 and measure.kind != "median"):
        raise WrongDefinition(f"{key}.toml: percentile is of a median, between 0 and 1")
    if measure.target is not None and measure.direction == "none":
        raise WrongDefinition(f"{key}.toml: what has a target has a direction")
    return measure


@cache
def measures() -> dict[str, Measure]:
    """All measures by key, in the order of their groups, then of their names. Raises WrongDefinition."""
    folder = files("backend.reports").joinpath("measures")
    found = [read(each.name.removesuffix(".toml"), each.read_text(encoding="utf-8")) for each in folder.iterdir() if each.name.endswith(".toml")]
    order = list(GROUPS)
    return {one.key: one for one in sorted(found, key=lambda one: (order.index(one.group), not one.headline, one.name))}
