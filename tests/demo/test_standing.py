"""Where the demo's people stand follows the rule; a few lack what the lists look for; what they agreed to is whole."""

from __future__ import annotations

from collections import Counter
from datetime import date

from backend.consent.schemas import ConsentSchema
from backend.patients.services import age
from backend.wire_fields import judged_on
from tests.demo.conftest import SMALL, TODAY, made


def test_over_75_or_at_very_high_risk_the_lead_is_a_gp_and_the_ground_says_so():
    team = made(SMALL, 7)
    professions = {staff.id: staff.fields["profession"] for staff in team.all("staff")}
    grounds = Counter[str]()
    for person in team.all("patient"):
        f = person.fields
        if f.get("lead_professional") is None:
            continue
        over = age(date.fromisoformat(f["born_on"]), TODAY) > 75
        expected = "age" if over else "very-high-risk" if f["risk_band"] == "very-high" else "primary-need"
        assert f["lead_ground"] == expected, f
        assert expected == "primary-need" or professions[f["lead_professional"]] == "GP"
        grounds[expected] += 1
    assert set(grounds) == {"age", "very-high-risk", "primary-need"}


def test_of_those_who_were_invented_a_few_lack_a_lead_or_a_co_ordinator_and_most_neither():
    people = [person.fields for person in made(SMALL, 1948).all("patient")]
    lacking = [person for person in people if "lead_professional" not in person or "care_coordinator" not in person]
    assert 0 < len(lacking) < len(people) / 4


def test_what_people_agreed_to_is_what_a_consent_may_say():
    consents = [consent.fields for consent in made(SMALL, 7).all("consent")]
    assert {"given", "refused"} == {fields["decision"] for fields in consents}
    with judged_on(TODAY):
        for fields in consents:
            assert ConsentSchema().validate(fields) == {}
