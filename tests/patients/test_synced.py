"""Every synced kind of the slices has exactly the fields of sync/policies.toml: in its schema, in its table, of a fitting type."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import ARRAY, Boolean, Date, DateTime, Numeric, Text, Uuid
from sqlalchemy.types import Float, Integer

from backend.care_plans.synced import KINDS as PLAN
from backend.patients import windows
from backend.patients.synced import HEADERS
from backend.patients.synced import KINDS as PERSON
from backend.record.models import SyncedColumns
from backend.visits.synced import KINDS as DAY
from backend.wire_fields import Choice, Id, Instant, ListOf, Number, YesNo
from backend.wire_fields import Day as DayField
from backend.wire_fields import Text as TextField

ALL = (*PERSON, *DAY, *PLAN)
POLICIES = tomllib.loads((Path(__file__).parents[2] / "sync" / "policies.toml").read_text())
FITS = {
    TextField: (Text,), Choice: (Text,), Id: (Uuid,), DayField: (Date,), Instant: (DateTime,),
    Number: (Numeric, Integer, Float), YesNo: (Boolean,), ListOf: (ARRAY,),
}  # fmt: skip


@pytest.mark.parametrize("synced", ALL, ids=lambda synced: synced.kind)
def test_schema_and_table_have_exactly_the_fields_of_the_policies(synced):
    wanted = {name for group in POLICIES[synced.kind]["group"].values() for name in group["fields"]}
    assert set(synced.schema._declared_fields) == wanted
    assert set(synced.model.__table__.columns.keys()) - {"id", "place_id", "bundle_id", "patient_id", "part", "rev"} == wanted
    assert issubclass(synced.model, SyncedColumns)


@pytest.mark.parametrize("synced", ALL, ids=lambda synced: synced.kind)
def test_each_field_has_a_column_that_can_hold_what_its_schema_takes(synced):
    for name, field in synced.schema._declared_fields.items():
        column = synced.model.__table__.columns[name]
        assert isinstance(column.type, FITS[type(field)]), name
        assert column.nullable, name


@pytest.mark.parametrize("synced", ALL, ids=lambda synced: synced.kind)
def test_policy_set_is_for_lists_of_text_and_lists_are_sets_or_one_value(synced):
    """PROTOCOL §2: a set is a list of strings. A list under another policy is one value whose order counts."""
    for group in POLICIES[synced.kind]["group"].values():
        if group["policy"] == "set":
            assert all(isinstance(synced.schema._declared_fields[name], ListOf) for name in group["fields"])


def test_r8_the_last_twenty_of_each_measurement_stay():
    observation = next(synced for synced in PERSON if synced.kind == "observation")
    assert observation.keep_last == (20, "measured_at", ("type",))


def test_r8_the_plan_and_what_to_know_at_the_door_never_leave():
    for synced in ALL:
        if synced.kind in ("patient", "alert", "contact", "condition", "medicine", "about_me", "door_code", "care_plan", "goal", "action"):
            assert synced.window is None
            assert synced.keep_last is None


def test_patients_bundles_have_a_header():
    assert [bundle_type for bundle_type, _, _ in HEADERS] == ["patient"]


def test_r8_which_visits_of_a_day_were_seen_leaves_after_six_weeks_and_what_was_read_of_a_person_never():
    seen = {"about": "a", "looked_at": "2026-10-01T08:00:00.000Z", "seen": []}
    assert windows.read_mark(seen, date(2026, 11, 12))
    assert not windows.read_mark(seen, date(2026, 11, 13))
    assert windows.read_mark({**seen, "seen": None}, date(2027, 11, 13))
