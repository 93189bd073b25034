"""Somebody stays too long without coverage: their tablet asks, the buddy is told, the lead sees where; a leaving that comes late ends it."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from ops.stack import ROOT, Running
from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import Tablet as Browser
from tests.sync_gateway.client import Send, Tablet, derived

pytestmark = pytest.mark.browser

# People of a team whom no other test signs in: nobody else of it is heard of, so nobody else is missed, at whatever hour; nor is the demo's own
# nurse who stays too long, who is of another.
SHARON, SIOBHAN, AYAAN = (f"{name}@alongside.example" for name in ("sharon.doyle", "siobhan.kelly", "ayaan.warsame"))


def wire(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def over_playwright(playwright: Playwright, origin: str) -> Send:
    """A request at a time, by a browser without a page."""
    asking = playwright.request.new_context(base_url=origin)

    def send(path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        answer = asking.post(path, data=body, headers=dict(headers))
        plain = {name.title(): value for name, value in answer.headers.items() if name != "content-encoding"}
        return answer.status, plain, answer.body()

    return send


def look(served: Running) -> None:
    """The scheduler's look, in a process of its own."""
    job = "from backend.worker import run; run('backend.lone_working.jobs.look')"
    subprocess.run([sys.executable, "-c", job], check=True, cwd=ROOT, env=served.environment, capture_output=True, timeout=60)


def on_shift(tablet: Tablet, now: datetime, record: Record) -> None:
    """Makes now a part of their shift, whatever hour it is."""
    bundle, day = derived(f"mine:{tablet.staff}"), f"{now:%Y-%m-%d}"
    made = derived(f"my_day:{tablet.staff}:{day}")
    wanted: dict[str, Any] = {"shift_start": wire(now - timedelta(hours=4)), "shift_end": wire(now + timedelta(hours=6))}
    if record.rows("select 1 from my_day where id = %s", made):
        names = ("day", "shift_start", "shift_end", "means", "break_start", "break_end", "break_where")
        tablet.pull()
        stood = tablet.bundles[bundle].record(made)["fields"]
        saw = {name: stood.get(name) for name in names}
        tablet.change("my_day", made, bundle, saw, {**saw, **wanted})
    else:
        tablet.create("my_day", bundle, {"day": day, **wanted}, record=made)
    assert [ending["ending"] for ending in tablet.push()] == ["applied"]


def taken(tablet: Tablet, kind: str, bundle: str, fields: dict[str, Any], made: str) -> None:
    tablet.create(kind, bundle, fields, record=made)
    assert [ending["ending"] for ending in tablet.push()] == ["applied"]


def somebody(record: Record) -> dict[str, Any]:
    """Somebody of the team whom neither Siobhan nor Ayaan carries."""
    named = "select id from staff where name in ('Siobhan Kelly', 'Ayaan Warsame')"
    return record.rows(
        "select p.id::text, p.given_name, p.family_name, p.address_line from patient p join visit v on v.patient_id = p.id "
        "where v.team = (select team from staff where name = 'Sharon Doyle') and coalesce(p.status, 'active') = 'active' "
        f"and p.id not in (select bundle_id from grants where staff_id in ({named})) order by p.id limit 1"
    )[0]


def test_who_stays_too_long_offline_is_asked_missed_looked_for_and_taken_off_the_list_by_a_leaving_that_comes_late(
    served: Running, playwright: Playwright, record: Record, new_tablet: Callable[..., Browser]
) -> None:
    def by(email: str) -> Tablet:
        """A second tablet of somebody's, without a screen."""
        tablet = Tablet(over_playwright(playwright, served.origin), origin=served.origin)
        tablet.sign_in(email, served.password)
        return tablet

    now = datetime.now(UTC).replace(second=0, microsecond=0)
    where = somebody(record)
    visit, start, end = str(uuid.uuid4()), now - timedelta(minutes=100), now - timedelta(minutes=70)
    on_shift(by(AYAAN), now, record)
    planned = {"planned_start": wire(start), "planned_end": wire(end), "asked": [record.staff(SIOBHAN)], "purpose": "Walking practice"}
    taken(by(SHARON), "visit", where["id"], planned, visit)
    siobhan = by(SIOBHAN)
    on_shift(siobhan, now, record)
    there = {"visit": visit, "staff": siobhan.staff, "arrived_at": wire(start), "leave_by": wire(end)}
    taken(siobhan, "attendance", where["id"], there, derived(f"attendance:{visit}:{siobhan.staff}"))

    # Siobhan's own tablet asks, by its own clock; she chooses who looks out for her, and then the coverage is gone.
    hers = new_tablet(SIOBHAN)
    own = hers.page.get_by_role("region", name="Working alone")
    expect(own.get_by_role("heading", name=re.compile("^You should have left at"))).to_be_visible()
    hers.page.get_by_role("button", name="Buddy", exact=True).click()
    hers.page.get_by_role("dialog").get_by_role("radio", name=re.compile("^Ayaan Warsame")).check()
    eyes = Eyes(hers)
    eyes.look("who looks out for me today")
    eyes.blame()
    hers.page.get_by_role("dialog").get_by_role("button", name="Say so").click()
    hers.up_to_date()
    hers.coverage.lose()
    his = new_tablet(AYAAN)
    look(served)

    # Ayaan is told, on whatever page he is; where she is he reads only if he may see whose visit it is, and he may not.
    his.ask_for_news()
    told = his.page.get_by_role("region", name="Working alone")
    expect(told.get_by_role("heading", name=re.compile("^Siobhan Kelly should have left a visit at"))).to_be_visible(timeout=30_000)
    expect(told).to_contain_text("Where is not yours to see.")
    expect(told).not_to_contain_text(where["family_name"])
    eyes = Eyes(his)
    eyes.look("today, a colleague is missed")
    eyes.blame()
    his.page.get_by_role("link", name="Patients", exact=True).click()
    line = told.get_by_role("link", name=re.compile("^Siobhan Kelly should have left"))
    expect(line).to_be_visible()

    # The lead sees it at once on the team's page, and where; and what Ayaan wrote of her patient when it was no longer his to write.
    ended = "update grants set ended_at = now(), until = now(), ended_reason = 'moved' where bundle_id = %s and team_id is not null returning id"
    assert record.rows(ended, where["id"])
    ayaan = by(AYAAN)
    ayaan.create("note", where["id"], {"words": "Rang her daughter.", "category": "visit", "written_at": wire(now)})
    assert [ending.get("reason") for ending in ayaan.push()] == ["needs-a-lead"]
    hers_too = new_tablet(SHARON, size=(1180, 820))
    hers_too.page.get_by_role("link", name="Team", exact=True).click()
    missed = hers_too.page.locator(".missed > div").filter(
        has=hers_too.page.get_by_role("heading", name=re.compile("^Siobhan Kelly should have left"))
    )
    expect(missed).to_contain_text("Ayaan Warsame looks after it first.")
    expect(missed).to_contain_text(where["family_name"])
    expect(hers_too.page.get_by_role("region", name=re.compile("not taken"))).to_contain_text("Rang her daughter.")
    eyes = Eyes(hers_too)
    eyes.look("team, a colleague is missed and a change was not taken", desktop=True)
    hers_too.page.get_by_role("button", name="Change who looks out for Ayaan Warsame").click()
    hers_too.page.get_by_role("dialog", name="Who looks out for Ayaan today?").wait_for()
    eyes.look("team, who looks out for somebody")
    hers_too.page.keyboard.press("Escape")
    not_taken = hers_too.page.get_by_role("article").filter(has_text="Rang her daughter.")  # beside what other tests left
    not_taken.get_by_role("button", name="Set it aside, with a reason").click()
    eyes.look("team, setting a change aside")
    hers_too.page.keyboard.press("Escape")
    eyes.blame()

    # Ayaan has her, in a word; it is not his to end.
    line.click()
    of_siobhan = told.get_by_role("article").filter(has_text="Siobhan")
    of_siobhan.get_by_role("button", name="I have them").click()
    of_siobhan.get_by_role("textbox", name="What did you find?").fill("She rang: the lift is stuck.")
    of_siobhan.get_by_role("button", name="Say so").click()
    his.up_to_date()
    look(served)
    hers_too.ask_for_news()
    expect(missed).to_contain_text("Ayaan Warsame has them", timeout=30_000)
    expect(missed).to_contain_text("“She rang: the lift is stuck.”")

    # She leaves, still without coverage: her own tablet asks no more. When it comes back everybody has the real time.
    expect(own.get_by_role("heading", name=re.compile("^You should have left at"))).to_be_visible()
    own.get_by_role("button", name="I have left").click()
    expect(own).to_have_count(0)
    hers.back_in_coverage(SIOBHAN)
    look(served)
    his.ask_for_news()
    expect(told.get_by_role("heading", name=re.compile(r"^Siobhan left at \d\d:\d\d"))).to_be_visible(timeout=30_000)
    hers_too.ask_for_news()
    expect(missed).to_have_count(0, timeout=30_000)
