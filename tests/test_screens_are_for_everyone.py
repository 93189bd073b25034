"""Every screen that has an address is looked at with axe in a real browser: one that is added without is named here, where no browser is needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LOOKED_AT = {
    "today": ["today", "another day"],
    "patients": ["patients"],
    "patient": ["patient", "timeline, a note open", "photos, compared"],
    "plan": ["care plan"],
    "assessment": ["assessment, {name.lower()}", "assessment, review"],
    "visit": ["visit"],
    "settle": ["to settle, one open"],
    "waiting": ["what waits, refused and waiting"],
    "voice": ["what people say"],
    "board": ["the board"],
    "weeks": ["the weeks"],
    "team": ["team"],
    "referrals": ["a referral that nobody has opened"],
    "population": ["people at risk"],
    "reports": ["reports", "reports, a measure"],
    "forms": ["forms"],
    "meetings": ["meetings", "a meeting", "a person's turn, forms open"],
    "account": ["account"],
    "lost": ["what was lost"],
}
"""The screens of pwa/src/routes.ts, each with what a browser's test calls it when it looks."""
WITHOUT_AN_ADDRESS = ["sign in", "choose a PIN", "what it will hold", "unlock", "the browser cleared the copy", "locking would lose words"]
WITHOUT_AN_ADDRESS += ["sign in again", "no such page", "a kiosk that is not set up"]
"""What stands before a tablet is open, over a screen, or where no screen is."""


def routes() -> set[str]:
    source = (ROOT / "pwa" / "src" / "routes.ts").read_text(encoding="utf-8")
    return set(re.findall(r'^  \| \{ name: "(\w+)"', source, re.MULTILINE))


def test_every_screen_with_an_address_is_among_those_that_are_looked_at() -> None:
    assert routes() == set(LOOKED_AT)


@pytest.mark.parametrize("name", [*(name for names in LOOKED_AT.values() for name in names), *WITHOUT_AN_ADDRESS])
def test_what_is_said_to_be_looked_at_is(name: str) -> None:
    tests = [file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "browser").glob("test_*.py")]
    assert [test for test in tests if re.search(rf'look\(f?"{re.escape(name)}"', test)]
