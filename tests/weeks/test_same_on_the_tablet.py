"""The tablet reads plain words and says patterns as the server does: both are held to one file of cases, read on Monday 23 November 2026."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backend.care_plans.repeating import pattern
from backend.weeks.reading import read
from backend.weeks.said import pattern_in_words

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "pwa/src/lib/repeating/cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['words']} ({case['until']})")
def test_the_cases_of_the_tablet_are_the_servers(case: dict[str, Any]) -> None:
    found = read(case["words"], case["until"], date(2026, 11, 23))
    if "pattern" not in case:
        assert found.fields is None
        assert list(found.not_understood) == case["not_understood"]
        return
    assert found.fields is not None
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in found.fields.items() if value is not None}
    whole = pattern({f"repeat_{name}": value for name, value in found.fields.items()})
    assert whole is not None
    assert (said, list(found.assumed), pattern_in_words(whole)) == (case["pattern"], case["assumed"], case["says"])
