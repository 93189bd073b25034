"""Alive and ready are two questions, and neither answer says how to reach a server."""

from __future__ import annotations

import pytest
from flask import Flask

from backend import health


def test_a_process_is_alive_whatever_it_leans_on(bare_app: Flask):
    answer = bare_app.test_client().get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"ready": True, "process": True})


def test_ready_is_who_reaches_both_servers_and_has_the_newest_tables(app: Flask):
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"ready": True, "database": True, "redis": True, "migrations": True})


def test_without_its_servers_a_process_is_not_ready_and_names_what_is_lacking(bare_app: Flask):
    answer = bare_app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"ready": False, "database": False, "redis": False, "migrations": False})
    assert "127.0.0.1" not in answer.get_data(as_text=True)


def test_with_older_tables_a_process_is_not_ready(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "head", lambda: "9999")
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["migrations"]) == (503, False)
