"""Which words end a record (M3): `over` in policies.toml, held to the lists of the kinds that have a status."""

from __future__ import annotations

from backend.assessments import words as asked
from backend.care_plans import words as plan
from backend.consent import words as agreed
from backend.patients import words as person
from backend.referrals import words as referred
from backend.visits import words as day
from sync import policy

STANDS = {"active", "on-hold", "planned", "recorded", "draft", "in-progress", *referred.OPEN}
OF_THE_PERSON = {"died", "moved-away"}
"""They end the care, not the record: who is written to next, and where, is still written down by anybody."""

LISTS = (
    agreed.STATUSES,
    plan.PLAN_STATUSES,
    plan.GOAL_STATUSES,
    plan.ACTION_STATUSES,
    person.PATIENT_STATUSES,
    person.STANDING,
    person.CONDITION_STATUSES,
    person.MEDICINE_STATUSES,
    person.EVENT_STATUSES,
    day.VISIT_STATUSES,
    day.EVENT_STATUSES,
    referred.STATUSES,
    asked.QUESTIONNAIRE_STATUSES,
    asked.ASSESSMENT_STATUSES,
    asked.EVENT_STATUSES,
)


def test_m3_every_word_for_an_ending_counts_as_one_and_no_other_does() -> None:
    assert {word for words in LISTS for word in words} - STANDS - OF_THE_PERSON == policy.load().over
