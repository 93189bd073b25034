"""What people say, as measures: the published numbers with their marks, and none that feedback hides."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.feedback import services as feedback
from backend.feedback import summaries
from backend.feedback.contents import content
from backend.feedback.devices import Bound
from backend.feedback.judging import Response
from backend.reports import experience, jobs, making
from backend.reports.definitions import WrongDefinition, measures
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import NOW, OCTOBER, london
from tests.returns.test_friends_and_family import CHANCE

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
POSITIVE, TOGETHER = "friends-and-family-positive", "services-work-together"


def given(app: Flask, place: TestPlace, team: str, said: Sequence[dict[str, str]], month: date = OCTOBER, **more: Any) -> None:
    """Answers to the short form of people seen by a team."""
    bound = Bound(place.id, place.teams[team], team, "community-nursing", month)
    whole = {"set": "short", "version": 1, "language": "en", "mode": "kiosk", "who": "self", "easy_read": False, **more}
    made = [(Response(**whole, may_quote=False, month=None, answers=answers), bound) for answers in said]
    with app.app_context(), transaction(Acting(role="engine")) as session:
        feedback.write(session, made, CHANCE)


def counted(app: Flask, place: TestPlace, now: datetime = NOW) -> None:
    with app.app_context():
        summaries.summarise(place.id, now)
        jobs.copy_experience()


def cells(app: Flask, place: TestPlace, measure: str) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(scope, month) → numerator, denominator, what is shown of both, and the mark."""
    columns = "scope, to_char(month, 'YYYY-MM'), numerator, denominator, shown_numerator, shown_denominator, mark"
    asked = f"SELECT {columns} FROM report_cell WHERE measure = :one"
    with app.app_context(), transaction(Acting(role="statistics", place=place.id)) as session:
        return {(row[0], row[1]): tuple(row[2:]) for row in session.execute(text(asked), {"one": measure})}


def shown(numerator: float, denominator: float) -> tuple[Any, ...]:
    return (numerator, denominator, numerator, denominator, "")


def hidden(mark: str) -> tuple[Any, ...]:
    return (None, None, None, None, mark)


NORTH = [{"fft": "very-good", "i-s4": "agree"}] * 6 + [{"fft": "poor", "i-s4": "neither"}] * 2 + [{"fft": "dont-know", "i-s4": "not-applicable"}] * 2
SOUTH = [{"fft": "good", "i-s4": "disagree"}] * 7


def test_positive_is_of_all_answers_and_a_statement_of_those_that_are_scored(app: Flask, place: TestPlace) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place)
    north, south = (f"team:{place.teams[name]}" for name in ("North West", "South East"))
    october = "2026-10"
    positive = {("place", october): (13, 17), (north, october): (6, 10), ("locality:North West", october): (6, 10)}
    found = cells(app, place, POSITIVE)
    assert {at: found[at] for at in positive} == {at: shown(*numbers) for at, numbers in positive.items()}
    assert cells(app, place, "friends-and-family-negative")["place", october] == shown(2, 17)
    statement = cells(app, place, TOGETHER)  # two say that it does not apply to them
    assert (statement[north, october], statement[south, october], statement["place", october]) == (shown(6, 8), shown(0, 7), shown(6, 15))


def test_each_statement_is_a_measure_of_its_own(app: Flask, place: TestPlace) -> None:
    well = {"fft": "good", "i-m4": "strongly-agree", "i-m5": "agree", "i-p3": "disagree"}
    said = [well] * 5 + [{"fft": "poor", "i-m4": "neither", "i-m5": "strongly-disagree", "i-p3": "agree"}] * 5
    given(app, place, "North West", said)
    given(app, place, "South East", said)
    counted(app, place)
    found = {
        key: cells(app, place, key).get(("place", "2026-10")) for key in ("positive-experience-overall", "the-life-they-want", "everyone-listens")
    }
    assert found == {"positive-experience-overall": shown(10, 20), "the-life-they-want": shown(10, 20), "everyone-listens": shown(10, 20)}


def test_what_is_hidden_stands_nowhere_and_is_in_no_sum(app: Flask, place: TestPlace) -> None:
    """Three answers in one team: the other's are hidden beside them, and so are the place's. The numbers are not in the table either."""
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH[:3])
    given(app, place, "North West", NORTH * 2, SEPTEMBER)
    given(app, place, "South East", SOUTH * 2, SEPTEMBER)
    counted(app, place)
    found = cells(app, place, POSITIVE)
    north, south = (f"team:{place.teams[name]}" for name in ("North West", "South East"))
    assert (found[south, "2026-10"], found[north, "2026-10"]) == (hidden("*"), hidden("†"))
    assert found["place", "2026-10"][:4] == (None, None, None, None)
    statement = cells(app, place, TOGETHER)
    assert {statement[scope, "2026-10"] for scope in (north, "place")} == {hidden("*")}
    assert (south, "2026-10") not in statement  # three wait until there are five: nothing of them is published


def test_a_month_that_is_hidden_later_does_not_stay(app: Flask, place: TestPlace) -> None:
    """August comes late, with three answers: by the rule for a year's months the smallest other month is hidden beside it."""
    for team, said in (("North West", NORTH), ("South East", SOUTH)):
        given(app, place, team, said)
        given(app, place, team, said * 3, SEPTEMBER)
    counted(app, place)
    assert cells(app, place, POSITIVE)["place", "2026-10"] == shown(13, 17)
    given(app, place, "North West", NORTH[:3], AUGUST)
    counted(app, place, NOW + timedelta(days=1))
    with app.app_context(), transaction(Acting(role="engine")) as session:
        told = session.execute(text("SELECT body FROM feedback_summary WHERE scope = 'place'")).scalar_one()["months"]
    found = cells(app, place, POSITIVE)
    assert told["2026-10"]["mark"] != ""
    assert found["place", "2026-10"] == hidden(told["2026-10"]["mark"])


def test_others_who_answered_for_somebody_and_easy_words_are_in_no_statement_but_in_the_national_question(app: Flask, place: TestPlace) -> None:
    for team in place.teams:
        given(app, place, team, NORTH)
        given(app, place, team, SOUTH, who="proxy")
        given(app, place, team, SOUTH, easy_read=True)
    counted(app, place)
    assert cells(app, place, POSITIVE)["place", "2026-10"] == shown(40, 48)
    assert cells(app, place, TOGETHER)["place", "2026-10"] == shown(12, 16)


def test_counting_a_month_again_leaves_them_and_copying_again_changes_nothing(app: Flask, place: TestPlace) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place)
    before = cells(app, place, POSITIVE)
    with app.app_context():
        jobs.count(place.id, OCTOBER, NOW)
        assert experience.copy(place.id) == 0
    assert cells(app, place, POSITIVE) == before


def test_screen_and_file_tell_them_like_every_other_measure(app: Flask, place: TestPlace, client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place)
    with wall_clock.reading(NOW):
        sign_in(client, place.manager)
        page = client.get(f"/api/v1/reports/{POSITIVE}?until=2026-10&by=team").get_json()
        asked = {"what": "overview", "form": "csv", "until": "2026-10", "months": 1, "why": "The board"}
        id_ = client.post("/api/v1/reports/exports", json=asked).get_json()["id"]
        with app.app_context():
            making.make(id_)
        file = client.get(f"/api/v1/reports/exports/{id_}/content").data.decode("utf-8-sig")
    assert (page["measure"]["said"], page["measure"]["n"]) == ("76%", 17)
    assert {row["name"]: row["cells"][0]["said"] for row in page["rows"]} == {
        "North West team": "60%", "South East team": "100%", "Tower Hamlets Together": "76%"
    }  # fmt: skip
    (row,) = [row for row in csv.DictReader(io.StringIO(file)) if row["Key"] == POSITIVE]
    assert (row["Of how many"], row["Value"][:5]) == ("17", "76.47")


def test_an_overview_of_each_month_waits_until_what_people_said_was_counted_too(
    app: Flask, place: TestPlace, client: FlaskClient, sign_in: Callable[..., Any]
) -> None:
    with wall_clock.reading(NOW):
        sign_in(client, place.manager)
        each = {"what": "overview", "form": "csv", "months": 1, "why": "The board"}
        assert client.post("/api/v1/reports/schedules", json=each).status_code == 201
    given(app, place, "North West", NORTH)
    counted(app, place)
    night, morning = london("2026-12-01 05:30"), london("2026-12-01 06:05")
    made = []
    for at in (night, morning):
        with app.app_context(), wall_clock.reading(at):
            jobs.count(place.id, date(2026, 11, 1), at)
            if at == morning:
                summaries.summarise(place.id, at)
            jobs.each_month()
            with transaction(Acting(role="engine")) as session:
                made.append(session.scalar(text("SELECT count(*) FROM report_export")))
    assert made == [0, 1]


def test_every_row_that_is_copied_is_asked_by_a_set_that_ships() -> None:
    for one in experience.copied().values():
        if one.where != "fft":
            _, key, version, item = one.where.split("/")
            asked = content().sets[key]
            assert (asked.version, item in asked.items) == (int(version), True), one.key


def test_a_measure_of_what_nobody_answers_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"odd": replace(measures()[POSITIVE], numerator="splendid")}
    monkeypatch.setattr(experience, "measures", lambda: wrong)
    experience.copied.cache_clear()
    with pytest.raises(WrongDefinition, match=r"odd\.toml: nobody answers splendid"):
        experience.copied()
    experience.copied.cache_clear()
