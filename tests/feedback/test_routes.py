"""What a kiosk may send and is told; who may ask for tokens, enrol a device and write answers in."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from backend import wall_clock
from backend.feedback import limits
from backend.feedback.contents import SPOKEN_HERE
from tests.feedback.conftest import batch, response, this_month

SEND = "/api/v1/feedback"


def enrolled(client, place, sign_in, team: str = "North West") -> str:
    """The secret of a device that a lead set up."""
    sign_in(client, place.lead)
    made = client.post("/api/v1/feedback/kiosks", json={"team": place.teams[team], "name": "Reception"}).get_json()
    return client.post("/api/v1/feedback/kiosks/enrol", json={"code": made["code"].lower()}).get_json()["secret"]


def send(client, secret: str, sent: dict[str, Any]):
    return client.post(SEND, json=sent, headers={"X-Kiosk": secret})


def endings(answer) -> list[tuple[str, str | None]]:
    assert answer.status_code == 200, answer.get_json()
    return [(one["ending"], one["reason"]) for one in answer.get_json()["endings"]]


def test_a_handed_over_tablet_sends_one_answer_under_its_token_and_the_row_knows_team_and_month_only(new_client, handed_over, place, rows):
    [token] = handed_over(1)
    assert endings(send(new_client(), token, batch(response()))) == [("taken", None)]
    [row] = rows("feedback_answer")
    assert row["team_id"] == uuid.UUID(place.teams["North West"])
    assert row["locality"] == "North West"
    assert row["month"].isoformat() == f"{this_month()}-01"
    assert set(row) == {"id", "place_id", "team_id", "locality", "service_line", "month", "set_key", "set_version", "language", "mode", "who",
                        "easy_read", "answers", "is_counted"}  # fmt: skip
    assert row["id"].version == 4, "a time in an id would tell the hour"
    assert rows("feedback_token") == []


def test_a_token_takes_one_answer_and_no_second(new_client, handed_over, rows):
    [token] = handed_over(1)
    kiosk = new_client()
    assert endings(send(kiosk, token, batch(response(), response()))) == [("taken", None), ("refused", "token")]
    answer = send(kiosk, token, batch(response()))
    assert (answer.status_code, answer.get_json()["code"]) == (401, "kiosk")
    assert len(rows("feedback_answer")) == 1


def test_several_hand_overs_travel_in_one_batch_each_under_its_own_token(new_client, handed_over, rows):
    tokens = handed_over(3)
    sent = batch(*(response(token=token) for token in tokens), response(token="x" * 32))
    assert endings(send(new_client(), tokens[0], sent)) == [("taken", None)] * 3 + [("refused", "token")]
    assert len(rows("feedback_answer")) == 3


def test_the_same_batch_again_is_answered_as_before_and_changes_nothing_even_when_its_tokens_are_used_up(new_client, handed_over, rows):
    [token] = handed_over(1)
    kiosk, sent = new_client(), batch(response(), response(answers={"fft": "splendid"}))
    first = send(kiosk, token, sent).get_json()["endings"]
    assert send(kiosk, token, sent).get_json()["endings"] == first
    assert len(rows("feedback_answer")) == 1
    assert "sender" not in rows("feedback_batch")[0]
    assert set(rows("feedback_batch")[0]) == {"id", "place_id", "received_on", "endings"}


def test_a_batch_key_that_is_used_again_for_other_responses_is_a_conflict(client, place, sign_in):
    secret, key = enrolled(client, place, sign_in), str(uuid.uuid4())
    send(client, secret, batch(response(month=this_month()), key=key))
    answer = send(client, secret, batch(response(month=this_month()), response(month=this_month()), key=key))
    assert (answer.status_code, answer.get_json()["code"]) == (409, "batch")


@pytest.mark.parametrize(
    ("wrong", "reason", "where"),
    [
        ({"answers": {"fft": "splendid"}}, "invalid", "answers.fft"),
        ({"answers": {"fft": 1}}, "invalid", "answers.fft"),
        ({"answers": {"i-a1": "agree"}}, "invalid", "answers.i-a1"),
        ({"answers": {"nonsense": "agree"}}, "invalid", "answers.nonsense"),
        ({"answers": {"fft-why": "good"}}, "invalid", "answers.fft-why"),
        ({"words": {"fft": "good"}}, "invalid", "words.fft"),
        ({"words": {"fft-why": "x" * 2001}}, "invalid", "words.fft-why"),
        ({"words": {"fft-why": "a\x00b"}}, "invalid", "words.fft-why"),
        ({"set": "other"}, "invalid", "set"),
        ({"version": 2}, "set", "version"),
        ({"language": "fi"}, "invalid", "language"),
        ({"mode": "paper"}, "invalid", "mode"),
        ({"who": "nurse"}, "invalid", "who"),
        ({"patient": "rose"}, "invalid", "patient"),
        ({"at": "2026-11-22T09:00:00.000Z"}, "invalid", "at"),
        ({"answers": {}, "words": {}}, "empty", None),
        ({"set": "wellbeing", "who": "proxy", "answers": {"ons4-happy": "7"}}, "proxy", "answers.ons4-happy"),
        ({"set": "wellbeing", "answers": {"ons4-happy": "11"}}, "invalid", "answers.ons4-happy"),
    ],
)
def test_a_wrong_response_is_refused_by_itself_with_the_place_where_it_lies(client, place, sign_in, rows, wrong, reason, where):
    secret = enrolled(client, place, sign_in)
    good = response(month=this_month())
    answer = send(client, secret, batch(good, {**good, **wrong}, good))
    assert endings(answer) == [("taken", None), ("refused", reason), ("taken", None)]
    assert list(answer.get_json()["endings"][1]["errors"]) == ([where] if where else [])
    assert len(rows("feedback_answer")) == 2


@pytest.mark.parametrize("raw", [None, 1, "text", [], {}, {"answers": "fft"}, {"answers": {"fft": {"deep": []}}}])
def test_what_is_no_response_at_all_is_refused_by_itself(client, place, sign_in, raw):
    assert endings(send(client, enrolled(client, place, sign_in), batch(raw))) == [("refused", "invalid")]  # type: ignore[arg-type]


@pytest.mark.parametrize(("months", "ending"), [(0, "taken"), (-1, "taken"), (-3, "taken"), (-4, "refused"), (1, "refused")])
def test_an_enrolled_device_says_the_month_and_an_old_or_coming_one_is_refused(client, place, sign_in, months, ending):
    from backend.feedback.judging import first_day, month_text

    month = month_text(wall_clock.month_after(first_day(this_month()), months))
    assert endings(send(client, enrolled(client, place, sign_in), batch(response(month=month))))[0][0] == ending


def test_a_month_that_does_not_come_is_asked_for(client, place, sign_in):
    assert endings(send(client, enrolled(client, place, sign_in), batch(response()))) == [("refused", "month")]


def test_more_than_a_hundred_at_once_and_none_at_all_are_refused_whole_with_a_sentence(client, place, sign_in, rows):
    secret = enrolled(client, place, sign_in)
    for sent in (batch(*[response(month=this_month())] * 101), batch()):
        answer = send(client, secret, sent)
        assert answer.status_code == 422
        assert "From 1 to 100 responses at once." in answer.get_json()["errors"].values()
    assert rows("feedback_answer") == []


def test_a_body_of_nine_megabytes_is_too_big(client, place, sign_in):
    answer = send(client, enrolled(client, place, sign_in), batch(response(words={"fft-why": "x" * 9_000_000})))
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too-big")


@pytest.mark.parametrize("secret", [None, "", "x", "x" * 5000, "ünknown"])
def test_who_is_no_kiosk_is_told_so_and_rests_after_many_tries(client, place, secret, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_PER_ADDRESS", 3)
    headers = {} if secret is None else {"X-Kiosk": secret}
    statuses = [client.post(SEND, json=batch(response()), headers=headers).status_code for _ in range(4)]
    assert statuses == [401, 401, 401, 429]


def test_whoever_has_a_whole_network_of_ipv6_is_counted_as_one_and_the_next_line_is_another(client, place, monkeypatch):
    """Defect: a home line has 2 to the 64 addresses, and as many tries with each as one address has."""
    monkeypatch.setattr(limits, "WRONG_PER_ADDRESS", 3)

    def knock(address: str) -> int:
        return client.post(SEND, json=batch(response()), headers={"X-Kiosk": "x"}, environ_base={"REMOTE_ADDR": address}).status_code

    assert [knock(f"2001:db8:0:1::{n:x}") for n in range(4)] == [401, 401, 401, 429]
    assert knock("2001:db8:0:1:ffff::1") == 429
    assert knock("2001:db8:0:2::1") == 401


def test_a_revoked_device_is_a_stranger_from_the_next_request_on(client, place, sign_in):
    secret = enrolled(client, place, sign_in)
    [device] = client.get("/api/v1/feedback/kiosks").get_json()["kiosks"]
    assert device["state"] == "enrolled"
    assert client.delete(f"/api/v1/feedback/kiosks/{device['id']}").status_code == 200
    assert send(client, secret, batch(response(month=this_month()))).status_code == 401


def test_a_code_works_once_and_for_a_day(client, place, sign_in):
    sign_in(client, place.lead)
    code = client.post("/api/v1/feedback/kiosks", json={"team": place.teams["North West"], "name": "Hall"}).get_json()["code"]
    enrol = "/api/v1/feedback/kiosks/enrol"
    with wall_clock.reading(wall_clock.now() + timedelta(hours=25)):
        assert client.post(enrol, json={"code": code}).status_code == 401
    assert client.post(enrol, json={"code": code}).status_code == 201
    assert client.post(enrol, json={"code": code}).status_code == 401


def test_a_lead_sets_devices_up_for_the_own_team_only_a_manager_for_all_and_a_nurse_for_none(client, new_client, place, sign_in):
    new = {"team": place.teams["South East"], "name": "Hall"}
    sign_in(client, place.lead)
    assert client.post("/api/v1/feedback/kiosks", json=new).status_code == 404
    manager, nurse = new_client(), new_client()
    sign_in(manager, place.manager)
    made = manager.post("/api/v1/feedback/kiosks", json=new)
    assert made.status_code == 201
    assert client.get("/api/v1/feedback/kiosks").get_json()["kiosks"] == []
    assert client.delete(f"/api/v1/feedback/kiosks/{made.get_json()['id']}").status_code == 404
    sign_in(nurse, place.nurse)
    assert nurse.post("/api/v1/feedback/kiosks", json=new).status_code == 403


def test_tokens_are_for_this_month_or_the_next_and_for_who_is_in_a_team(client, new_client, place, sign_in):
    from backend.feedback.judging import first_day, month_text

    sign_in(client, place.nurse)
    for months, status in ((0, 201), (1, 201), (2, 422), (-1, 422)):
        month = month_text(wall_clock.month_after(first_day(this_month()), months))
        assert client.post("/api/v1/feedback/tokens", json={"count": 1, "month": month}).status_code == status
    volunteer = new_client()
    sign_in(volunteer, place.volunteer)
    assert volunteer.post("/api/v1/feedback/tokens", json={"count": 1, "month": this_month()}).status_code == 403


def test_a_token_that_ended_is_unknown(new_client, handed_over):
    [token] = handed_over(1)
    with wall_clock.reading(wall_clock.now() + timedelta(days=93)):
        assert send(new_client(), token, batch(response())).status_code == 401


def test_tokens_are_stored_as_hashes_without_who_asked(handed_over, rows):
    [token] = handed_over(1)
    [row] = rows("feedback_token")
    assert token.encode() not in row["hash"]
    assert set(row) == {"hash", "place_id", "team_id", "locality", "service_line", "month", "ends_on"}


def test_what_a_kiosk_asks_is_its_teams_set_and_a_token_is_not_used_up_by_asking(client, new_client, place, sign_in, handed_over):
    [token] = handed_over(1)
    kiosk, lead = new_client(), new_client()
    found = kiosk.get("/api/v1/feedback/kiosk", headers={"X-Kiosk": token}).get_json()
    assert (found["set"], found["team"], found["month"], found["languages"]) == ("short", "North West team", this_month(), list(SPOKEN_HERE))
    assert [item["key"] for item in found["items"]] == ["fft", "fft-why", "fft-better", "i-s4", "i-m4", "i-m5", "i-p3"]
    assert found["items"][0]["text"] == "Overall, how was your experience of our service?"
    assert [words for _, words in found["items"][0]["codes"]] == ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don’t know"]
    sign_in(lead, place.lead)
    chosen = {"set": "wellbeing", "service_line": "specialist", "languages": ["en", "bn"]}
    assert lead.put(f"/api/v1/feedback/asked/{place.teams['North West']}", json=chosen).status_code == 200
    assert lead.put(f"/api/v1/feedback/asked/{place.teams['South East']}", json=chosen).status_code == 404
    found = kiosk.get("/api/v1/feedback/kiosk", headers={"X-Kiosk": token}).get_json()
    assert (found["set"], found["languages"]) == ("wellbeing", ["en", "bn"])
    assert [item["key"] for item in found["items"] if item["self_only"]] == ["ons4-satisfied", "ons4-worthwhile", "ons4-happy", "ons4-anxious"]
    assert client.get("/api/v1/feedback/asked").get_json()["set"] == "wellbeing"


def test_an_answer_from_paper_is_written_in_with_its_mode_and_without_who_wrote_it(client, place, sign_in, rows):
    sign_in(client, place.nurse)
    entry = response(mode="paper", month=this_month(), who="helped", words={"fft-why": "Kind people."}, may_quote=True)
    assert client.post("/api/v1/feedback/entries", json=entry).status_code == 201
    [row], [comment] = rows("feedback_answer"), rows("feedback_comment")
    assert (row["mode"], row["who"], comment["mode"], comment["may_quote"]) == ("paper", "helped", "paper", True)
    assert uuid.UUID(place.nurse.id) not in [*row.values(), *comment.values()]
    for wrong in ({"mode": "kiosk"}, {"answers": {"fft": "fine"}}, {"answers": {}, "words": {}}, {"month": "2020-01"}):
        answer = client.post("/api/v1/feedback/entries", json={**entry, **wrong})
        assert answer.status_code == 422, wrong
        assert answer.get_json()["errors"], wrong


def test_an_answer_from_paper_whose_receipt_was_lost_is_counted_once_and_a_refused_one_may_be_put_right(client, place, sign_in, rows):
    sign_in(client, place.nurse)
    entry = response(mode="paper", month=this_month(), words={"fft-why": "Kind people."}, batch=str(uuid.uuid4()))
    assert client.post("/api/v1/feedback/entries", json={**entry, "month": "2020-01"}).status_code == 422
    for _ in range(3):
        assert client.post("/api/v1/feedback/entries", json=entry).status_code == 201
    assert (len(rows("feedback_answer")), len(rows("feedback_comment"))) == (1, 1)
    [kept] = rows("feedback_batch")
    assert set(kept) == {"id", "place_id", "received_on", "endings"}, "nothing of who wrote it in"
    assert client.post("/api/v1/feedback/entries", json={**entry, "batch": str(uuid.uuid4())}).status_code == 201
    assert len(rows("feedback_answer")) == 2, "another sheet of paper says the same"


def test_names_and_numbers_are_gone_before_the_words_are_written_and_words_of_harm_wait_for_a_lead(client, place, sign_in, rows):
    secret = enrolled(client, place, sign_in)
    words = ["Kemi was kind. Ring me: 07700 900123.", "My son hits me.", "Good."]
    send(client, secret, batch(*(response(month=this_month(), words={"fft-why": text}) for text in words)))
    found = {row["words"]: row["state"] for row in rows("feedback_comment")}
    assert found == {"[name] was kind. Ring me: [phone number].": "shown", "My son hits me.": "to-review", "Good.": "shown"}


def test_an_answer_and_its_words_share_nothing_by_which_to_join_them(client, place, sign_in, rows):
    secret = enrolled(client, place, sign_in)
    send(client, secret, batch(response(month=this_month(), words={"fft-why": "Good."})))
    [answer], [comment] = rows("feedback_answer"), rows("feedback_comment")
    assert answer["id"] != comment["id"]
    shared = {name for name in answer if name in comment and name != "id"}
    assert shared == {"place_id", "team_id", "locality", "month", "language", "mode", "who"}


def test_rows_lie_in_an_order_of_chance(client, place, sign_in, rows):
    secret = enrolled(client, place, sign_in)
    codes = ["very-good", "good", "neither", "poor", "very-poor"] * 8
    send(client, secret, batch(*(response(month=this_month(), answers={"fft": code}) for code in codes)))
    assert [row["answers"]["fft"] for row in rows("feedback_answer")] != codes
