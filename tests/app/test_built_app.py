"""The built app: its page for its own addresses, hashed files for ever, everything else asked for anew."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask

from backend.app import create_app
from tests.app.conftest import nowhere


@pytest.fixture
def app(built: Path) -> Flask:
    return create_app(nowhere(pwa=built))


@pytest.mark.parametrize("path", ["/", "/today", "/visit/0193", "/patient/0193/care-plan", "/settle"])
def test_every_address_of_the_app_is_its_page(app: Flask, path: str):
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_with_its_hash_in_its_name_may_be_kept_for_ever(app: Flask):
    answer = app.test_client().get("/assets/main-abc123.js")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "kind"), [("/service-worker.js", "text/javascript; charset=utf-8"), ("/manifest.webmanifest", "application/manifest+json")]
)
def test_the_service_worker_and_the_manifest_are_asked_for_anew(app: Flask, path: str, kind: str):
    answer = app.test_client().get(path)
    assert (answer.headers["Cache-Control"], answer.content_type) == ("no-cache", kind)


def test_what_was_asked_for_anew_and_did_not_change_is_not_sent_again(app: Flask):
    client = app.test_client()
    etag = client.get("/service-worker.js").headers["ETag"]
    again = client.get("/service-worker.js", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_text_is_packed_once_and_pictures_are_not(app: Flask):
    client = app.test_client()
    script = client.get("/assets/main-abc123.js", headers={"Accept-Encoding": "gzip, br"})
    assert script.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(script.data).startswith(b"console.log")
    assert "Accept-Encoding" in script.headers["Vary"]
    assert "Content-Encoding" not in client.get("/assets/icon-def456.png", headers={"Accept-Encoding": "gzip"}).headers


def test_what_vite_packed_with_brotli_is_sent_as_it_is(built: Path):
    (built / "assets" / "main-abc123.js.br").write_bytes(b"brotli")
    app = create_app(nowhere(pwa=built))
    answer = app.test_client().get("/assets/main-abc123.js", headers={"Accept-Encoding": "gzip, br"})
    assert (answer.headers["Content-Encoding"], answer.data) == ("br", b"brotli")
    assert app.test_client().get("/assets/main-abc123.js.br").status_code == 404


def test_packed_and_plain_do_not_share_an_etag(app: Flask):
    client = app.test_client()
    assert client.get("/").headers["ETag"] != client.get("/", headers={"Accept-Encoding": "gzip"}).headers["ETag"]


@pytest.mark.parametrize(
    "path", ["/assets/main-gone.js", "/assets/", "/favicon.ico", "/../secrets.txt", "/%2e%2e/secrets.txt", "/api/v1/none", "/api"]
)
def test_what_is_not_in_the_build_is_not_found(app: Flask, built: Path, path: str):
    (built.parent / "secrets.txt").write_text("secret")
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_a_new_build_is_served_without_a_restart_and_the_files_of_the_old_stay(app: Flask, built: Path):
    client = app.test_client()
    client.get("/")
    (built / "assets" / "main-abc123.js").unlink()
    (built / "assets" / "main-new999.js").write_text("console.log('two');")
    (built / "index.html").write_text("<!doctype html><title>New</title>")
    assert b"New" in client.get("/").data
    assert client.get("/assets/main-new999.js").status_code == 200
    assert client.get("/assets/main-abc123.js").status_code == 200


def test_without_a_build_the_page_says_what_to_do(bare_app: Flask):
    answer = bare_app.test_client().get("/today")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "not-built")


def test_a_page_asked_for_in_the_middle_of_a_build_does_not_keep_the_old_service_worker(app: Flask, built: Path):
    client = app.test_client()
    (built / "index.html").write_text("<!doctype html><title>New</title>")
    client.get("/")
    (built / "service-worker.js").write_text("self.version = 2;")
    assert client.get("/service-worker.js").data == b"self.version = 2;"


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk/anything"])
def test_the_kiosk_is_a_page_of_its_own_and_never_the_app(built: Path, path: str):
    (built / "kiosk.html").write_text("<!doctype html><title>How was your care?</title>")
    answer = create_app(nowhere(pwa=built)).test_client().get(path)
    assert b"How was your care?" in answer.data
    policy = answer.headers["Content-Security-Policy"]
    assert "media-src 'self'" in policy
    assert "form-action 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/kiosk", "/kiosk.html"])
def test_the_kiosks_own_styles_are_allowed_by_their_hash_and_no_others_are(built: Path, path: str):
    (built / "kiosk.html").write_text("<!doctype html><title>How was your care?</title><style>body{margin:0}</style>")
    policy = create_app(nowhere(pwa=built)).test_client().get(path).headers["Content-Security-Policy"]
    # printf 'body{margin:0}' | openssl dgst -sha256 -binary | base64
    assert "style-src 'self' 'sha256-IAdwN3biDCQ3brrgp1m8kBEsPQYyqfREKOEfeoREopc=';" in policy
    assert "script-src 'self';" in policy
    other = create_app(nowhere(pwa=built)).test_client().get("/today").headers["Content-Security-Policy"]
    assert "style-src 'self';" in other


def test_the_kiosk_where_it_is_not_built_is_not_the_app_either(app: Flask):
    answer = app.test_client().get("/kiosk")
    assert (answer.status_code, answer.json["code"]) == (503, "not-built")
