"""What a signature keeps of what a form worked out, and whether the server finds the same."""

from __future__ import annotations

from typing import Any

import pytest

from backend.assessments import assembling, scoring, showing
from backend.assessments.definition import CALCULATED
from backend.assessments.nodes import Row
from backend.assessments.schemas import SHOWN_BYTES, Json
from tests.assessments.forms_for_both import constraint, does, item

PHQ = assembling.shipped_one("phq-9")


def answers(**more: Any) -> dict[str, Any]:
    return {f"answer.phq-9.{number}": {"answer": [{"valueCoding": {"code": "2"}}]} for number in range(1, 10)} | more


@pytest.fixture
def ours() -> dict[str, Any]:
    """PHQ-9, two to each question, and what was done about the ninth."""
    done = {"answer.phq-9.safety-entry": {"answer": [{"valueString": "Rang the crisis team with her."}]}}
    return showing.found(scoring.fill(PHQ, answers(**done)), "")


def test_what_the_server_finds_too_agrees_in_its_score_and_band(ours: dict[str, Any]) -> None:
    assert ours["phq-9"]["score"] == 18
    assert showing.agrees(ours, ours)
    assert showing.agrees({"phq-9": {"score": 18, "band": "Moderately severe"}}, ours), "an older tablet keeps no more"
    assert showing.agrees({**ours, "filling": {"seconds": 40}, "plan": {"added": []}}, ours)


def test_another_score_another_band_or_another_instrument_does_not(ours: dict[str, Any]) -> None:
    assert not showing.agrees({**ours, "phq-9": {**ours["phq-9"], "score": 17}}, ours)
    assert not showing.agrees({**ours, "phq-9": {**ours["phq-9"], "band": "Severe"}}, ours)
    assert not showing.agrees({}, ours), "a score that was not shown is none that was signed"
    assert not showing.agrees({**ours, "gad-7": {"score": 3}}, ours)


def test_a_needed_answer_that_is_not_there_does_not_agree_whatever_the_scores() -> None:
    found = showing.found(scoring.fill(PHQ, answers()), "")
    assert [each["item"] for each in found["open"]] == ["phq-9.safety-entry"]
    assert not showing.agrees(found, found)
    why = {"answer.phq-9.safety-entry": {"not_asked": "Her daughter came in"}}
    assert "open" not in showing.found(scoring.fill(PHQ, answers(**why)), ""), "a reason why it was not asked is no gap"


def test_what_is_open_in_another_section_is_not_the_signers() -> None:
    sections = [item(name, "group", item=[item(f"{name}1", required=True), item(f"{name}2", "string")]) for name in "xy"]
    filled = scoring.fill({"item": sections}, {"answer.x1": {"answer": [{"valueInteger": 1}]}})
    assert "open" not in showing.found(filled, "x")
    assert [each["item"] for each in showing.found(filled, "y")["open"]] == ["y1"]


def test_values_of_rows_are_told_with_their_row_and_a_difference_in_one_is_one() -> None:
    text = "%resource.item.where(linkId='row').item.where(linkId='in').answer.value.first()"
    form = {"item": [item("row", "group", repeats=True, item=[item("in"), item("out", "integer", does(CALCULATED, text))])]}
    rows = [Row(name, "row", None, at, {"answer.in": {"answer": [{"valueInteger": 4}]}}) for at, name in enumerate("pq")]
    found = showing.found(scoring.fill(form, {}, rows), "")
    assert found == {"worked_out": [{"item": "out", "row": name, "value": 4} for name in "pq"]}
    assert showing.agrees(found, found)
    assert not showing.agrees({"worked_out": [found["worked_out"][0], {**found["worked_out"][1], "value": 5}]}, found)


def test_a_value_that_only_the_server_finds_does_not_agree_with_a_signature_that_says_there_was_none() -> None:
    form = {"item": [item("a"), item("twice", "integer", does(CALCULATED, "%resource.item.where(linkId='a').answer.value * 2"))]}
    nothing = showing.shown(scoring.fill(form, {}))
    assert nothing == {"worked_out": []}, "what worked out nothing says so"
    found = showing.found(scoring.fill(form, {"answer.a": {"answer": [{"valueInteger": 3}]}}), "")
    assert not showing.agrees(nothing, found)
    assert showing.agrees({}, found), "an older tablet said nothing of it"


@pytest.mark.parametrize("letter", ["a", "ü", "বা", "😀"])
def test_what_a_signature_keeps_never_needs_more_room_than_it_has(letter: str) -> None:
    """Else the signature itself would be refused, and with it what somebody stands for; or the mark beside it."""
    text = f"'{letter * 150}'"
    long = [item(f"c{'-' * 90}{n}", "string", does(CALCULATED, text)) for n in range(120)]
    needed = [item(f"n{'-' * 90}{n}", "integer", constraint("false", letter * 400)) for n in range(60)]
    filled = scoring.fill({"item": [*long, *needed]}, {})
    found = showing.found(filled, "")
    assert found["worked_out"][0]["value"] == (letter * 150)[:100]
    assert 20 < len(found["worked_out"]) <= 100
    assert found["open"]
    assert Json(SHOWN_BYTES).deserialize(found) == found


def test_a_number_that_no_tablet_works_out_is_another_and_stops_nothing() -> None:
    ours = {"x": {"score": 3}}
    assert not showing.agrees({"x": {"score": 10**400}}, ours)
    assert showing.agrees({"x": {"score": 3.0}}, ours)
