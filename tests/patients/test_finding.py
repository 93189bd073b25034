"""The server finds whom a tablet finds: pwa/src/lib/find.test.ts holds the tablet to the same cases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backend.patients.finding import Person, find, letters_apart, skeleton

SAID = json.loads((Path(__file__).parent / "find_cases.json").read_text(encoding="utf-8"))
PEOPLE = [Person(id="", **{**one, "born_on": one["born_on"] and date.fromisoformat(one["born_on"])}) for one in SAID["people"]]


@pytest.mark.parametrize("case", SAID["cases"], ids=[case["typed"] for case in SAID["cases"]])
def test_what_is_typed_finds_whom_it_finds_on_a_tablet(case: dict[str, Any]) -> None:
    found = find(PEOPLE, case["typed"])
    assert ([one.name for one in found.people], found.is_near) == (case["found"], case["near"])


@pytest.mark.parametrize("typed", ["", "   ", "-", "’"])
def test_nothing_typed_finds_nobody(typed: str) -> None:
    assert find(PEOPLE, typed).people == []


def test_the_skeleton_joins_spellings_and_keeps_different_names_apart() -> None:
    assert skeleton("fatema") == skeleton("fatima")
    assert skeleton("hussain") == skeleton("hossein")
    assert skeleton("begum") != skeleton("bibi")


def test_a_swap_of_neighbours_is_one_letter() -> None:
    assert (letters_apart("begum", "beugm"), letters_apart("ali", "alli"), letters_apart("", "abc")) == (1, 1, 3)
