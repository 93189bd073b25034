"""Batteries die and servers fall over, at the worst moment: nothing typed is lost, and nothing lands twice."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import Locator, expect

from ops.servers import ServerError
from ops.stack import Running, wait_until_ready
from tests.browser.record import Record
from tests.browser.tablet import KEMI, Tablet

pytestmark = pytest.mark.browser

WORDS = "Heel dry and pink. He asked twice when his daughter comes, and was glad of"


def test_m2_what_was_being_typed_when_the_browser_was_killed_is_there_again(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    kemi.visit("Abdirahman Farah")
    note = kemi.page.get_by_label("Note of this visit")
    note.press_sequentially(WORDS)
    expect(kemi.page.get_by_role("region", name="Note").get_by_text("on this tablet")).to_be_visible()  # T1: said only when it is on the disk
    kemi.kill()

    kemi.start()
    kemi.unlock()
    kemi.visit("Abdirahman Farah")
    note = kemi.page.get_by_label("Note of this visit")
    expect(note).to_have_value(WORDS)
    note.press_sequentially(" the tea.")
    note.blur()
    kemi.status("waiting")
    kemi.back_in_coverage(KEMI)
    assert [(entry.kind, entry.set["words"]) for entry in record.journal(kemi.device)] == [("note", WORDS + " the tea.")]
    assert kemi.drafts() == 0


WHY = "Why is your first answer wrong?"


def fields(tablet: Tablet) -> tuple[Locator, Locator, Locator]:
    """On the page that is open now: a measurement and a planned action of the visit, and the date by which the first goal is to be reached."""
    page = tablet.page
    return (
        page.locator(".m", has=page.get_by_label("Temperature")),
        page.get_by_role("region", name="Planned actions").get_by_role("listitem").first,
        page.locator("article.goal").first.get_by_role("group", name="By when"),
    )


def test_m2_what_was_typed_and_is_no_date_or_number_yet_and_a_correction_half_written_are_there_again_after_a_kill(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    name = "Lok Man Cheung"
    kemi.visit(name)
    temperature, action, when = fields(kemi)
    temperature.get_by_label("Temperature").fill("3x")
    temperature.get_by_label("Temperature").blur()
    expect(temperature.get_by_text("write a number")).to_be_visible()
    action.get_by_role("radio", name="Done", exact=True).click()
    expect(action.get_by_text("on this tablet")).to_be_visible()
    action.get_by_role("radio", name="Not done", exact=True).click()
    action.get_by_label(WHY).fill("Only half of it")
    kemi.plan(name)
    kemi.target(1)
    for box, typed in (("Day", "31"), ("Month", "2"), ("Year", "2027")):
        when.get_by_label(box).fill(typed)
    when.get_by_label("Year").blur()
    expect(when.get_by_text("This is no date")).to_be_visible()
    # Of what cannot be kept yet it is not said that it is on the disk. What is typed after it is there after it.
    other = kemi.target(2)
    stood = other.input_value()
    other.press("End")
    other.press_sequentially("9")
    expect(kemi.page.locator("article.goal").nth(1).get_by_role("group", name="Aiming for", exact=True).get_by_text("on this tablet")).to_be_visible()
    assert kemi.drafts() == 4
    kemi.kill()

    kemi.start()
    kemi.unlock()
    kemi.visit(name)
    temperature, action, when = fields(kemi)
    expect(temperature.get_by_label("Temperature")).to_have_value("3x")
    expect(temperature.get_by_text("write a number")).to_be_visible()
    expect(action.get_by_label(WHY)).to_have_value("Only half of it")
    action.get_by_role("button", name="Record as not done").click()
    expect(action.get_by_label(WHY)).not_to_be_visible()
    temperature.get_by_label("Temperature").fill("37.1")
    temperature.get_by_label("Temperature").blur()
    expect(temperature.get_by_text("on this tablet")).to_be_visible()
    kemi.plan(name)
    expect(when.get_by_label("Day")).to_have_value("31")
    expect(when.get_by_label("Year")).to_have_value("2027")
    expect(when.get_by_text("This is no date")).to_be_visible()
    when.get_by_label("Day").fill("28")
    when.get_by_label("Day").blur()
    expect(kemi.page.locator("article.goal").first.get_by_role("group", name="Aiming for", exact=True).get_by_text("on this tablet")).to_be_visible()
    other = kemi.target(2)
    expect(other).to_have_value(f"{stood}9")
    other.fill(stood)
    other.blur()
    record.until(lambda: kemi.drafts() == 0)
    kemi.back_in_coverage(KEMI)
    sent = [entry for entry in record.journal(kemi.device) if entry.kind in ("observation", "done", "goal")]
    assert [
        (entry.kind, entry.set.get("outcome") or entry.set.get("value") or entry.set.get("target_on") or entry.set.get("status_reason"))
        for entry in sent
    ] == [
        ("done", "done"),
        ("done", "Only half of it"),
        ("done", "not-done"),
        ("observation", 37.1),
        ("goal", "2027-02-28"),
    ]


@pytest.fixture
def runs_afterwards(served: Running) -> Iterator[None]:
    """Whatever comes of a test that kills the server: those after it find one."""
    yield
    web = served.named("web")
    if web.process is None or web.process.poll() is not None:
        started(served)


@pytest.mark.usefixtures("runs_afterwards")
def test_a_server_killed_in_the_middle_of_a_push_takes_each_change_exactly_once(
    new_tablet: Callable[..., Tablet], record: Record, served: Running
) -> None:
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    # Measurements of two people, one corrected after the other, as a day without coverage leaves them.
    taken = {"Yvonne Campbell": range(60, 72), "Lok Man Cheung": range(80, 92)}
    for name, values in taken.items():
        kemi.visit(name)
        pulse = kemi.page.get_by_label("Pulse")
        for value in values:
            pulse.fill(str(value))
            pulse.blur()
            expect(kemi.page.locator(".m", has=pulse).get_by_text("on this tablet")).to_be_visible()
    ids = kemi.queue()
    assert len(ids) >= 24

    # Before it is committed: the push waits for a lock that we hold, and every process of the server is killed.
    with psycopg.connect(record.address) as ours:
        ours.execute("select 1 from bundle where id = %s for update", [record.patient("Lok Man Cheung")])
        kemi.coverage.regain()
        kemi.ask_for_news()
        record.until(lambda: record.rows("select 1 from pg_stat_activity where wait_event_type = 'Lock'") != [])
        killed(served)
        ours.rollback()
    kemi.status("waiting")
    assert record.journal(kemi.device, marks=True) == []

    # After it is committed and before the answer arrives: the tablet cannot know, and sends everything again.
    started(served)
    kemi.coverage.cut_answer_to = "/api/v1/sync/push"
    kemi.ask_for_news()
    record.until(lambda: len(record.journal(kemi.device, marks=True)) == len(ids))
    killed(served)
    assert kemi.queue() == ids
    started(served)
    kemi.coverage.regain()
    kemi.ask_for_news()
    kemi.up_to_date()

    landed = record.journal(kemi.device, marks=True)
    assert Counter(entry.change for entry in landed) == Counter(ids), "a change was lost, or landed twice"
    assert {entry.ending for entry in landed} == {"applied"}
    for name, values in taken.items():
        found = record.rows(
            "select value, status from observation where patient_id = %s and staff = %s and type = 'pulse'"
            " and measured_at > now() - interval '1 hour' order by value",
            record.patient(name),
            record.staff(KEMI),
        )
        assert [int(one["value"]) for one in found] == list(values)
        assert [one["value"] for one in found if one["status"] != "entered-in-error"] == [values[-1]], "only the last one stands"
    assert kemi.queue() == []


def killed(served: Running) -> None:
    """kill -9 of every process of the web server."""
    web = served.named("web")
    assert web.process is not None
    os.killpg(web.process.pid, signal.SIGKILL)
    web.process.wait()


def started(served: Running) -> None:
    web = served.named("web")
    for left in (2, 1, 0):  # on a busy machine a first start may fail; ops/run starts again what stops, and so do we
        web.start()
        try:
            wait_until_ready(served.origin, [web])
        except ServerError:
            web.stop()
            if not left:
                raise
        else:
            return
