"""Many caseload grants in one statement are what one by one would be (R9)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.grants.bulk import Caseload, grant_caseloads
from backend.grants.services import carried, held
from backend.record.services import BundleLoad, load
from backend.transaction import transaction

PATIENT = "0193aaaa-0000-7000-8000-000000000001"


@pytest.fixture
def patient(place, app_context):
    now = wall_clock.now()
    load([BundleLoad(PATIENT, "patient", place.id, PATIENT)], author="test", made_at=now, today=wall_clock.day_of(now))
    return PATIENT


def grant_all(place, rows, since, now):
    with transaction(Acting(role="engine")) as session:
        grant_caseloads(session, place.id, rows, since=since, now=now)


def test_r9_who_is_granted_holds_the_bundle_from_since_on_and_others_do_not(place, patient):
    now = wall_clock.now()
    since = now - timedelta(days=2)
    grant_all(place, [Caseload(patient, staff=place.nurse.id)], since, now)
    with transaction(Acting("engine", place.nurse.id)) as session:
        assert patient in {found.bundle for found in held(session, now)}
        assert patient not in {found.bundle for found in held(session, since - timedelta(hours=1))}
    with transaction(Acting("engine", place.physio.id)) as session:
        assert patient not in {found.bundle for found in held(session, now)}


def test_r9_a_teams_grant_that_is_not_carried_stays_off_the_tablets(place, patient):
    now = wall_clock.now()
    grant_all(place, [Caseload(patient, team=place.nurse.team, carried=False)], now, now)
    with transaction(Acting("engine", place.nurse.id)) as session:
        assert patient in {found.bundle for found in held(session, now)}
        assert patient not in {found.bundle for found in carried(session, now)[0]}


def test_granting_again_changes_nothing(place, patient):
    now = wall_clock.now()
    for _ in range(2):
        grant_all(place, [Caseload(patient, staff=place.nurse.id)], now, now)
    with transaction(Acting(role="engine")) as session:
        assert session.execute(text("select count(*) from grants where bundle_id = cast(:id as uuid)"), {"id": patient}).scalar_one() == 1


def test_a_caseload_is_somebodys(place, patient):
    now = wall_clock.now()
    for row in (Caseload(patient), Caseload(patient, staff=place.nurse.id, team=place.nurse.team)):
        with pytest.raises(ValueError, match="one member of staff or of one team"):
            grant_all(place, [row], now, now)
