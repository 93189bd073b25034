"""Feedback, route by route and role by role: none of its tables names a patient, and each role gets as far as is said here and no further."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.access.test_every_route_and_kind import OF_NO_PATIENT
from tests.access.world import EAST, ELSEWHERE, WEST, World

NOBODY = "00000000-0000-4000-8000-000000000000"
MONTH = "2026-11"
ANSWER = {"set": "short", "version": 1, "language": "en", "who": "self", "mode": "paper", "month": MONTH, "answers": {"fft": "good"}}
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/api/v1/feedback/tokens"): {"count": 1, "month": MONTH},
    ("POST", "/api/v1/feedback/entries"): ANSWER,
    ("GET", "/api/v1/feedback/kiosks"): None,
    ("POST", "/api/v1/feedback/kiosks"): {"team": EAST, "name": "Hall"},
    ("DELETE", f"/api/v1/feedback/kiosks/{NOBODY}"): None,
    ("GET", "/api/v1/feedback/asked"): None,
    ("PUT", f"/api/v1/feedback/asked/{NOBODY}"): {"set": "short", "service_line": "other", "languages": ["en"]},
    ("GET", "/api/v1/feedback/page"): None,
    ("POST", "/api/v1/feedback/export"): {"scope": None, "month": None},
    ("POST", "/api/v1/feedback/comments/search"): {"scope": None, "month": None, "theme": None, "search": None, "after": None},
    ("PATCH", f"/api/v1/feedback/comments/{NOBODY}"): {"version": 1, "state": "shown"},
    ("GET", "/api/v1/feedback/replies"): None,
    ("POST", "/api/v1/feedback/replies"): {"team": EAST, "said": "Come earlier."},
    ("PATCH", f"/api/v1/feedback/replies/{NOBODY}"): {"version": 1, "take": True},
    ("GET", "/api/v1/feedback/setup"): None,
    ("PUT", "/api/v1/feedback/translations"): {"language": "bn", "digest": "0" * 64, "by": "Farzana Akhtar", "on": "2026-11-20"},
    ("POST", "/api/v1/feedback/translations/withdraw"): {"language": "bn"},
    ("PUT", "/api/v1/feedback/recordings"): {"language": "bn", "key": "who", "content": "", "by": "Farzana Akhtar", "on": "2026-11-20"},
    ("DELETE", f"/api/v1/feedback/recordings/{NOBODY}"): None,
    ("GET", f"/api/v1/feedback/recordings/{NOBODY}"): None,
}
ORDER = tuple(BODIES)
#        tokens entries kiosks +kiosk -kiosk asked ask  page file comm mark repl +repl change setup sign -sign record -record sound
EXPECTED = {
    "anna": (201, 201, 403, 403, 403, 200, 403, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),  # practitioner
    "asif": (201, 201, 403, 403, 403, 200, 403, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),  # assistant
    "cora": (201, 201, 403, 403, 403, 200, 403, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),  # coordinator
    "lena": (201, 201, 200, 201, 404, 200, 404, 200, 200, 200, 404, 200, 201, 404, 200, 403, 403, 403, 403, 404),  # lead of the team
    "max": (403, 201, 200, 201, 404, 200, 404, 200, 200, 200, 404, 200, 201, 404, 200, 200, 200, 422, 404, 404),  # manager
    "wanda": (201, 201, 200, 404, 404, 200, 404, 200, 200, 200, 404, 200, 404, 404, 200, 403, 403, 403, 403, 404),  # another team's lead
    "vera": (403, 403, 403, 403, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403),  # voluntary, of no team
    "ada": (403, 403, 403, 403, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403),  # administrator
    "priya": (403, 403, 403, 403, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403),  # privacy officer
}


def test_every_route_of_feedback_is_walked_here() -> None:
    assert set(BODIES) == {(method, address) for method, address in OF_NO_PATIENT if "/feedback/" in address}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_gets_as_far_as_is_said_and_no_further(world: World, name: str) -> None:
    tablet = world.tablet(name)
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    headers = {"X-Alongside": "1", "Origin": tablet.origin, "X-Device": tablet.device}
    got = tuple(client.open(address, method=method, json=BODIES[method, address], headers=headers).status_code for method, address in ORDER)
    assert dict(zip(ORDER, got, strict=True)) == dict(zip(ORDER, EXPECTED[name], strict=True))


@pytest.mark.parametrize("team", [WEST, ELSEWHERE])
@pytest.mark.parametrize("name", ["anna", "lena"])
def test_another_teams_page_words_and_answers_do_not_exist(world: World, app: Flask, team: str, name: str) -> None:
    tablet = world.tablet(name)
    client = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    headers = {"X-Alongside": "1", "Origin": tablet.origin, "X-Device": tablet.device}
    answers = [client.get(f"/api/v1/feedback/{what}?scope=team:{team}", headers=headers) for what in ("page", "replies")]
    answers.append(client.post("/api/v1/feedback/comments/search", json={"scope": f"team:{team}"}, headers=headers))
    for answer in answers:
        assert (answer.status_code, answer.get_json()["code"]) == (404, "not-found")
