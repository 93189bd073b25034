"""A team's weeks over HTTP: what a lead sees, is suggested, asks; and that nobody else has any of it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.board.facts import ENGINE
from backend.transaction import transaction
from tests.access.world import EAST, WEST
from tests.weeks.conftest import FIRST, TWICE, Weeks

DAILY = {"times": ["07:30-09:00", "16:00-17:30"], "minutes": 20, "from": "2026-11-23", "is_hard": True, "reason": "before breakfast and at tea"}


def test_a_pattern_is_set_suggested_and_taken(weeks: Weeks) -> None:
    series = weeks.repeat("rose", TWICE)
    assert series["says"] == "Twice a week, Monday to Friday, between 09:00 and 12:00, 30 minutes"
    assert (series["is_open"], series["differs"], series["disputed"]) == (True, None, False)
    assert [one["asked"] for one in series["weeks"]] == [2, 2, 2, 2]
    suggestion = weeks.suggest()
    assert [len([day for day in weeks.days(suggestion) if day[:10] >= monday]) for monday in ("2026-11-23", "2026-12-14")] == [8, 2]
    assert suggestion["after"]["cost_minutes"] <= suggestion["plain"]["cost_minutes"]
    taken = weeks.take(suggestion)
    assert (taken["state"], {one["ending"] for one in taken["endings"]}) == ("done", {"applied"})
    assert [one["day"] for one in weeks.series()["visits"]] == weeks.days(suggestion)
    again = weeks.suggest()
    assert again["makes"] == again["follows"] == again["stays"] == again["short"] == []


def test_who_is_asked_to_a_visit_by_it_has_its_grant_and_carries_it(weeks: Weeks) -> None:
    """R9: what is taken makes its grants in the same write. Anna knows Rose: she was there."""
    weeks.repeat("rose", {**TWICE, "people": 1})
    suggestion = weeks.suggest()
    anna = weeks.east.staff("anna")
    first = next(one for one in suggestion["makes"] if one["staff"])
    assert first["staff"] == [anna]
    assert first["why"][-1] == "Asked: Anna, whom they know."
    weeks.take(suggestion, [first["visit"]])
    tablet = weeks.east.tablets["anna"]
    tablet.pull()
    [visit] = [one for one in tablet.bundles[weeks.east.world.patient("rose")].records("visit") if one["id"] == first["visit"]]
    assert (visit["fields"]["asked"], visit["fields"]["actions"], visit["fields"]["purpose"]) == ([anna], [weeks.action()], "Change the dressing")


def test_two_visits_a_day_keep_their_gap_and_their_hard_times(weeks: Weeks) -> None:
    weeks.repeat("rose", {**DAILY, "gap_least_minutes": 420, "gap_most_minutes": 600, "skills": ["insulin"]})
    suggestion = weeks.suggest()
    wednesday = [one for one in suggestion["makes"] if one["day"] == "2026-11-25"]
    assert [(one["ordinal"], one["start"], one["is_hard"]) for one in wednesday] == [
        (1, "2026-11-25T07:30:00.000Z", True),
        (2, "2026-11-25T16:00:00.000Z", True),
    ]
    weeks.take(suggestion, [one["visit"] for one in wednesday])
    assert next(one for one in weeks.seen()["days"] if one["day"] == "2026-11-25")["visits"] == 2
    later = weeks.visit(wednesday[1]["visit"])
    assert (later["window_is_hard"], later["window_end"], later["skills"]) == (True, "2026-11-25T17:30:00.000Z", ["insulin"])
    assert (later["after_visit"], later["gap_least_minutes"], later["gap_most_minutes"]) == (wednesday[0]["visit"], 420, 600)


def test_the_clock_on_the_wall_decides_on_both_sides_of_summer_time(weeks: Weeks) -> None:
    """Summer time begins on Sunday 28 March 2027."""
    weeks.repeat("rose", {"times": ["08:30"], "minutes": 30, "from": "2027-03-01", "days": ["fri", "mon"]})
    suggestion = weeks.suggest(date(2027, 3, 22))
    starts = {one["day"]: one["start"] for one in suggestion["makes"]}
    assert starts["2027-03-26"] == "2027-03-26T08:30:00.000Z"
    assert starts["2027-03-29"] == "2027-03-29T07:30:00.000Z"


def test_a_holiday_is_told_and_what_is_to_move_moves(weeks: Weeks) -> None:
    weeks.repeat("rose", {"times": ["09:00"], "minutes": 30, "days": ["fri"], "from": "2026-11-27", "holidays": "move"})
    christmas = date(2026, 12, 21)
    days = {one["day"]: one["holiday"] for one in weeks.seen(christmas)["days"] if one["holiday"]}
    assert days == {"2026-12-25": "Christmas Day", "2026-12-28": "Boxing Day (substitute day)", "2027-01-01": "New Year’s Day"}
    [first, *_] = weeks.suggest(christmas)["makes"]
    assert (first["day"], first["why"]) == ("2026-12-24", ["Moved here from a holiday."])


def test_a_place_keeps_its_own_holidays(weeks: Weeks) -> None:
    for name in ("ada", "max"):
        weeks.east.tablets[name] = weeks.east.world.tablet(name)
    body = {"is_holiday": True, "name": "Alliance day"}
    assert weeks.ask("PUT", "/weeks/holidays/2026-12-02", body, by="lena")[0] == 403
    assert weeks.ask("PUT", "/weeks/holidays/2026-12-02", {"is_holiday": True}, by="ada")[0] == 422
    weeks.answer("PUT", "/weeks/holidays/2026-12-02", body, by="ada")
    weeks.answer("PUT", "/weeks/holidays/2026-12-25", {"is_holiday": False}, by="max")
    weeks.east.plan("rose", "2026-12-02T09:00:00.000Z", 30, "anna")
    year = weeks.answer("GET", "/weeks/holidays/2026")
    assert {"day": "2026-12-02", "name": "Alliance day", "is_own": True, "visits": 1} in year["days"], "what is planned on it is counted, and stays"
    assert year["removed"] == [{"day": "2026-12-25", "name": "Christmas Day"}]
    assert next(one for one in weeks.seen()["days"] if one["day"] == "2026-12-02")["holiday"] == "Alliance day"
    for day in ("2026-12-02", "2026-12-25"):
        weeks.answer("DELETE", f"/weeks/holidays/{day}", by="ada")
    assert len(weeks.answer("GET", "/weeks/holidays/2026")["days"]) == 8


def test_while_the_person_is_away_nothing_is_made_and_what_was_made_follows(weeks: Weeks) -> None:
    weeks.repeat("rose", DAILY)
    weeks.take(weeks.suggest())
    gone = {"from": "2026-11-30", "until": "2026-12-06", "why": "hospital"}
    path = f"/weeks/{EAST}/people/{weeks.east.world.patient('rose')}/away"
    weeks.answer("PUT", path, {"id": str(uuid.uuid4()), "saw": None, "away": gone})
    assert weeks.series()["away"] == gone
    suggestion = weeks.suggest()
    assert {one["what"] for one in suggestion["follows"]} == {"cancel"}
    assert {one["why"] for one in suggestion["follows"]} == {"Away until Sun 6 December."}
    assert [(one["first"], one["asked"], one["planned"], one["why"]) for one in suggestion["short"]] == [
        ("2026-11-23", 7, 5, "The week has begun: there are not days enough left."),
        ("2026-11-30", 7, 0, "Away until Sun 6 December."),
    ]
    weeks.take(suggestion)
    assert [one["state"] for one in weeks.series()["visits"] if "2026-11-30" <= one["day"] <= "2026-12-06"] == ["cancelled"] * 14

    home = {"id": str(uuid.uuid4()), "saw": gone, "away": None}
    weeks.answer("PUT", path, home)
    weeks.answer("PUT", path, home)
    back = weeks.suggest()
    assert len(back["makes"]) == 14, "what a taking took away comes back as itself when it is due again"
    ended = weeks.take(back)
    assert {one["ending"] for one in ended["endings"]} == {"applied"}
    assert {one["state"] for one in weeks.series()["visits"]} == {"planned"}
    assert weeks.suggest()["makes"] == []


def test_an_action_that_ended_says_which_visits_follow_and_never_one_that_has_begun_or_was_changed_by_hand(weeks: Weeks) -> None:
    weeks.repeat("rose", DAILY)
    suggestion = weeks.suggest()
    weeks.take(suggestion)
    world, anna = weeks.east.world, weeks.east.tablets["anna"]
    made = [one["visit"] for one in suggestion["makes"]]
    rose = world.patient("rose")
    world.grant("rose", "anna")
    anna.pull(first=[rose])
    moved = anna.bundles[rose].record(made[4])
    anna.edit(moved, "when", {"planned_start": "2026-11-27T11:00:00.000Z", "planned_end": "2026-11-27T11:20:00.000Z"})
    anna.edit(anna.bundles[rose].record(weeks.action()), "status", {"status": "completed", "status_reason": None})
    assert [one["ending"] for one in anna.push()] == ["applied"] * 2
    world.turn(wall_clock.from_wire("2026-11-25T07:35:00.000Z") - wall_clock.now())
    then = weeks.suggest()
    assert made[0] not in [one["visit"] for one in then["follows"]], "its time has begun"
    assert [(one["visit"], one["why"]) for one in then["stays"]] == [(made[4], "The action is completed. Changed by hand: it stays as it is.")]
    assert len(then["follows"]) == len(made) - 2
    assert {one["why"] for one in then["follows"]} == {"The action is completed."}
    weeks.take(then)
    assert weeks.suggest()["follows"] == []
    assert sorted({one["state"] for one in weeks.series()["visits"]}) == ["cancelled", "planned"]


def test_a_pattern_that_changed_changes_the_visits_to_come_that_nobody_touched(weeks: Weeks) -> None:
    weeks.repeat("rose", DAILY)
    weeks.take(weeks.suggest())
    weeks.repeat("rose", {**DAILY, "minutes": 35, "times": ["07:30-09:00", "17:00-18:00"], "until": "2026-12-03"})
    then = weeks.suggest()
    assert min(one["day"] for one in then["follows"] if one["what"] == "cancel") == "2026-12-04"
    second = next(one for one in then["follows"] if one["what"] == "change" and one["was"]["start"].startswith("2026-11-26T16"))
    assert (second["then"]["start"], second["then"]["end"], second["why"]) == (
        "2026-11-26T17:00:00.000Z",
        "2026-11-26T17:35:00.000Z",
        "The pattern was changed.",
    )
    weeks.take(then)
    assert weeks.suggest()["follows"] == []
    assert max(one["day"] for one in weeks.series()["visits"] if one["state"] == "planned") == "2026-12-03", "the last day counts"


def test_a_pattern_without_a_time_or_seen_as_it_is_no_more_is_not_written(weeks: Weeks) -> None:
    path = f"/weeks/{EAST}/patterns/{weeks.action()}"
    status, answer = weeks.ask("PUT", path, {"id": str(uuid.uuid4()), "version": "1", "pattern": {"minutes": 30, "from": "2026-11-30"}})
    assert (status, answer["errors"]) == (422, {"pattern.times": "Say at what time of the day."})
    status, answer = weeks.ask("PUT", path, {"id": str(uuid.uuid4()), "version": "1", "pattern": {**DAILY, "times": ["9"], "reason": None}})
    assert (status, list(answer["errors"])) == (422, ["pattern.times"])
    weeks.repeat("rose", TWICE)
    status, answer = weeks.ask("PUT", path, {"id": str(uuid.uuid4()), "version": "1", "pattern": DAILY})
    assert (status, answer["code"]) == (409, "changed-meanwhile")
    status, answer = weeks.ask("PUT", path, {"id": str(uuid.uuid4()), "version": "2", "pattern": {**TWICE, "per_week": 9}})
    assert (status, list(answer["errors"])) == (422, ["pattern.per_week"])
    assert weeks.ask("PUT", f"/weeks/{EAST}/patterns/{uuid.uuid4()}", {"id": str(uuid.uuid4()), "version": "1", "pattern": DAILY})[0] == 404


def test_words_that_no_longer_say_what_the_pattern_says_are_told(weeks: Weeks) -> None:
    assert weeks.repeat("rose", DAILY)["differs"] == "The words say twice a week, Monday to Friday, the pattern says every day."


def test_what_nobody_has_a_pattern_for_is_read(weeks: Weeks) -> None:
    rose = weeks.east.world.patient("rose")
    doer = {"staff": None, "organisation": None, "who": None}
    weeks.east.write("action", weeks.action(), rose, rose, doer, {**doer, "staff": weeks.east.staff("anna")})
    [one] = weeks.seen()["unpatterned"]
    assert (one["words"], one["frequency"], one["reading"]["pattern"]["per_week"]) == ("Change the dressing", "twice a week", 2)
    read = weeks.answer("POST", f"/weeks/{EAST}/read", {"words": "when needed"})
    assert (read["understood"], read["not_understood"]) == (False, ["when needed"])


def test_what_is_not_there_when_two_are_away(weeks: Weeks) -> None:
    weeks.east.skills("anna", "insulin")
    weeks.repeat("rose", {**DAILY, "skills": ["insulin"]})
    weeks.take(weeks.suggest())
    body = {"away": [{"staff": weeks.east.staff("anna"), "from": "2026-11-25", "until": "2026-11-25"}]}
    found = weeks.answer("POST", f"/weeks/{EAST}/{FIRST.isoformat()}/what-if", body)
    day = next(one for one in found["days"] if one["day"] == "2026-11-25")
    assert day["capacity_before_minutes"] == 2 * day["capacity_minutes"] == 960
    [insulin] = [one for one in day["skills"] if one["skill"] == "insulin"]
    assert (insulin["capacity_minutes"], insulin["uncovered_minutes"]) == (0, insulin["demand_minutes"])
    assert [(one["day"], one["why"]) for one in found["visits"]] == [("2026-11-25", ["nobody-asked-works", "no-known-face", "nobody-skilled"])] * 2
    assert found["strange_visits"] == 2
    stranger = {"away": [{"staff": weeks.east.staff("carl"), "from": "2026-11-25", "until": "2026-11-25"}]}
    assert weeks.ask("POST", f"/weeks/{EAST}/{FIRST.isoformat()}/what-if", stranger)[0] == 422


def test_what_is_unchanged_is_not_sent_again(weeks: Weeks) -> None:
    stamp = weeks.seen()["stamp"]
    path = f"/weeks/{EAST}/{FIRST.isoformat()}?stamp="
    assert weeks.ask("GET", path + stamp)[0] == 204
    weeks.repeat("rose", TWICE)
    assert weeks.ask("GET", path + stamp)[0] == 200


@pytest.mark.parametrize("first", [FIRST + timedelta(days=1), FIRST - timedelta(weeks=27), FIRST + timedelta(weeks=27)])
def test_there_are_weeks_from_a_monday_on_within_half_a_year(weeks: Weeks, first: date) -> None:
    assert weeks.ask("GET", f"/weeks/{EAST}/{first.isoformat()}")[0] == 404
    assert weeks.ask("GET", f"/weeks/{EAST}/not-a-day")[0] == 404


def test_nobody_but_the_teams_leads_has_any_of_it(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    suggestion = weeks.suggest()
    taking = weeks.take(suggestion, [suggestion["makes"][0]["visit"]])
    body = {"id": str(uuid.uuid4()), "version": "2", "pattern": DAILY}
    monday = f"/weeks/{EAST}/{FIRST.isoformat()}"
    asks = [
        ("GET", monday, None),
        ("POST", f"/weeks/{EAST}/read", {"words": "daily"}),
        ("PUT", f"/weeks/{EAST}/patterns/{weeks.action()}", body),
        ("PUT", f"/weeks/{EAST}/people/{weeks.east.world.patient('rose')}/away", {"id": str(uuid.uuid4()), "saw": None, "away": None}),
        ("POST", f"{monday}/suggestions", {}),
        ("GET", f"/weeks/suggestions/{suggestion['id']}", None),
        ("POST", f"/weeks/suggestions/{suggestion['id']}/take", {"visits": None}),
        ("DELETE", f"/weeks/suggestions/{suggestion['id']}", None),
        ("GET", f"/weeks/takings/{taking['id']}", None),
        ("POST", f"/weeks/takings/{taking['id']}/undo", {}),
        ("POST", f"{monday}/what-if", {"away": [{"staff": weeks.east.staff("anna"), "from": "2026-11-25", "until": "2026-11-25"}]}),
    ]
    assert weeks.answer("GET", "/weeks", by="wanda")["teams"][0]["id"] != EAST
    for method, path, asked in asks:
        assert weeks.ask(method, path, asked, by="wanda")[0] == 404, path
        assert weeks.ask(method, path, asked, by="anna")[0] == 403, path


def test_what_was_done_along_with_it_is_done_along_with_it_again(weeks: Weeks) -> None:
    """An action without a pattern goes with the visit that named it the last time, and nobody is asked for a pattern of it."""
    rose, anna = weeks.east.world.patient("rose"), weeks.east.staff("anna")
    feet = str(uuid.uuid4())
    weeks.east.write("action", feet, rose, rose, None, {"words": "Look at both feet", "staff": anna, "status": "active"})
    weeks.repeat("rose", TWICE)
    assert [one["action"] for one in weeks.seen()["unpatterned"]] == [feet]
    weeks.east.plan("rose", "2026-11-24T10:00:00.000Z", 30, "anna", actions=sorted([weeks.action(), feet]))
    assert weeks.seen()["unpatterned"] == []
    suggestion = weeks.suggest()
    weeks.take(suggestion)
    assert weeks.visit(suggestion["makes"][0]["visit"])["actions"] == sorted([weeks.action(), feet])


def test_of_whom_somebody_may_see_no_more_a_suggestion_tells_nothing(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    suggestion = weeks.suggest()
    path = f"/weeks/suggestions/{suggestion['id']}"
    assert {one["name"] for one in weeks.answer("GET", path)["makes"]} == {"Rose Ahmed"}
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        whose = {"now": wall_clock.now(), "rose": weeks.east.world.patient("rose")}
        session.execute(text("update grants set ended_at = :now where bundle_id = :rose"), whose)
    weeks.east.world.turn(timedelta(hours=1))
    assert weeks.answer("GET", path)["makes"] == []


def test_that_a_persons_weeks_were_read_stands_in_the_audit_trail(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        found = session.execute(text("select detail::text, bundles::text from audit_event where detail::text like '%weeks%'")).all()
    assert any(weeks.east.world.patient("rose") in row[1] for row in found)


def test_a_suggestion_that_another_lead_opens_stands_in_the_trail_as_theirs(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    path = f"/weeks/suggestions/{weeks.suggest()['id']}"
    assert weeks.answer("GET", path, by="cora")["makes"]
    asked = text("select bundles::text[] from audit_event where what = 'read' and staff_id = :cora")
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        found = session.scalars(asked, {"cora": weeks.east.staff("cora")}).all()
    assert found == [[weeks.east.world.patient("rose")]]


def test_another_team_to_whom_the_action_is_passed_on_has_its_visits_to_come(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    weeks.take(weeks.suggest())
    weeks.east.world.grant("rose", team=WEST)
    body = {"id": str(uuid.uuid4()), "version": weeks.series()["version"], "pattern": {**TWICE, "team": str(uuid.uuid4())}}
    path = f"/weeks/{EAST}/patterns/{weeks.action()}"
    status, answer = weeks.ask("PUT", path, body)
    assert (status, answer["errors"]) == (422, {"pattern.team": "There is no such team."})
    weeks.answer("PUT", path, {**body, "pattern": {**TWICE, "team": WEST}})
    assert weeks.seen()["series"] == []
    theirs = weeks.answer("POST", f"/weeks/{WEST}/{FIRST.isoformat()}/suggestions", {"faces": "nobody"}, by="wanda")
    assert theirs["makes"] == []
    assert {(one["what"], one["why"]) for one in theirs["follows"]} == {("change", "It is this team’s now.")}
    taken = weeks.take(theirs, by="wanda")
    assert {one["ending"] for one in taken["endings"]} == {"applied"}
    assert {weeks.visit(one["visit"])["team"] for one in taken["endings"]} == {WEST}
