"""What the person's record may hold."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.patients import schemas
from backend.patients.measures import MEASURES
from backend.wire_fields import judged_on

TODAY = dt.date(2026, 11, 24)
WHEN = "2026-11-24T09:30:00.000Z"
STAFF = "550e8400-e29b-41d4-a716-446655440000"


def faults(schema, *, partial=False, **values):
    with judged_on(TODAY):
        return set(schema().validate(values, partial=partial))


def measured(**values):
    return faults(schemas.ObservationSchema, **{"measured_at": WHEN, **values})


# ------------------------------------------------------------------ the person


def test_a_person_can_be_written_down_with_a_family_name_alone():
    """CLINICAL B.1a: no work in a home waits for a number."""
    assert not faults(schemas.PatientSchema, family_name="Begum")


def test_a_new_person_needs_a_family_name_and_an_edit_does_not():
    assert faults(schemas.PatientSchema, given_name="Rokeya") == {"family_name"}
    assert not faults(schemas.PatientSchema, partial=True, phone="020 7946 0312")


@pytest.mark.parametrize("number", ["9992048718", "999 204 8719", "1111111111", "999204871", "abcdefghij"])
def test_a_wrong_nhs_number_is_refused(number):
    assert faults(schemas.PatientSchema, family_name="Begum", nhs_number=number) == {"nhs_number"}


@pytest.mark.parametrize("number", ["9992048719", "9434765919", "8429141456", None])
def test_a_number_that_fits_is_taken_also_from_a_range_not_yet_given_out(number):
    """CLINICAL B.1: 8429141456 is in no allocated range: warn, do not block."""
    assert not faults(schemas.PatientSchema, family_name="Begum", nhs_number=number)


@pytest.mark.parametrize("day", ["2026-11-25", "1942-02-30", "1849-12-31", "14.3.1942"])
def test_nobody_is_born_in_the_future_or_on_a_day_that_never_was(day):
    assert faults(schemas.PatientSchema, family_name="Begum", born_on=day) == {"born_on"}


@pytest.mark.parametrize("postcode", ["E1 4LS", "E1W 2AB", "EC1A 1BB", "W1A 0AX", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT"])
def test_postcodes_of_every_shape_are_taken(postcode):
    assert not faults(schemas.PatientSchema, family_name="Begum", postcode=postcode)


@pytest.mark.parametrize("postcode", ["e1 4ls", "E14LS", "E1  4LS", "E1 4L", "E1 4CI", "LONDON", "90210"])
def test_what_is_no_postcode_is_refused_with_a_word_on_how_to_write_it(postcode):
    assert faults(schemas.PatientSchema, family_name="Begum", postcode=postcode) == {"postcode"}


def test_half_a_place_on_the_map_is_none():
    assert faults(schemas.PatientSchema, family_name="Begum", latitude=51.52) == {"latitude"}


def test_scale_2_of_news2_needs_its_reason():
    assert faults(schemas.PatientSchema, partial=True, spo2_scale=2, spo2_scale_reason=None) == {"spo2_scale_reason"}
    assert not faults(schemas.PatientSchema, partial=True, spo2_scale=2, spo2_scale_reason="Hypercapnic, target 88 to 92, Dr Rahman")


@pytest.mark.parametrize("phone", ["020 7946 0312", "+44 (0)20 7946-0312", "07700 900461", "020 7946 0312 ext 12"])
def test_phone_numbers_are_taken_as_people_write_them(phone):
    assert not faults(schemas.ContactSchema, name="Nasima Begum", phone=phone)


@pytest.mark.parametrize("phone", ["ring the bell", "0", "020 7946 0312 or 0313"])
def test_what_cannot_be_rung_is_refused(phone):
    assert faults(schemas.ContactSchema, name="Nasima Begum", phone=phone) == {"phone"}


def test_an_alert_says_what_it_is():
    assert faults(schemas.AlertSchema, detail="Rash") == {"category", "title"}


def test_a_code_without_its_system_is_no_code():
    assert faults(schemas.ConditionSchema, name="COPD", code="13645005") == {"code_system"}


# ------------------------------------------------------------------ measurements


@pytest.mark.parametrize(
    ("type_", "value"), [("weight", 545), ("temperature", 383), ("pulse", 780), ("oxygen-saturation", 142), ("pain", 11), ("pulse", 0)]
)
def test_an_impossible_value_is_a_slip_of_the_finger(type_, value):
    assert measured(type=type_, value=value) == {"value"}


@pytest.mark.parametrize(
    ("type_", "value"),
    [("weight", 0.5), ("temperature", 27.5), ("pulse", 220), ("oxygen-saturation", 55), ("respiration", 4), ("blood-glucose", 45.2)],
)
def test_a_frightening_value_is_a_value(type_, value):
    """Hard limits are those of the possible: what is rare and true must be kept."""
    assert not measured(type=type_, value=value)


def test_blood_pressure_is_two_numbers_the_upper_first():
    assert not measured(type="blood-pressure", value=142, value2=78, unit="mmHg")
    assert measured(type="blood-pressure", value=142) == {"value2"}
    assert measured(type="blood-pressure", value=78, value2=142) == {"value2"}
    assert measured(type="blood-pressure", value=142, value2=142) == {"value2"}
    assert measured(type="pulse", value=78, value2=60) == {"value2"}


def test_news2_takes_whole_numbers_except_for_temperature():
    assert measured(type="pulse", value=78.5) == {"value"}
    assert measured(type="respiration", value=16.5) == {"value"}
    assert not measured(type="temperature", value=36.7)


def test_a_choice_is_one_of_its_words_and_has_no_number():
    assert not measured(type="consciousness", how="new-confusion")
    assert measured(type="consciousness", how="sleepy") == {"how"}
    assert measured(type="oxygen") == {"how"}
    assert measured(type="oxygen", how="air", value=2) == {"value"}


def test_a_value_in_another_unit_is_refused():
    assert measured(type="weight", value=54.6, unit="mmHg") == {"unit"}
    assert measured(type="weight", value=54.6, unit="stone") == {"unit"}
    assert not measured(type="consciousness", how="alert", unit="")


@given(st.sampled_from([name for name, measure in MEASURES.items() if len(measure.values) == 1]), st.data())
def test_every_possible_value_is_taken_and_none_beyond(name, data):
    measure = MEASURES[name]
    low, high = measure.values[0].hard
    value = data.draw(st.integers(-50, 3000).map(float) | st.sampled_from([low, high]))
    whole = not measure.whole or value == int(value)
    assert (not measured(type=name, value=value)) is (low <= value <= high and whole)


def test_nothing_is_measured_tomorrow_night():
    assert measured(type="pulse", value=78, measured_at="2026-11-26T09:30:00.000Z") == {"measured_at"}


def test_a_wound_has_length_and_width_and_a_depth_where_it_can_be_measured():
    assert not measured(type="wound-size", value=42, value2=31, value3=6, unit="mm")
    assert not measured(type="wound-size", value=31, value2=42, unit="mm")
    assert measured(type="wound-size", value=42, unit="mm") == {"value2"}
    assert measured(type="wound-size", value=42, value2=31, value3=900) == {"value3"}
    assert measured(type="blood-pressure", value=142, value2=78, value3=1) == {"value3"}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_what_is_asked_about_can_be_and_every_limit_says_whose_it_is(measure):
    for limits in measure.values:
        assert limits.hard[0] <= limits.soft[0] < limits.soft[1] <= limits.hard[1]
        assert limits.source


def test_a_note_has_words():
    assert faults(schemas.NoteSchema, written_at=WHEN, words="  ") == {"words"}
    assert faults(schemas.NoteSchema, written_at=WHEN) == {"words"}
    assert not faults(schemas.NoteSchema, written_at=WHEN, words="Warm to 3 cm.\nShe agrees.")


@pytest.mark.parametrize("rev", [-1, 1.5, 2**53, "12", True])
def test_a_mark_of_what_was_read_names_a_state_that_can_be(rev):
    about = "01936f00-0000-7000-8000-000000000001"
    assert faults(schemas.ReadMarkSchema, about=about, looked_at=WHEN, looked_rev=rev) == {"looked_rev"}
    assert not faults(schemas.ReadMarkSchema, about=about, looked_at=WHEN, looked_rev=12)
    assert not faults(schemas.ReadMarkSchema, about=about, looked_at=WHEN)
