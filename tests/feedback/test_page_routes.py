"""Who hears what: numbers with the small ones hidden, words that were screened, answers with an owner."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from backend import cli, wall_clock
from backend.database import Acting
from backend.feedback import services, summaries
from backend.feedback.devices import Bound
from backend.feedback.judging import Response
from backend.transaction import transaction

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CHANCE = random.Random(7)
COMMENTS = "/api/v1/feedback/comments/search"
PAGE = "/api/v1/feedback/page"


@pytest.fixture
def _today():
    with wall_clock.reading(NOW):
        yield


def given(app, place, team: str, month: date, codes: list[str], words: tuple[str, ...] = (), who: str = "self") -> None:
    bound = Bound(place.id, place.teams[team], team, "community-nursing", month)
    made = [Response("short", 1, "en", "kiosk", who, False, False, None, answers={"fft": code, "i-s4": "agree"}) for code in codes]
    made += [Response("short", 1, "en", "kiosk", who, False, False, None, words={"fft-why": said}) for said in words]
    with app.app_context(), transaction(Acting(role="engine")) as session:
        services.write(session, [(one, bound) for one in made], CHANCE)


def counted(app, place) -> None:
    with app.app_context():
        summaries.summarise(place.id, NOW)


def seen(client, **asked: str) -> dict[str, Any]:
    answer = client.get(PAGE, query_string=asked)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


OCTOBER, SEPTEMBER, AUGUST = date(2026, 10, 1), date(2026, 9, 1), date(2026, 8, 1)
TEN = ["very-good"] * 6 + ["good"] * 2 + ["poor"] + ["dont-know"]


@pytest.mark.usefixtures("_today")
def test_percent_positive_is_of_all_answers_and_a_small_month_is_hidden_with_the_next_smallest(app, client, place, sign_in):
    given(app, place, "North West", AUGUST, ["good"] * 3)
    given(app, place, "North West", SEPTEMBER, TEN)
    given(app, place, "North West", OCTOBER, TEN + TEN)
    counted(app, place)
    sign_in(client, place.lead)
    page = seen(client)
    assert (page["scope"], page["month"]) == (f"team:{place.teams['North West']}", "2026-10")
    assert [month["month"] for month in page["months"]][-3:] == ["2026-08", "2026-09", "2026-10"]
    august, september, october = page["months"][-3:]
    assert (august["mark"], august["n"], august["counts"]) == ("*", None, None)
    assert (september["mark"], september["n"]) == ("†", None)
    assert (october["n"], october["positive"], october["negative"], october["counts"]) == (20, 80, 10, [12, 4, 0, 2, 0, 2])
    assert page["year"]["n"] == 20, "the year leaves both out"
    [statement] = page["statements"]
    assert (statement["n"], statement["agree"]) == (20, 100)


@pytest.mark.usefixtures("_today")
def test_what_the_version_before_counted_is_counted_anew_when_the_tables_are_brought_up(
    app, client, place, sign_in, monkeypatch, database_url, redis_url
):
    given(app, place, "North West", OCTOBER, TEN)
    counted(app, place)
    with app.app_context(), transaction(Acting(role="engine")) as session:
        told = session.execute(
            text("UPDATE feedback_summary SET body = replace(body::text, '\"left_out\"', '\"of_old\"')::jsonb RETURNING body::text")
        )
        assert any("of_old" in body for body in told.scalars())
    settings = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "SECRET_KEY": "kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR"}
    for name, value in settings.items():
        monkeypatch.setenv(f"ALONGSIDE_{name}", value)
    assert cli.main(["migrate"]) == 0
    sign_in(client, place.lead)
    assert [(month["n"], month["left_out"]) for month in seen(client)["months"] if month["month"] == "2026-10"] == [(10, 0)]


@pytest.mark.usefixtures("_today")
def test_answers_given_for_another_are_counted_apart_in_statements_and_told_only_where_neither_share_is_small(app, client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 20)
    given(app, place, "North West", OCTOBER, ["good"] * 6, who="proxy")
    given(app, place, "North West", SEPTEMBER, ["good"] * 20)
    given(app, place, "North West", SEPTEMBER, ["good"] * 3, who="proxy")
    counted(app, place)
    sign_in(client, place.lead)
    page = seen(client)
    assert [(row["who"], row["n"], row["left_out"]) for row in page["statements"]] == [("own", 20, 1), ("proxy", 6, 1)]
    assert page["who"] == {"own": 20, "proxy": 6, "left_out": 1}
    assert page["months"][-1]["n"] == 26


@pytest.mark.usefixtures("_today")
def test_answers_that_come_one_by_one_wait_for_a_fifth_before_they_are_counted(app, client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 10)
    counted(app, place)
    given(app, place, "North West", OCTOBER, ["poor"] * 4)
    counted(app, place)
    sign_in(client, place.lead)
    assert (seen(client)["months"][-1]["n"], seen(client)["months"][-1]["negative"]) == (10, 0)
    given(app, place, "North West", OCTOBER, ["good"])
    counted(app, place)
    assert (seen(client)["months"][-1]["n"], seen(client)["months"][-1]["counts"]) == (15, [0, 11, 0, 4, 0, 0])


@pytest.mark.usefixtures("_today")
def test_four_without_the_national_question_do_not_let_a_single_answer_to_it_be_seen_to_come(app, client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 10)
    counted(app, place)
    bound = Bound(place.id, place.teams["North West"], "North West", "community-nursing", OCTOBER)
    without = [Response("short", 1, "en", "kiosk", "self", False, False, None, answers={"i-s4": "agree"})] * 4
    with app.app_context(), transaction(Acting(role="engine")) as session:
        services.write(session, [(one, bound) for one in without], CHANCE)
    given(app, place, "North West", OCTOBER, ["very-poor"])
    counted(app, place)
    sign_in(client, place.lead)
    assert (seen(client)["months"][-1]["n"], seen(client)["months"][-1]["negative"]) == (10, 0)
    given(app, place, "North West", OCTOBER, ["good"] * 4)
    counted(app, place)
    assert (seen(client)["months"][-1]["n"], seen(client)["statements"][0]["n"]) == (15, 19), "with the fifth all of them are counted"


@pytest.mark.usefixtures("_today")
def test_a_team_sees_its_own_page_a_lead_the_place_too_and_a_manager_all(app, new_client, place, sign_in):
    for team in ("North West", "South East"):
        given(app, place, team, OCTOBER, ["good"] * 10)
    counted(app, place)
    choices = {}
    for name in ("nurse", "lead", "manager"):
        client = new_client()
        sign_in(client, place.staff[name])
        choices[name] = [one["name"] for one in seen(client)["scopes"]]
        other = client.get(PAGE, query_string={"scope": f"team:{place.teams['South East']}"})
        assert other.status_code == (200 if name == "manager" else 404), name
    whole = next(name for name in choices["lead"] if "team" not in name)
    assert choices["nurse"] == ["North West team"]
    assert choices["lead"] == ["North West team", whole]
    assert choices["manager"] == [whole, "North West: all teams", "South East: all teams", "North West team", "South East team"]
    for name in ("volunteer", "administrator"):
        client = new_client()
        sign_in(client, place.staff[name])
        assert client.get(PAGE).status_code == 403, name


@pytest.mark.usefixtures("_today")
def test_words_of_a_month_too_small_to_show_are_the_places_without_the_teams_name(app, new_client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 3, words=("They came late.",))
    given(app, place, "South East", OCTOBER, ["good"] * 9, words=("Kind people.",))
    counted(app, place)
    lead, manager = new_client(), new_client()
    sign_in(lead, place.lead)
    assert lead.post(COMMENTS, json={}).get_json()["comments"] == []
    sign_in(manager, place.manager)
    found = manager.post(COMMENTS, json={"scope": "place"}).get_json()["comments"]
    assert {(one["words"], one["team"]) for one in found} == {("They came late.", None), ("Kind people.", None)}, (
        "both hidden: one to guard the other"
    )


@pytest.mark.usefixtures("_today")
def test_a_text_that_may_speak_of_harm_is_read_by_the_lead_first_and_by_the_team_after(app, new_client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 9, words=("My son hits me.",))
    counted(app, place)
    lead, nurse = new_client(), new_client()
    sign_in(lead, place.lead)
    sign_in(nurse, place.nurse)
    comments = "/api/v1/feedback/comments"
    assert nurse.post(COMMENTS, json={}).get_json()["comments"] == []
    [one] = lead.post(COMMENTS, json={}).get_json()["comments"]
    assert one["state"] == "to-review"
    assert nurse.patch(f"{comments}/{one['id']}", json={"version": one["version"], "state": "shown"}).status_code == 403
    change = {"version": one["version"], "state": "shown", "concern": True}
    assert lead.patch(f"{comments}/{one['id']}", json=change).status_code == 200
    assert lead.patch(f"{comments}/{one['id']}", json=change).status_code == 409, "somebody was in between"
    [read] = nurse.post(COMMENTS, json={}).get_json()["comments"]
    assert read["concern"] == {"by": "Grace Osei", "on": "2026-11-23"}


@pytest.mark.usefixtures("_today")
def test_themes_come_by_words_are_put_right_by_a_person_and_those_of_fewer_than_five_have_no_number(app, client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 9, words=("They came late.",) * 5 + ("Kind people.",))
    counted(app, place)
    sign_in(client, place.lead)
    comments = "/api/v1/feedback/comments"
    found = client.post(COMMENTS, json={}).get_json()
    assert (found["total"], found["themes"], found["small_themes"]) == (6, [{"key": "when-you-come", "name": "When you come", "count": 5}], 1)
    [kind] = client.post(COMMENTS, json={"search": "KIND"}).get_json()["comments"]
    assert kind["themes"] == ["kindness"]
    assert client.patch(f"{comments}/{kind['id']}", json={"version": 1, "themes": ["same-faces"]}).status_code == 200
    assert [one["words"] for one in client.post(COMMENTS, json={"theme": "same-faces"}).get_json()["comments"]] == ["Kind people."]
    assert client.post(COMMENTS, json={"search": "100%_"}).get_json()["comments"] == []


@pytest.mark.usefixtures("_today")
def test_a_comment_gets_an_answer_an_owner_and_an_end_and_the_kiosk_shows_the_last_three(app, client, new_client, place, sign_in):
    given(app, place, "North West", OCTOBER, ["good"] * 9, words=("They came late.",) * 5)
    counted(app, place)
    sign_in(client, place.lead)
    [comment, *_] = client.post(COMMENTS, json={}).get_json()["comments"]
    replies = "/api/v1/feedback/replies"
    new = {"team": place.teams["North West"], "said": "We never know when you come.", "theme": "when-you-come", "comment": comment["id"]}
    made = client.post(replies, json=new).get_json()
    assert (made["state"], made["people"], made["owner"], made["opened_on"]) == ("no-owner", 5, None, "2026-11-23")
    assert {one["reply"] for one in client.post(COMMENTS, json={}).get_json()["comments"]} == {None, made["id"]}
    taken = client.patch(f"{replies}/{made['id']}", json={"version": made["version"], "take": True, "until": "2026-12-18"}).get_json()
    assert (taken["state"], taken["owner"]["name"], taken["until"]) == ("under-way", "Grace Osei", "2026-12-18")
    early = client.patch(f"{replies}/{made['id']}", json={"version": taken["version"], "state": "done"})
    assert early.get_json()["errors"] == {"did": "Say what was done, or why it cannot be now."}
    assert client.patch(f"{replies}/{made['id']}", json={"version": made["version"], "did": "x"}).status_code == 409
    did = "A text the evening before."
    done = client.patch(f"{replies}/{made['id']}", json={"version": taken["version"], "did": did, "state": "done"}).get_json()
    assert (done["state"], done["ended_on"]) == ("done", "2026-11-23")
    words = {"bn": {"said": "আপনারা কখন আসেন জানি না।", "did": "আগের সন্ধ্যায় বার্তা।", "by": "Farzana Akhtar", "on": "2026-11-20"}}
    assert client.patch(f"{replies}/{made['id']}", json={"version": done["version"], "translations": words}).status_code == 200
    [shown] = client.get("/api/v1/feedback/asked").get_json()["said_and_done"]
    assert shown == {"said": "We never know when you come.", "did": did, "state": "done", "translations": words}
    manager = new_client()
    sign_in(manager, place.manager)
    other = manager.post(replies, json={**new, "team": place.teams["South East"], "comment": None}).get_json()
    assert other["people"] is None, "fewer than five are not numbered"
    assert client.patch(f"{replies}/{other['id']}", json={"version": 1, "take": True}).status_code == 404


def test_the_web_role_reads_no_answer_no_token_and_no_device_and_writes_nothing(app, place):
    with app.app_context():
        for table in ("feedback_answer", "feedback_batch", "feedback_token", "feedback_kiosk", "feedback_choice"):
            with pytest.raises(Exception, match="permission denied"), transaction(Acting("web", place.lead.id, place.id)) as session:
                session.execute(text(f"SELECT * FROM {table}"))
        for table in ("feedback_comment", "feedback_reply", "feedback_summary"):
            with pytest.raises(Exception, match="permission denied"), transaction(Acting("web", place.lead.id, place.id)) as session:
                session.execute(text(f"DELETE FROM {table}"))


def test_statistics_counts_and_reads_no_word(app, place):
    with app.app_context():
        for column in ("words", "english", "concern_by"):
            with pytest.raises(Exception, match="permission denied"), transaction(Acting("statistics", place=place.id)) as session:
                session.execute(text(f"SELECT {column} FROM feedback_comment"))


@pytest.mark.usefixtures("_today")
def test_row_level_security_alone_keeps_a_team_from_anothers_words_and_numbers(app, make_place, place):
    given(app, place, "North West", OCTOBER, ["good"] * 9, words=("They came late.", "My son hits me."))
    given(app, place, "South East", OCTOBER, ["good"] * 9, words=("Kind people.",))
    counted(app, place)
    foreign = make_place("Elsewhere")

    def count(staff, of, table: str) -> int:
        with app.app_context(), transaction(Acting("web", staff.id, of.id)) as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    expected = {"nurse": (1, 1), "social_worker": (1, 1), "lead": (2, 2), "manager": (3, 5), "volunteer": (0, 0), "administrator": (0, 0)}
    for name, (words, pages) in expected.items():
        found = count(place.staff[name], place, "feedback_comment"), count(place.staff[name], place, "feedback_summary")
        assert found == (words, pages), name
    assert count(foreign.manager, foreign, "feedback_comment") == count(foreign.manager, foreign, "feedback_summary") == 0


@pytest.mark.usefixtures("_today")
def test_the_nightly_mixing_lays_rows_in_the_order_of_their_chance_ids_and_in_one_transaction(app, place):
    given(app, place, "North West", OCTOBER, ["good"] * 9)
    given(app, place, "North West", OCTOBER, ["poor"] * 9)
    with app.app_context():
        summaries.mix(place.id, NOW.date())
        with transaction(Acting(role="engine")) as session:
            rows = session.execute(text("SELECT id::text, xmin::text FROM feedback_answer ORDER BY ctid")).all()
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert len({row[1] for row in rows}) == 1


def test_the_job_counts_every_place_and_forgets_what_need_not_be_known(app, place, make_place):
    from backend.feedback import jobs

    other = make_place("Elsewhere")
    given(app, other, "North West", OCTOBER, ["good"] * 9)
    with app.app_context(), wall_clock.reading(NOW):
        with transaction(Acting(role="engine")) as session:
            session.execute(text("INSERT INTO feedback_batch VALUES (gen_random_uuid(), :place, '2026-10-01', '[]')"), {"place": place.id})
            session.execute(text("INSERT INTO feedback_batch VALUES (gen_random_uuid(), :place, '2026-11-20', '[]')"), {"place": place.id})
        assert jobs.count() == 2
        assert jobs.count() == 2
        with transaction(Acting(role="engine")) as session:
            assert session.execute(text("SELECT count(*) FROM feedback_batch")).scalar_one() == 1
            scopes = set(session.scalars(text("SELECT scope FROM feedback_summary WHERE place_id = :place"), {"place": other.id}))
    assert scopes == {f"team:{other.teams['North West']}", f"team:{other.teams['South East']}", "locality:North West", "locality:South East", "place"}
