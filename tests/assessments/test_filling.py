"""How long parts of forms take: taken in once, without a name, and told to a team in sum."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend import wall_clock
from backend.assessments import filling, services
from backend.database import Acting
from backend.transaction import transaction
from tests.access.world import ENGINE

API = "/api/v1/questionnaires"
URL = "https://alongside.example/fhir/Questionnaire/living-at-home"


@pytest.fixture
def signed_in(new_client: Any, sign_in: Any) -> Any:
    """`signed_in(place.nurse)`: her browser."""

    def make(person: Any) -> Any:
        client = new_client()
        sign_in(client, person)
        return client

    return make


@pytest.fixture
def form(app: Flask, place: Any) -> Any:
    """As it ships."""
    with app.app_context():
        services.ship(place.id, wall_clock.now())
        with transaction(ENGINE) as session:
            return next(each for each in services.listed(session, place.id) if each.url == URL and each.status == "active")


def measure(form: Any, section: str = "falls-part", seconds: int = 120, taps: int = 9, **over: Any) -> dict[str, Any]:
    month = wall_clock.today().isoformat()[:7]
    about = {"id": str(uuid.uuid4()), "questionnaire": form.url, "version": form.version, "section": section, "month": month}
    return {**about, "seconds": seconds, "taps": taps, **over}


def sent(client: Any, *measured: dict[str, Any]) -> Any:
    return client.post(f"{API}/filling", json={"measured": list(measured)})


def parts(client: Any, form: Any) -> dict[str, dict[str, Any]]:
    answer = client.get(f"{API}/{form.id}/filling")
    assert answer.status_code == 200, answer.json
    return {team["name"]: {one["section"]: one for one in team["parts"]} for team in answer.json["teams"]}


def test_what_tablets_measured_is_told_to_the_team_by_part_in_sum(signed_in: Any, place: Any, form: Any) -> None:
    nurse = signed_in(place.nurse)
    falls = [measure(form, seconds=seconds, taps=taps) for seconds, taps in ((60, 4), (90, 6), (120, 8), (150, 10), (780, 62))]
    assert sent(nurse, *falls, measure(form, "skin-part")).json["taken"] == 6
    [found] = parts(nurse, form).values()
    assert found["falls-part"] == {
        "section": "falls-part", "filled": 5, "seconds_median": 120, "seconds_mean": 240, "taps_median": 8, "taps_mean": 18,
    }  # fmt: skip
    few = dict.fromkeys(("seconds_median", "seconds_mean", "taps_median", "taps_mean"))
    assert found["skin-part"] == {"section": "skin-part", "filled": 1, **few}, "one filling is somebody's own time"


def test_what_is_sent_again_counts_once_and_what_has_grown_takes_its_own_place(signed_in: Any, place: Any, form: Any) -> None:
    nurse = signed_in(place.nurse)
    all_ = [measure(form, seconds=100) for _ in range(5)]
    for _ in range(2):
        assert sent(nurse, *all_, all_[0]).json["taken"] == 5
    sent(nurse, {**all_[0], "seconds": 200, "taps": 20})
    sent(nurse, {**all_[0], "seconds": 50, "taps": 1})
    [found] = parts(nurse, form).values()
    assert (found["falls-part"]["filled"], found["falls-part"]["seconds_mean"], found["falls-part"]["taps_mean"]) == (5, 120, 11.2)


def test_a_measure_of_another_part_cannot_take_anothers_place(signed_in: Any, place: Any, form: Any) -> None:
    nurse = signed_in(place.nurse)
    mine = [measure(form, seconds=100) for _ in range(5)]
    sent(nurse, *mine)
    sent(nurse, {**mine[0], "section": "skin-part", "seconds": 9000})
    [found] = parts(nurse, form).values()
    assert {section: (one["filled"], one["seconds_mean"]) for section, one in found.items()} == {"falls-part": (5, 100)}


@pytest.mark.parametrize(
    "over",
    [{"section": "Mrs Begum fell"}, {"version": "0.0"}, {"questionnaire": "https://example.org/none"}, {"month": "2019-01"}, {"month": "2099-01"}],
)
def test_what_is_of_no_form_here_or_of_no_month_that_is_told_is_not_kept(signed_in: Any, place: Any, form: Any, over: dict[str, Any]) -> None:
    nurse = signed_in(place.nurse)
    assert sent(nurse, measure(form, **over)).json["taken"] == 0
    assert parts(nurse, form) == {}


@pytest.mark.parametrize(
    "over", [{"seconds": -1}, {"seconds": "60"}, {"taps": 1_000_000}, {"month": "2026-13"}, {"month": "20261"}, {"patient": str(uuid.uuid4())}]
)
def test_what_is_no_measure_is_refused_with_what_is_wrong(signed_in: Any, place: Any, form: Any, over: dict[str, Any]) -> None:
    answer = sent(signed_in(place.nurse), measure(form, **over))
    assert answer.status_code == 422
    assert any(next(iter(over)) in str(name) for name in answer.json["errors"]), answer.json


def test_a_team_reads_its_own_a_manager_all_and_another_place_nothing(signed_in: Any, place: Any, other_place: Any, form: Any) -> None:
    for carer in (place.nurse, place.social_worker):
        sent(signed_in(carer), *[measure(form) for _ in range(5)])
    own, other = "North West team", "South East team"
    for who, teams in (
        (place.physio, {own}),
        (place.lead, {own}),
        (place.social_worker, {other}),
        (place.manager, {own, other}),
        (place.volunteer, set()),
    ):
        assert set(parts(signed_in(who), form)) == teams, who.name
    for stranger in (other_place.nurse, other_place.manager):
        assert signed_in(stranger).get(f"{API}/{form.id}/filling").status_code == 404
    assert sent(signed_in(other_place.nurse), measure(form)).json["taken"] == 0, "the form is not of that place"
    for who in (place.manager, place.administrator, place.volunteer):
        assert sent(signed_in(who), measure(form)).status_code == 403, "who fills no assessment measures none"


def test_a_row_says_nothing_of_a_person_and_no_web_role_reads_it(signed_in: Any, place: Any, form: Any, app: Flask) -> None:
    sent(signed_in(place.nurse), measure(form))
    with app.app_context():
        with transaction(ENGINE) as session:
            [row] = session.execute(text("select * from form_filling")).mappings()
        assert set(row) == {"id", "place_id", "team_id", "questionnaire", "version", "section", "month", "seconds", "taps"}
        assert row["month"].day == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction(Acting(staff=place.nurse.id, place=place.id)) as session:
            session.execute(text("select count(*) from form_filling"))


def test_twelve_months_are_told_this_one_among_them() -> None:
    assert filling.first_month(date(2026, 11, 22)) == date(2025, 12, 1)
    assert filling.first_month(date(2026, 12, 31)) == date(2026, 1, 1)
    assert filling.first_month(date(2027, 1, 1)) == date(2026, 2, 1)
