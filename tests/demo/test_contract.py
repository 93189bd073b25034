"""The demo's contract holds together whatever the day, runs in its second year, and is added once."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask

from backend.database import Acting
from backend.demo import contract
from backend.demo.place import Place
from backend.outcomes_contract import earning, queries
from backend.outcomes_contract.terms import wrong
from backend.reports.definitions import measures
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import NOW


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2027, 3, 31), date(2027, 4, 1), date(2028, 2, 29)])
def test_it_says_nothing_wrong_and_its_second_year_runs(today: date) -> None:
    began, now = contract.terms(today)
    assert (wrong(began, measures()), wrong(now, measures())) == ({}, {})
    second = earning.schedule(now)[1]
    assert second.begins_on <= today <= second.ends_on
    assert "paper" in now.name


def test_it_is_added_once_with_its_history(app: Flask, place: TestPlace) -> None:
    demo: Any = SimpleNamespace(id=place.id, person=lambda name: place.manager)
    with app.app_context():
        for _ in range(2):
            contract.add(cast(Place, demo), date(2026, 11, 23), NOW)
        with transaction(Acting("web", place.manager.id, place.id)) as session:
            versions = queries.versions(session, place.id)
    assert [one.version for one in versions] == [2, 1]
    assert [one.terms for one in reversed(versions)] == list(contract.terms(date(2026, 11, 23)))
