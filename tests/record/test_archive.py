"""What lies years behind: in the typed tables, on the chain, in no bundle; and once, however often it is loaded."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text

from backend.database import Acting
from backend.record import Record, archive, replay
from backend.record.archive import PastLoad
from backend.record.services import BundleLoad, load
from backend.transaction import transaction
from tests.conftest import TestPlace, an_id

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROSE, NOBODY = an_id("rose"), an_id("nobody")
VISIT = {"planned_start": "2024-06-03T08:00:00.000Z", "planned_end": "2024-06-03T08:30:00.000Z", "asked": [], "status": "planned"}


@pytest.fixture
def rose(app: Flask, place: TestPlace) -> TestPlace:
    with app.app_context():
        record = Record("patient", ROSE, ROSE, "core", 1, {"given_name": "Rose", "family_name": "Test", "status": "active"})
        load([BundleLoad(ROSE, "patient", place.id, ROSE, [record])], author="set-up", made_at=NOW, today=NOW.date())
    return place


def past(bundle: str = ROSE, *visits: str) -> PastLoad:
    return PastLoad(bundle, bundle, {"visit": [(an_id(visit), VISIT) for visit in visits]})


def load_past(app: Flask, *loads: PastLoad, name: str = "2024-06") -> int:
    with app.app_context():
        return archive.load_past(loads, name=name, author="test", made_at=NOW)


def test_it_stands_in_the_typed_table_and_the_chain_and_travels_to_nobody(app: Flask, rose: TestPlace) -> None:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        before = tuple(session.execute(text("SELECT rev, head, sums::text, rows FROM bundle WHERE id = :id"), {"id": ROSE}).one())
    assert load_past(app, past(ROSE, "one", "two")) == 2
    with app.app_context(), transaction(Acting(role="engine")) as session:
        after = tuple(session.execute(text("SELECT rev, head, sums::text, rows FROM bundle WHERE id = :id"), {"id": ROSE}).one())
        assert after == (*before[:3], before[3] + 1)  # no tablet has anything to fetch
        assert replay.tampered(session, ROSE) is None
        assert replay.rebuild(session, ROSE) == replay.stored(session, ROSE)
        rows = session.execute(text("SELECT place_id::text, patient_id::text, planned_start FROM visit WHERE bundle_id = :id"), {"id": ROSE}).all()
        assert [tuple(row) for row in rows] == [(rose.id, ROSE, datetime(2024, 6, 3, 8, tzinfo=UTC))] * 2
        content = session.execute(text("SELECT content FROM journal WHERE bundle_id = :id AND NOT left_lines"), {"id": ROSE}).scalar_one()
        assert '"rows":2' in content


def test_the_same_load_is_there_once_and_another_month_beside_it(app: Flask, rose: TestPlace) -> None:
    assert load_past(app, past(ROSE, "one")) == 1
    assert load_past(app, past(ROSE, "one")) == 0
    assert load_past(app, past(ROSE, "three"), name="2024-07") == 1
    with app.app_context(), transaction(Acting(role="engine")) as session:
        assert session.execute(text("SELECT count(*) FROM visit")).scalar_one() == 2
        assert replay.tampered(session, ROSE) is None


def test_all_of_a_load_stands_or_none_of_it(app: Flask, rose: TestPlace) -> None:
    broken = PastLoad(ROSE, ROSE, {"visit": [(an_id("one"), VISIT), (an_id("two"), {**VISIT, "planned_start": "no time"})]})
    with pytest.raises(Exception, match="no time"):
        load_past(app, broken)
    assert load_past(app, past(ROSE, "one")) == 1


def test_somebody_who_is_not_there_is_left_out(app: Flask, rose: TestPlace) -> None:
    assert load_past(app, past(NOBODY, "one"), past(ROSE, "two")) == 1
