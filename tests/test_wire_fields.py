"""What comes in must have the wire's own form (PROTOCOL §1, §2): nothing is tidied up, so that `applied` means what was set stands exactly."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from backend.wire_fields import Choice, Day, Id, Instant, ListOf, Number, Text, WireSchema, YesNo, judged_on


class Everything(WireSchema):
    text = Text(40)
    lines = Text(lines=True)
    choice = Choice(("one", "two"))
    id = Id()
    day = Day(past=True)
    at = Instant(past=True)
    number = Number(0, 100)
    whole = Number(0, 10, whole=True)
    yes = YesNo()
    entries = ListOf(Text(10))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def faults(**values):
    with judged_on(dt.date(2026, 11, 24)):
        return Everything().validate(values)


@given(st.sampled_from(sorted(Everything._declared_fields)), JSON)
def test_no_value_at_all_makes_a_schema_raise_anything_but_its_own_error(name, value):
    with judged_on(dt.date(2026, 11, 24)):
        try:
            loaded = Everything().load({name: value})
        except ValidationError:
            return
    assert name in loaded


@given(st.sampled_from(sorted(Everything._declared_fields)), JSON)
def test_what_is_taken_can_be_stored_as_it_came(name, value):
    """Each accepted value survives UTF-8 and JSON, and PostgreSQL's dislike of NUL."""
    if not faults(**{name: value}):
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        assert json.loads(text.encode().decode()) == value
        assert "\x00" not in text
        assert "\\u0000" not in text


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "2026-2-3", "20261124", "24/11/2026", "2026-11-24T00:00:00Z", "0001-01-01", 20261124, True]
)
def test_a_day_that_does_not_exist_or_is_not_written_so_is_refused(text):
    assert "day" in faults(day=text)


def test_leap_days_exist_in_leap_years():
    assert not faults(day="2024-02-29")


def test_the_day_on_which_it_is_judged_is_not_the_future_and_the_next_is():
    assert not faults(day="2026-11-24")
    assert "day" in faults(day="2026-11-25")


def test_without_a_day_to_judge_by_no_schema_reads_a_clock():
    assert not Everything().validate({"day": "2199-01-01"})


@pytest.mark.parametrize(
    "text", ["2026-11-24T09:30:00Z", "2026-11-24T09:30:00.000+00:00", "2026-11-24 09:30:00.000Z", "2026-11-24T24:00:00.000Z", "09:30"]
)
def test_a_time_is_in_utc_with_milliseconds_or_refused(text):
    assert "at" in faults(at=text)


@pytest.mark.parametrize("text", ["", "   ", "\n", "a\x00b", "\ud800", "e\u0301", "two\nlines", "x" * 41, "\u0007", 7, None])
def test_text_that_cannot_be_kept_or_shown_is_refused(text):
    assert bool(faults(text=text)) is (text is not None)


def test_text_of_several_lines_keeps_its_lines():
    assert not faults(lines="Leg hot: ring.\nA fall: 999.")


@pytest.mark.parametrize("value", ["7", True, float("nan"), float("inf"), -1, 101, 0.1234567, [7]])
def test_a_number_is_a_json_number_within_its_limits(value):
    assert "number" in faults(number=value)


def test_a_whole_number_has_no_fraction():
    assert "whole" in faults(whole=1.5)
    assert not faults(whole=2.0)


@pytest.mark.parametrize(
    "value", ["AB0E8400-E29B-41D4-A716-446655440000", "550e8400e29b41d4a716446655440000", "{550e8400-e29b-41d4-a716-446655440000}", 7]
)
def test_an_id_is_in_lower_case_with_hyphens(value):
    assert "id" in faults(id=value)


@pytest.mark.parametrize("value", [1, 0, "true", "yes"])
def test_yes_is_true_and_nothing_else(value):
    assert "yes" in faults(yes=value)


@pytest.mark.parametrize("value", [["a", "a"], "a", [None], [1], ["x" * 11], [str(n) for n in range(201)], {"a": 1}])
def test_a_list_has_up_to_200_different_entries_of_its_kind(value):
    assert "entries" in faults(entries=value)


def test_fields_that_nobody_knows_are_refused_by_name():
    assert set(faults(colour="red")) == {"colour"}


def test_every_field_may_be_emptied():
    assert not faults(**dict.fromkeys(Everything._declared_fields))
