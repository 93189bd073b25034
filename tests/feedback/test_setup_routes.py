"""Setting kiosks up: what a team asks, whose words and voice people meet, and answers that came on paper."""

from __future__ import annotations

import base64
import threading
import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.feedback import voices
from backend.feedback.sounds import NoSound
from backend.transaction import transaction
from tests.feedback.conftest import response, this_month
from tests.feedback.test_routes import enrolled
from tests.feedback.test_sounds import m4a, mp3

SETUP, ASKED, ENTRIES = "/api/v1/feedback/setup", "/api/v1/feedback/asked", "/api/v1/feedback/entries"
DIGEST = "ab" * 32
CHECKED = {"by": "Farzana Akhtar, interpreter", "on": "2026-11-20"}


SIGNED = {"language": "bn", "digest": DIGEST, **CHECKED}
RECORDINGS, SIGN = "/api/v1/feedback/recordings", "/api/v1/feedback/translations"


def recording(content: bytes, key: str = "fft.lead", **more: Any) -> dict[str, Any]:
    return {**CHECKED, "language": "bn", "key": key, "content": base64.b64encode(content).decode(), **more}


def trail(app) -> list[dict[str, Any]]:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        return [row[0] for row in session.execute(text("SELECT detail FROM audit_event WHERE what = 'kiosk' ORDER BY at, seq"))]


def at_kiosk(client, secret: str) -> dict[str, Any]:
    answer = client.get("/api/v1/feedback/kiosk", headers={"X-Kiosk": secret})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_a_lead_chooses_for_their_team_and_a_manager_for_all(client, new_client, place, sign_in):
    sign_in(client, place.lead)
    found = client.get(SETUP).get_json()
    assert [(team["name"], team["set"], team["languages"]) for team in found["teams"]] == [
        ("North West team", "short", ["en", "bn", "so", "zh-Hant", "ar"])
    ]
    assert (found["manages"], found["drafts"]) == (False, False)
    assert {one["key"] for one in found["sets"]} == {"short", "statements", "wellbeing", "joined-up"}
    chosen = {"set": "joined-up", "service_line": "specialist", "languages": ["en", "so"]}
    assert client.put(f"{ASKED}/{place.teams['North West']}", json=chosen).status_code == 200
    assert client.put(f"{ASKED}/{place.teams['South East']}", json=chosen).status_code == 404
    manager = new_client()
    sign_in(manager, place.manager)
    teams = manager.get(SETUP).get_json()["teams"]
    assert [(team["name"], team["set"], team["service_line"]) for team in teams] == [
        ("North West team", "joined-up", "specialist"),
        ("South East team", "short", "community-nursing"),
    ]
    asked = manager.get(ASKED, query_string={"team": place.teams["North West"]}).get_json()
    assert (asked["set"], asked["languages"]) == ("joined-up", ["en", "so"])
    assert client.get(ASKED, query_string={"team": place.teams["South East"]}).status_code == 404


def test_a_waiting_device_tells_until_when_its_code_holds_and_an_enrolled_one_does_not(client, place, sign_in):
    sign_in(client, place.lead)
    made = client.post("/api/v1/feedback/kiosks", json={"team": place.teams["North West"], "name": "Reception"}).get_json()
    assert made["state"] == "waiting"
    assert made["code_ends_at"] > wall_clock.wire(wall_clock.now())
    client.post("/api/v1/feedback/kiosks/enrol", json={"code": made["code"]})
    [listed] = client.get("/api/v1/feedback/kiosks").get_json()["kiosks"]
    assert (listed["state"], listed["code_ends_at"]) == ("enrolled", None)
    assert "code" not in listed


@pytest.mark.parametrize("mode", ["paper", "phone", "text", "online"])
def test_an_answer_is_written_in_with_its_mode_and_who_answered(client, place, sign_in, rows, mode):
    sign_in(client, place.nurse)
    entry = response(mode=mode, month=this_month(), who="helped", words={"fft-why": "Ring Mrs Khan on 020 7946 0000."})
    assert client.post(ENTRIES, json=entry).status_code == 201
    [row] = rows("feedback_answer")
    assert (row["mode"], row["who"]) == (mode, "helped")
    [comment] = rows("feedback_comment")
    assert comment["words"] == "Ring Mrs [name] on [phone number]."
    assert place.nurse.id not in {str(value) for value in {**row, **comment}.values()}


def test_well_being_is_never_written_in_for_another(client, place, sign_in, rows):
    sign_in(client, place.nurse)
    entry = response(set="wellbeing", mode="phone", month=this_month(), who="proxy", answers={"fft": "good", "ons4-happy": "7"})
    answer = client.post(ENTRIES, json=entry)
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {"answers.ons4-happy": "Only the person can answer this."}
    assert rows("feedback_answer") == []


def test_a_manager_writes_in_for_a_team_of_theirs_and_nobody_for_another(client, new_client, place, sign_in, rows):
    east = {**response(mode="paper", month=this_month()), "team": place.teams["South East"]}
    sign_in(client, place.nurse)
    assert (client.post(ENTRIES, json=east).status_code, rows("feedback_answer")) == (409, [])
    manager = new_client()
    sign_in(manager, place.manager)
    assert manager.post(ENTRIES, json=response(mode="paper", month=this_month())).status_code == 409, "for which team?"
    assert manager.post(ENTRIES, json=east).status_code == 201
    assert str(rows("feedback_answer")[0]["team_id"]) == place.teams["South East"]


def test_a_wording_is_signed_off_by_a_named_person_and_reaches_the_kiosk_with_its_digest(app, client, new_client, place, sign_in):
    secret = enrolled(new_client(), place, sign_in)
    assert at_kiosk(new_client(), secret)["signed"] == {}
    lead = new_client()
    sign_in(lead, place.lead)
    assert lead.put(SIGN, json=SIGNED).status_code == 403
    sign_in(client, place.manager)
    assert client.put(SIGN, json=SIGNED).status_code == 200
    assert at_kiosk(new_client(), secret)["signed"] == {"bn": {"digest": DIGEST, **CHECKED}}
    assert lead.get(SETUP).get_json()["signed"] == {"bn": {"digest": DIGEST, **CHECKED}}
    assert client.post(f"{SIGN}/withdraw", json={"language": "bn"}).status_code == 200
    assert at_kiosk(new_client(), secret)["signed"] == {}
    assert trail(app)[-2:] == [{"signed": "bn"}, {"unsigned": "bn"}]


@pytest.mark.parametrize(
    "wrong",
    [{"language": "en"}, {"language": "fi"}, {"by": "  "}, {"by": None}, {"on": "2099-01-01"}, {"on": None}, {"digest": "ab"}, {"digest": None}],
    ids=str,
)
def test_a_sign_off_without_a_person_a_day_or_a_wording_is_none(client, place, sign_in, wrong):
    sign_in(client, place.manager)
    assert client.put(SIGN, json={**SIGNED, **wrong}).status_code == 422
    assert client.get(SETUP).get_json()["signed"] == {}


def test_a_recording_is_heard_at_the_kiosks_of_its_place_and_nowhere_else(app, client, new_client, place, make_place, sign_in):
    secret = enrolled(new_client(), place, sign_in)
    sign_in(client, place.manager)
    assert client.put(RECORDINGS, json=recording(mp3())).status_code == 200
    assert client.put(RECORDINGS, json=recording(m4a())).status_code == 200, "in the place of the first"
    [told] = client.get(SETUP).get_json()["recordings"]
    assert (told["language"], told["key"], told["by"], told["size"]) == ("bn", "fft.lead", CHECKED["by"], len(m4a()))
    sound = told["id"]
    assert at_kiosk(new_client(), secret)["recordings"] == {"bn": {"fft.lead": sound}}
    address = f"/api/v1/feedback/kiosk/recordings/{sound}"
    heard = new_client().get(address, headers={"X-Kiosk": secret})
    assert (heard.status_code, heard.content_type, heard.data) == (200, "audio/mp4", m4a())
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    assert new_client().get(address).status_code == 401
    other = make_place("Elsewhere")
    foreign = new_client()
    sign_in(foreign, other.manager)
    assert foreign.get(f"/api/v1/feedback/recordings/{sound}").status_code == 404
    assert client.get(f"{RECORDINGS}/{sound}").data == m4a()
    assert client.delete(f"{RECORDINGS}/{sound}").status_code == 200
    assert new_client().get(address, headers={"X-Kiosk": secret}).status_code == 404
    assert trail(app)[-1] == {"silenced": "bn fft.lead"}


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (recording(b"<script>alert(1)</script>"), "content"),
        (recording(mp3(frames=2_000)), "content"),
        ({**recording(b""), "content": "not base64!"}, "content"),
        (recording(mp3(), by=" "), "by"),
        (recording(mp3(), on="2099-01-01"), "on"),
        (recording(mp3(), key="Fft"), "key"),
        (recording(mp3(), key="a.b.c"), "key"),
        (recording(mp3(), key="who\n"), "key"),
        (recording(mp3(), language="fi"), "language"),
    ],
)
def test_what_is_no_recording_is_refused_with_the_place_where_it_lies_and_nothing_is_kept(client, place, sign_in, rows, body, where):
    sign_in(client, place.manager)
    answer = client.put(RECORDINGS, json=body)
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [where])
    assert rows("feedback_recording") == []


def test_recordings_stop_where_a_kiosk_could_not_keep_them(client, place, sign_in, monkeypatch):
    monkeypatch.setattr(voices, "MOST_TOGETHER", len(mp3()) + len(m4a()) - 1)
    sign_in(client, place.manager)
    assert client.put(RECORDINGS, json=recording(mp3(), "who")).status_code == 200
    assert client.put(RECORDINGS, json=recording(m4a(), "fft")).status_code == 422
    assert client.put(RECORDINGS, json=recording(m4a(), "who")).status_code == 200, "the same place again is no more than before"


def test_of_two_recordings_at_once_for_which_there_is_room_for_one_one_is_kept(app, place, rows, monkeypatch):
    """Defect: each counted what was there before the other, and both were kept."""
    monkeypatch.setattr(voices, "MOST_RECORDINGS", 1)
    first_wrote, may_end = threading.Event(), threading.Event()
    noted = voices.audit.note

    def slowly(*given: Any, **more: Any) -> None:
        noted(*given, **more)
        if not first_wrote.is_set():
            first_wrote.set()
            assert may_end.wait(30)

    monkeypatch.setattr(voices.audit, "note", slowly)
    checked = voices.Checked(place.id, place.manager.id, "Farzana Akhtar, interpreter", date(2026, 11, 20))
    endings: dict[str, str] = {}

    def record(key: str) -> None:
        with app.app_context():
            try:
                voices.record(checked, voices.Sound(str(uuid.uuid4()), "bn", key, mp3()), wall_clock.now())
                endings[key] = "kept"
            except NoSound:
                endings[key] = "no room"

    one, other = (threading.Thread(target=record, args=(key,)) for key in ("who", "fft"))
    one.start()
    assert first_wrote.wait(30)
    other.start()
    while other.is_alive() and not waits_for_a_lock(app):
        pass
    may_end.set()
    one.join(30)
    other.join(30)
    assert endings == {"who": "kept", "fft": "no room"}
    assert [one["key"] for one in rows("feedback_recording")] == ["who"]


def waits_for_a_lock(app) -> bool:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        return bool(session.scalar(text("select exists (select 1 from pg_locks where locktype = 'advisory' and not granted)")))


def test_each_language_has_room_of_its_own(client, place, sign_in, monkeypatch):
    monkeypatch.setattr(voices, "MOST_RECORDINGS", 1)
    sign_in(client, place.manager)
    assert client.put(RECORDINGS, json=recording(mp3(), "who")).status_code == 200
    assert client.put(RECORDINGS, json=recording(mp3(), "fft")).status_code == 422
    assert client.put(RECORDINGS, json=recording(mp3(), "who", language="so")).status_code == 200
