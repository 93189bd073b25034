"""Who should answer for a person (CLINICAL C04), line by line of the rule."""

from __future__ import annotations

from datetime import date

import pytest

from backend.population.rule import Carer, Proposal, propose

TODAY = date(2026, 11, 24)
DOCTOR = Carer("gp", "Dr Amira Khan", "GP")
NURSE = Carer("nurse", "Kemi Adeyemi", "District nurse", visits=9, actions=1, last=date(2026, 11, 20))
PHYSIO = Carer("physio", "Tom Field", "Physiotherapist", visits=4, actions=3, last=date(2026, 11, 23))
SOCIAL = Carer("social", "Rukhsana Begum", "Social worker", visits=30, actions=5, last=TODAY)
HELP = Carer("help", "Grace Osei", "Health care assistant", visits=40, last=TODAY)


def proposed(born_on: date | None = date(1960, 1, 1), band: str | None = "high", *carers: Carer, lead: str | None = None, over: int = 75) -> Proposal:
    return propose(born_on, band, carers, lead, TODAY, over)


@pytest.mark.parametrize(
    ("born_on", "ground"),
    [
        (date(1950, 11, 24), "age"),  # 76 today
        (date(1950, 11, 25), "primary-need"),  # 76 tomorrow: 75, and that is not over 75
        (date(1951, 11, 24), "primary-need"),  # 75 today
    ],
)
def test_1_aged_over_75_is_strictly_over(born_on: date, ground: str) -> None:
    assert proposed(born_on, "high", DOCTOR, NURSE).ground == ground


def test_1_the_age_is_the_places_own() -> None:
    assert proposed(date(1950, 11, 24), "high", DOCTOR, NURSE, over=80).ground == "primary-need"
    assert proposed(date(1950, 11, 24), "high", DOCTOR, over=70) == Proposal("gp", "age", "Aged 76, over 70: the GP.")


def test_2_the_gp_at_very_high_risk_whatever_the_age() -> None:
    assert proposed(date(1990, 1, 1), "very-high", NURSE, DOCTOR) == Proposal("gp", "very-high-risk", "At very high risk: the GP.")


def test_3_else_the_clinician_who_came_most_often() -> None:
    found = proposed(date(1960, 1, 1), "high", PHYSIO, SOCIAL, HELP, NURSE, DOCTOR)
    assert (found.staff, found.ground) == ("nurse", "primary-need")
    assert found.why == "Kemi Adeyemi, District nurse, does most for their health: came 9 times in 90 days."


def test_3_of_two_who_came_as_often_whose_actions_are_more_and_of_two_such_who_came_last() -> None:
    as_often = Carer("ot", "Elena Costa", "Occupational therapist", visits=4, actions=2, last=TODAY)
    assert proposed(None, "high", as_often, PHYSIO).staff == "physio"
    later = Carer("ot", "Elena Costa", "Occupational therapist", visits=4, actions=3, last=TODAY)
    assert proposed(None, "high", later, PHYSIO).staff == "ot"


def test_3_who_has_actions_and_never_came_is_proposed_where_no_other_clinician_came() -> None:
    dietitian = Carer("diet", "Ola Mensah", "Dietitian", actions=1)
    why = proposed(date(1960, 1, 1), "high", SOCIAL, dietitian).why
    assert why == "Ola Mensah, Dietitian, does most for their health: has an action of the plan."


def test_3_nobody_is_proposed_where_no_clinician_does_anything() -> None:
    found = proposed(date(1960, 1, 1), "high", SOCIAL, HELP, DOCTOR)
    assert (found.staff, found.ground) == (None, None)
    assert found.why.startswith("No clinician comes to them")


@pytest.mark.parametrize("profession", ["Mental health nurse", "Consultant geriatrician", "Speech and language therapist", "GP", "Community matron"])
def test_3_a_doctor_a_therapist_a_nurse_is_a_clinician(profession: str) -> None:
    assert Carer("x", "X", profession).is_clinician


@pytest.mark.parametrize("profession", ["Social worker", "Care coordinator", "Health care assistant", "Carers' support worker", "Team lead", ""])
def test_3_who_cares_otherwise_is_none(profession: str) -> None:
    assert not Carer("x", "X", profession).is_clinician


def test_4_of_several_gps_the_one_who_leads_already_and_else_nobody_by_name() -> None:
    other = Carer("gp2", "Dr Ben Shah", "GP")
    assert proposed(date(1940, 1, 1), "high", DOCTOR, other, lead="gp2").staff == "gp2"
    assert proposed(date(1940, 1, 1), "high", DOCTOR, other) == Proposal(None, "age", "Aged 86, over 75: the GP.")
    assert proposed(date(1940, 1, 1), "high", NURSE).staff is None


def test_6_a_missing_birth_date_is_told_and_never_taken_for_an_age() -> None:
    assert proposed(None, "high", NURSE).why.endswith("Their date of birth is not known.")
    assert proposed(date(2027, 1, 1), "high", NURSE).why.endswith("Their date of birth is not known."), "nor one that has not been yet"
