"""What a consent says: to what, by whom, how, when; and its withdrawal. Through the real write path, with who may say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backend.consent.schemas import ConsentSchema
from backend.wire_fields import judged_on
from tests.access.world import World, fixed, world  # noqa: F401

SPOKEN: dict[str, Any] = {
    "scope": "team",
    "purpose": "direct-care",
    "decision": "given",
    "given_by": "person",
    "how": "spoken",
    "given_on": "2026-11-24",
    "taken_by": fixed("staff", "anna"),
    "status": "active",
}


def faults(**more: Any) -> list[str]:
    with judged_on(date(2026, 11, 24)):
        return sorted(ConsentSchema().validate({**SPOKEN, **more}))


def test_a_person_says_yes_or_no() -> None:
    assert faults() == []
    assert faults(decision="refused") == []
    assert faults(decision="perhaps") == ["decision"]


@pytest.mark.parametrize("name", ["scope", "purpose", "decision", "given_by", "how", "given_on", "taken_by"])
def test_to_what_for_what_by_whom_how_and_when_is_always_said(name: str) -> None:
    assert faults(**{name: None}) == [name]


def test_nobody_consents_tomorrow() -> None:
    assert faults(given_on="2026-11-25") == ["given_on"]


@pytest.mark.parametrize("who", ["attorney", "deputy"])
def test_who_speaks_for_the_person_has_a_name(who: str) -> None:
    assert faults(given_by=who) == ["given_by_name"]
    assert faults(given_by=who, given_by_name="Nasima Ahmed") == []


def test_best_interests_stand_on_an_assessment_of_capacity() -> None:
    assert faults(given_by="best-interests", given_by_name="Dr Khan") == ["capacity"]
    assert faults(given_by="best-interests", given_by_name="Dr Khan", capacity=fixed("assessment", "rose")) == []


def test_family_has_names_and_a_signed_form_lies_somewhere() -> None:
    assert faults(scope="family") == ["with_whom"]
    assert faults(scope="family", with_whom="Nasima, her daughter") == []
    assert faults(how="signed") == ["kept_where"]
    assert faults(how="signed", kept_where="Blue folder at home") == []


def test_a_withdrawal_says_when_and_why() -> None:
    assert faults(status="withdrawn") in (["withdrawn_on"], ["status_reason"])
    assert faults(status="withdrawn", withdrawn_on="2026-11-24") == ["status_reason"]
    assert faults(status="withdrawn", withdrawn_on="2026-11-24", status_reason="Does not want the lunch club to know.") == []


def _consent(tablet: Any, world: World) -> Any:  # noqa: F811
    tablet.pull()
    return tablet.bundles[world.patient("rose")].record(world.record("rose", "consent"))


def test_what_was_said_never_changes(world: World) -> None:  # noqa: F811
    anna = world.tablet("anna")
    anna.edit(_consent(anna, world), "given", {"decision": "refused"})
    assert [ending["reason"] for ending in anna.push()] == ["once"]


def test_a_withdrawal_is_written_by_whoever_hears_it_and_opens_and_shuts_no_record(world: World) -> None:  # noqa: F811
    world.grant("rose", "asif")
    world.grant("rose", "vera")
    asif, vera = world.tablet("asif"), world.tablet("vera")
    vera.pull()
    before = {record["id"] for record in vera.bundles[world.patient("rose")].records()}
    asif.edit(_consent(asif, world), "status", {"status": "withdrawn", "withdrawn_on": "2026-11-24", "status_reason": "Changed her mind."})
    assert [ending["ending"] for ending in asif.push()] == ["applied"]
    vera.pull()
    assert {record["id"] for record in vera.bundles[world.patient("rose")].records()} == before, "a grant ends by a person, never by a consent"
    assert world.record("rose", "consent") not in before, "what people agreed to is no more for the voluntary sector than notes are"


def test_m5_withdrawn_by_one_and_taken_for_an_error_by_another_is_settled_the_withdrawal_first(world: World) -> None:  # noqa: F811
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna"), world.tablet("ben")
    theirs, his = _consent(anna, world), _consent(ben, world)
    anna.edit(theirs, "status", {"status": "entered-in-error", "status_reason": "Another person's."})
    ben.edit(his, "status", {"status": "withdrawn", "withdrawn_on": "2026-11-24", "status_reason": "Does not want it."})
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert [ending["ending"] for ending in ben.push()] == ["conflicted"]
    ben.pull()
    [conflict] = [each for each in ben.bundles[world.patient("rose")].records("conflict") if each["fields"]["about_kind"] == "consent"]
    assert [side["value"]["status"] for side in conflict["fields"]["sides"]] == ["withdrawn", "entered-in-error"]
