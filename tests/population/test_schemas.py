"""What a judgement of risk, a lead and a client group may say; and who may say it, through the real write path."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from marshmallow import Schema

from backend.patients.schemas import PatientSchema
from backend.population.schemas import RiskJudgementSchema
from backend.wire_fields import judged_on
from tests.access.world import fixed
from tests.population.conftest import Place

JUDGED = {
    "band": "very-high",
    "instead_of": "moderate",
    "judged_on": "2026-11-20",
    "judged_by": fixed("staff", "anna"),
    "why": "Three falls in a month.",
}


def faults(schema: type[Schema], **values: Any) -> list[str]:
    with judged_on(date(2026, 11, 24)):
        return sorted(schema().validate(values, partial=schema is PatientSchema))


def test_a_judgement_says_which_band_by_whom_when_and_why() -> None:
    assert faults(RiskJudgementSchema, **JUDGED) == []
    for name in ("judged_on", "judged_by", "why"):
        assert faults(RiskJudgementSchema, **{**JUDGED, name: None}) == [name]
    assert faults(RiskJudgementSchema, **{**JUDGED, "band": "extreme"}) == ["band"]
    assert faults(RiskJudgementSchema, **{**JUDGED, "judged_on": "2026-11-25"}) == ["judged_on"]


def test_a_judgement_is_taken_back_with_the_reason() -> None:
    assert faults(RiskJudgementSchema, **{**JUDGED, "band": None}) == []
    assert faults(RiskJudgementSchema, **{**JUDGED, "band": None, "why": " "}) == ["why"]


def test_who_names_another_lead_than_the_rule_says_why() -> None:
    assert faults(PatientSchema, lead_ground="other") == ["lead_reason"]
    assert faults(PatientSchema, lead_ground="other", lead_reason="Known to the COPD nurse for six years.") == []
    assert faults(PatientSchema, lead_ground="age") == []
    assert faults(PatientSchema, lead_ground="because") == ["lead_ground"]


@pytest.mark.parametrize("group", ["learning-disability", "mental-health", "physical-frailty", "other"])
def test_a_client_group_is_one_of_four(group: str) -> None:
    assert faults(PatientSchema, client_group=group) == []
    assert faults(PatientSchema, client_group=group.upper()) == ["client_group"]


def test_a_judgement_is_a_clinicians_or_a_leads(here: Place) -> None:
    for name in ("cora", "asif"):
        here.world.grant("rose", name)
        assert here.set(name, "rose", "judgement", {"band": "low"}, kind="risk_judgement") == "role", name
    here.world.grant("rose", "lena")
    assert here.set("lena", "rose", "judgement", {"band": "low"}, kind="risk_judgement") == "applied"


def test_m5_two_who_judge_differently_settle_it(here: Place) -> None:
    here.world.grant("rose", "ben")
    anna, ben = here.world.tablet("anna"), here.world.tablet("ben")
    for tablet, band in ((anna, "very-high"), (ben, "moderate")):
        tablet.pull()
        record = tablet.bundles[here.world.patient("rose")].record(here.world.record("rose", "risk_judgement"))
        assert record is not None
        tablet.edit(record, "judgement", {"band": band, "judged_by": tablet.staff, "why": f"I say {band}."})
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert [ending["ending"] for ending in ben.push()] == ["conflicted"]


def test_r1_there_is_one_judgement_of_a_person(here: Place) -> None:
    assert here.create("anna", "rose", "risk_judgement", JUDGED) == "malformed", "its id follows from the person"


def test_a_co_ordinator_names_who_leads_and_an_assistant_does_not(here: Place) -> None:
    lead = {"lead_professional": here.world.staff("anna"), "lead_ground": "primary-need"}
    for name, ending in (("cora", "applied"), ("asif", "role")):
        here.world.grant("tom", name)
        assert here.set(name, "tom", "care_team", lead) == ending
    assert here.set("asif", "tom", "client_group", {"client_group": "physical-frailty"}) == "applied"
