"""A kiosk and its answers, for every test of feedback."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from backend import wall_clock
from backend.database import Acting
from backend.transaction import transaction

SHORT = {"fft": "good", "i-s4": "agree", "i-m4": "strongly-agree", "i-m5": "neither", "i-p3": "not-applicable"}


def this_month() -> str:
    return wall_clock.today().isoformat()[:7]


def response(**more: Any) -> dict[str, Any]:
    """One person's answers to the short form, as a kiosk sends them."""
    plain = {"set": "short", "version": 1, "language": "en", "mode": "kiosk", "who": "self", "answers": dict(SHORT), "words": {}, "may_quote": False}
    return {**plain, **more}


def batch(*responses: dict[str, Any], key: str | None = None) -> dict[str, Any]:
    return {"batch": key or str(uuid.uuid4()), "responses": list(responses)}


@pytest.fixture
def rows(app: Flask) -> Callable[[str], list[dict[str, Any]]]:
    """`rows("feedback_answer")`: what stands in a table, read as the engine."""
    from sqlalchemy import text

    def read(table: str) -> list[dict[str, Any]]:
        with app.app_context(), transaction(Acting(role="engine")) as session:
            return [dict(row) for row in session.execute(text(f'SELECT * FROM "{table}"')).mappings()]

    return read


@pytest.fixture
def handed_over(client: Any, place: Any, sign_in: Callable[..., Any]) -> Callable[[int], list[str]]:
    """`handed_over(3)`: one-time tokens that the nurse of the test place asked for."""

    def ask(count: int) -> list[str]:
        sign_in(client, place.nurse)
        answer = client.post("/api/v1/feedback/tokens", json={"count": count, "month": this_month()})
        assert answer.status_code == 201, answer.get_json()
        return list(answer.get_json()["tokens"])

    return ask


@pytest.fixture
def chance() -> random.Random:
    return random.Random(1948)
