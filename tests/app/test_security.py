"""Deny by default; only our own pages may change anything; bodies have limits; every answer carries the headers."""

from __future__ import annotations

import gzip
import zlib

import pytest
from flask import Flask

from backend import security
from backend.app import create_app
from backend.security import ANYONE, ROLES, STAFF, allow
from tests.app.conftest import ORIGIN, OURS, nowhere

CUT_OFF = gzip.compress(b"{}", mtime=0)[:-4]

A_KIOSKS = {"feedback.send_feedback", "feedback.kiosk_content", "feedback.enrol_kiosk", "kiosk-setup.kiosk_recording"}
"""A patient has no account: a one-time token or the device's own secret stands in its place (tests/feedback), and nothing of anybody is told."""
FOR_ANYONE = {"accounts.sign_in", "accounts.sign_out", "openapi_json", "healthz", "readyz", *A_KIOSKS}
"""The only endpoints that answer who is not signed in. A new one here is a decision."""


def test_every_route_says_who_may_use_it(bare_app: Flask):
    assert security.endpoints_without_rule(bare_app) == []


def test_few_routes_answer_who_is_not_signed_in(bare_app: Flask):
    open_to_all = {rule.endpoint for rule in bare_app.url_map.iter_rules() if ANYONE in (security.allowed(bare_app, rule.endpoint) or ())}
    assert open_to_all == FOR_ANYONE


def test_every_other_route_answers_401_to_who_is_not_signed_in(bare_app: Flask):
    for rule in bare_app.url_map.iter_rules():
        if rule.endpoint in FOR_ANYONE:
            continue
        path = "/".join("0b4f1a52-1111-4222-8333-444455556666" if word.startswith("<") else word for word in rule.rule.split("/"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            answer = bare_app.test_client().open(path, method=method, headers=OURS)
            assert (answer.status_code, answer.get_json()["code"]) == (401, "sign-in"), f"{method} {rule.rule}"


def test_a_route_that_says_nothing_does_not_start():
    app = Flask(__name__)
    app.add_url_rule("/forgotten", "forgotten", lambda: "")
    with pytest.raises(RuntimeError, match="forgotten"):
        security.check(app)


def test_a_route_that_appears_later_and_says_nothing_is_refused():
    app = create_app(nowhere())
    app.add_url_rule("/api/v1/forgotten", "forgotten", lambda: "secret")
    answer = app.test_client().get("/api/v1/forgotten")
    assert (answer.status_code, "secret" in answer.get_data(as_text=True)) == (403, False)


@pytest.mark.parametrize("who", [(), ("nurse",), (STAFF, "everybody")])
def test_a_rule_names_roles_that_exist(who: tuple[str, ...]):
    with pytest.raises(ValueError, match="not a role"):
        allow(*who)


def test_the_roles_are_those_of_the_design():
    assert set(ROLES) == {"practitioner", "assistant", "coordinator", "lead", "manager", "administrator", "privacy officer", "voluntary"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": ORIGIN},
        {"X-Alongside": "1"},
        {"Origin": "https://elsewhere.example", "X-Alongside": "1"},
        {"Origin": "null", "X-Alongside": "1"},
        {"Origin": ORIGIN + ".elsewhere.example", "X-Alongside": "1"},
        {"Origin": "http://127.0.0.1:8001", "X-Alongside": "1"},
        {"Origin": ORIGIN, "X-Alongside": "0"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT", "PATCH", "OPTIONS"])
def test_what_may_change_something_must_come_from_our_own_pages(bare_app: Flask, method: str, headers: dict[str, str]):
    answer = bare_app.test_client().open("/api/v1/session", method=method, json={"email": "a@b", "password": "x"}, headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (403, "origin")


def test_no_answer_lets_another_origin_in(bare_app: Flask):
    answer = bare_app.test_client().get("/api/v1/openapi.json", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


def test_a_device_is_a_uuid_in_lower_case(bare_app: Flask):
    for wrong in ("tablet 3", "0B4F1A52-1111-4222-8333-444455556666", "0b4f1a52"):
        answer = bare_app.test_client().post("/api/v1/session", json={"email": "a@b.c", "password": "x"}, headers={**OURS, "X-Device": wrong})
        assert (answer.status_code, answer.get_json()["code"]) == (400, "device")


def packed(body: bytes, app: Flask, encoding: str = "gzip") -> tuple[int, str]:
    answer = app.test_client().post("/api/v1/session", data=body, content_type="application/json", headers={**OURS, "Content-Encoding": encoding})
    return answer.status_code, answer.get_json()["code"]


def test_a_packed_body_is_read_like_a_plain_one(bare_app: Flask):
    assert packed(gzip.compress(b'{"email": 3}'), bare_app) == (422, "invalid")


def test_a_packed_body_above_1_mib_is_refused(bare_app: Flask):
    assert packed(bytes(security.PACKED + 1), bare_app) == (413, "too-big")


def test_a_body_that_unpacks_to_more_than_8_mib_is_refused_without_unpacking_it_all(bare_app: Flask):
    bomb = gzip.compress(bytes(200 * 1024 * 1024), compresslevel=9)
    assert len(bomb) < security.PACKED
    assert packed(bomb, bare_app) == (413, "too-big")


def test_for_who_is_not_signed_in_nothing_is_unpacked(bare_app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(security, "_unpack", lambda packed: pytest.fail("unpacked"))
    headers = {**OURS, "Content-Encoding": "gzip"}
    answer = bare_app.test_client().post("/api/v1/sync/push", data=gzip.compress(b"{}"), content_type="application/json", headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "sign-in")


def test_a_body_of_exactly_8_mib_is_read(bare_app: Flask):
    body = b'{"email": "' + b"a" * (security.UNPACKED - 13) + b'"}'
    assert len(body) == security.UNPACKED
    assert packed(gzip.compress(body), bare_app) == (422, "invalid")


@pytest.mark.parametrize(
    "body", [b"not gzip", CUT_OFF, CUT_OFF + b"more", zlib.compress(b"{}")], ids=["no gzip", "cut off", "more behind", "deflate"]
)
def test_a_body_that_is_not_gzip_or_is_cut_off_is_refused(bare_app: Flask, body: bytes):
    assert packed(body, bare_app) == (400, "bad-request")


def test_another_encoding_is_refused(bare_app: Flask):
    assert packed(b"{}", bare_app, "br") == (415, "media-type")


def test_a_plain_body_above_8_mib_is_refused(bare_app: Flask):
    answer = bare_app.test_client().post("/api/v1/session", data=bytes(security.UNPACKED + 1), content_type="application/json", headers=OURS)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too-big")


def policy(app: Flask, path: str = "/healthz") -> dict[str, str]:
    header = app.test_client().get(path).headers["Content-Security-Policy"]
    return dict(rule.split(" ", 1) for rule in header.split("; "))


@pytest.mark.parametrize("path", ["/api/v1/none", "/api/v1/session", "/api/v1/openapi.json"])
def test_an_answer_of_the_api_may_load_nothing_and_is_not_kept(bare_app: Flask, path: str):
    assert policy(bare_app, path) == {"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}
    headers = bare_app.test_client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/", "/today"])
def test_every_page_forbids_inline_script_and_style_and_frames(bare_app: Flask, path: str):
    rules = policy(bare_app, path)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert "unsafe" not in str(rules)
    assert "http" not in str(rules)


def test_every_page_carries_the_other_headers(bare_app: Flask):
    headers = bare_app.test_client().get("/today").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "payment=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_with_https_browsers_are_told_to_stay_with_it():
    app = create_app(nowhere(origin="https://alongside.example"))
    assert "max-age=63072000" in app.test_client().get("/healthz").headers["Strict-Transport-Security"]


def test_answers_of_the_api_are_kept_nowhere(bare_app: Flask):
    assert bare_app.test_client().get("/api/v1/session").headers["Cache-Control"] == "no-store"


def test_a_long_json_answer_is_packed_for_who_takes_gzip(bare_app: Flask):
    plain = bare_app.test_client().get("/api/v1/openapi.json")
    short = bare_app.test_client().get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert short.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(short.data) == plain.data
    assert "Accept-Encoding" in short.headers["Vary"]


def test_pictures_may_come_from_the_host_of_map_tiles_where_one_was_set_and_nothing_else_may():
    url = "https://tiles.example.nhs.uk/{z}/{x}/{y}.png"
    set_, unset = (create_app(nowhere(**more)).test_client().get("/healthz").headers["Content-Security-Policy"] for more in ({"tiles_url": url}, {}))
    assert "img-src 'self' blob: data: https://tiles.example.nhs.uk;" in set_
    assert set_.replace(" https://tiles.example.nhs.uk", "") == unset
    assert "tiles" not in security.kiosk_policy()["Content-Security-Policy"], "what a patient holds shows no map"
