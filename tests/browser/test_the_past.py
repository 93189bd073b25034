"""What no tablet carries opens with coverage, in a real browser, and nothing of it stays (R8)."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from ops.benchmarks.push_pull import Client
from tests.browser.record import Record
from tests.browser.tablet import KEMI, Tablet

pytestmark = pytest.mark.browser

WHO = "Nurjahan Rahman"
WORDS = "Rail asked for at the bathroom door"


def _id(milliseconds: int) -> str:
    """A UUIDv7 (R1)."""
    rest = uuid.uuid4().int & ((1 << 62) - 1) | (0b10 << 62)
    return str(uuid.UUID(int=(milliseconds << 80) | (0x7 << 76) | ((rest >> 40 & 0xFFF) << 64) | rest))


def _old_notes(author: str, patient: str, count: int) -> list[dict[str, Any]]:
    """Notes of fourteen months ago and before, a day apart, the newest first."""
    now = datetime.now(UTC) - timedelta(minutes=1)

    def text(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def one(n: int) -> dict[str, Any]:
        at = int(now.timestamp() * 1000) + n
        fields = {"category": "visit", "written_at": text(now - timedelta(days=425 + n)), "staff": author, "words": f"{WORDS}, {n}."}
        who = {"patient": patient, "bundle": patient, "author": author}
        return {"id": _id(at), "kind": "note", "record": _id(at), **who, "made_at": text(now), "schema": 1, "saw": None, "set": fields}

    return [one(n) for n in range(count)]


def test_older_entries_open_with_coverage_wait_for_it_and_are_not_kept(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi = new_tablet(KEMI)
    page, patient = kemi.page, record.patient(WHO)
    changes = _old_notes(record.staff(KEMI), patient, 60)
    another = Client(kemi.served.origin)
    another.sign_in(KEMI, kemi.served.password)
    _, answer = another.post("sync/push", {"schema": 1, "held": [], "changes": changes, "newest_answered": None})
    another.connection.close()
    assert [one["ending"] for one in json.loads(answer)["endings"]] == ["applied"] * 60
    outside = record.one("select outside from bundle where id = %s", patient)["outside"]
    count = sum(kinds.get(kind, 0) for kinds in outside.values() for kind in kinds if kind != "visit")
    assert count >= 60
    kemi.ask_for_news()

    def to_the_end() -> None:
        kemi.timeline(WHO)
        more = page.get_by_role("button", name=re.compile(r"^Show \d+ older$"))
        while more.count():
            more.click()

    to_the_end()
    box = page.locator(".older")
    expect(box).to_contain_text(f"{count} older entries open with coverage", timeout=45_000)
    expect(page.get_by_text(WORDS)).to_have_count(0)

    kemi.coverage.lose()
    kemi.ask_for_news()
    kemi.status(re.compile("^Offline"))
    box.get_by_role("button", name="Show when there is coverage").press("Enter")
    expect(box).to_contain_text("They come as soon as there is coverage.")
    kemi.coverage.regain()
    kemi.ask_for_news()
    expect(box).to_contain_text(re.compile(r"50 older entries shown, \d+ more"), timeout=45_000)
    newest = page.get_by_role("listitem").filter(has_text=f"{WORDS}, 0.")
    expect(newest.last).to_contain_text("not on this tablet")
    assert kemi.axe() == []

    while (more := box.get_by_role("button", name=re.compile(r"^Show \d+ more$"))).count():
        more.press("Enter")
        expect(box).not_to_contain_text("Fetching")
    expect(box).to_contain_text(re.compile(r"All \d+ older entries are shown"))
    expect(box.locator(".older-title")).to_be_focused()
    expect(page.get_by_text(WORDS)).to_have_count(60)

    kemi.coverage.lose()
    page.reload()
    kemi.unlock()
    to_the_end()
    expect(box).to_contain_text(f"{count} older entries open with coverage")
    expect(page.get_by_text(WORDS)).to_have_count(0)


def test_the_plans_history_opens_whole_with_coverage_as_sentences(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi = new_tablet(KEMI)
    page = kemi.page
    for target in ("11", "12", "13"):
        kemi.plan(WHO)
        kemi.target(1).fill(target)
        kemi.target(1).blur()
        kemi.up_to_date()
    history = page.get_by_role("region", name="History")
    # The target's unit and how stand behind each number.
    expect(history.get_by_text(re.compile(r"changed the target of .* from 12\b.* to 13\b"))).to_be_visible()
    expect(history.get_by_text(re.compile(r"changed the target of .* from 11\b.* to 12\b"))).to_have_count(0)
    history.get_by_role("button", name="Show earlier changes").click()
    expect(history.get_by_text(re.compile(r"All \d+ changes are shown"))).to_be_visible()
    for was, now in (("12", "13"), ("11", "12")):
        expect(history.get_by_text(re.compile(rf"changed the target of .* from {was}\b.* to {now}\b"))).to_be_visible()
    assert kemi.axe() == []
