"""Tablets whose clocks are wrong (M7), sessions and grants that ended while there was no coverage, a server that was restored."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ops.stack import ROOT, Running
from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import AMINA, DANIEL, KEMI, Tablet

pytestmark = pytest.mark.browser

# A device's clock that is so many milliseconds ahead, or behind.
SHIFT = """(() => {
  const Real = Date;
  const by = %d;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Real.now() + by);
    }
    static now() { return Real.now() + by; }
  };
})()"""


def shifted(by: timedelta) -> str:
    return SHIFT % (by / timedelta(milliseconds=1))


def test_m7_a_tablet_an_hour_fast_and_one_in_2020_write_in_the_right_order(new_tablet: Callable[..., Tablet], record: Record) -> None:
    since_2020 = datetime.now(UTC) - datetime(2020, 1, 1, tzinfo=UTC)
    kemi = new_tablet(KEMI, script=shifted(timedelta(hours=1)))
    amina = new_tablet(AMINA, script=shifted(-since_2020))
    farah = "Abdirahman Farah"
    assert kemi.page.evaluate("new Date().getTime()") > (datetime.now(UTC) + timedelta(minutes=50)).timestamp() * 1000
    assert amina.page.evaluate("new Date().getFullYear()") == 2020
    patient = record.patient(farah)
    words = ("First, by the tablet that is fast.", "Second, by the one in 2020, offline.", "Third, by the fast one, offline.")
    for tablet in (kemi, amina):
        tablet.timeline(farah)
    began = datetime.now(UTC)
    kemi.write_note(words[0])
    kemi.keep_note()
    kemi.up_to_date()
    for tablet, said in ((amina, words[1]), (kemi, words[2])):
        tablet.coverage.lose()
        tablet.write_note(said)
        tablet.keep_note()
        expect(tablet.page.get_by_text(said)).to_be_visible()
    ended = datetime.now(UTC)
    # They arrive the other way round.
    for tablet in (kemi, amina):
        tablet.coverage.regain()
        tablet.ask_for_news()
        tablet.up_to_date()

    notes = sorted((entry for tablet in (kemi, amina) for entry in record.journal(tablet.device)), key=lambda entry: entry.made_at)
    assert [note.set["words"] for note in notes] == list(words)
    slack = timedelta(seconds=2)  # between two readings of two clocks and the way between them
    assert all(began - slack <= note.made_at <= ended + slack for note in notes), [note.made_at for note in notes]
    assert all(note.made_at <= note.received_at for note in notes)
    assert not any(note.about for note in notes), "a clock that is wrong and keeps its pace is corrected exactly"
    kemi.ask_for_news()
    expect(kemi.page.get_by_text(words[1])).to_be_visible(timeout=45_000)
    shown = kemi.page.locator(".tlx .said").all_inner_texts()
    assert [text for text in shown if text in words] == list(reversed(words)), "newest first, on the tablet too"
    written = record.rows("select written_at from note where patient_id = %s and words = any(%s)", patient, list(words))
    assert all(abs(row["written_at"] - began) < timedelta(minutes=2) for row in written)


def test_a_session_that_ended_while_offline_waits_for_sign_in_and_then_sends_everything(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    name = "Mohammed Yusuf Uddin"
    kemi.timeline(name)
    kemi.write_note("Before the session was known to have ended.")
    kemi.keep_note()
    kemi.status("waiting")
    before = kemi.queue()
    ended = record.rows("update account_session set ended_at = now() where device_id = %s returning id", kemi.device)
    assert len(ended) == 1
    kemi.coverage.regain()
    kemi.ask_for_news()
    kemi.status("Signed out")
    assert record.journal(kemi.device) == []
    assert kemi.queue() == before
    # One can go on working.
    kemi.write_note("And after it.")
    kemi.keep_note()
    expect(kemi.page.get_by_text("And after it.")).to_be_visible()

    eyes = Eyes(kemi)
    kemi.today()
    kemi.page.get_by_role("region", name=re.compile("^Sign in again")).get_by_role("button", name="Sign in").click()
    kemi.page.get_by_role("dialog", name="Sign in again").wait_for()
    eyes.look("sign in again")
    eyes.blame()
    kemi.page.keyboard.press("Escape")
    kemi.sign_in_again(KEMI)
    expect(kemi.page.get_by_role("heading", name="Your PIN")).to_have_count(0)
    kemi.up_to_date()
    sent = record.journal(kemi.device)
    assert [entry.set["words"] for entry in sent] == ["Before the session was known to have ended.", "And after it."]
    assert sent[0].change in before


def test_r9_what_was_written_after_a_grant_had_ended_is_refused_kept_and_said_and_the_record_leaves_the_tablet(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    daniel = new_tablet(DANIEL)
    name = "Ruqiya Aden"
    patient = record.patient(name)
    daniel.coverage.lose()
    record.rows(
        "update grants set ended_at = now() - interval '1 minute', until = now() - interval '1 minute', ended_reason = 'moved'"
        " where bundle_id = %s and (staff_id = %s or team_id is not null) returning id",
        patient,
        record.staff(DANIEL),
    )
    daniel.timeline(name)
    words = "She rang: nobody came on Thursday, the hoist stands in the hall, and she will not be washed by strangers again until Ruth is back."
    daniel.write_note(words)
    daniel.keep_note()
    daniel.today()
    daniel.coverage.regain()
    daniel.ask_for_news()
    daniel.status("1 not taken")
    assert record.rows("select 1 from note where patient_id = %s and words = %s", patient, words) == []
    refusal = record.one("select r.* from refusal r where r.body->'set'->>'words' = %s", words)
    assert refusal["kind"] == "note"
    daniel.page.get_by_role("link", name="see what waits").click()
    refused = daniel.page.get_by_role("region", name="1 was not taken, and needs you")
    expect(refused).to_contain_text(words)
    expect(refused).to_contain_text("Why:")
    expect(refused).to_contain_text(f"{name}, no longer on this tablet")
    refused.get_by_role("button", name="Show to a lead").click()
    shown = daniel.page.get_by_role("dialog", name="For a lead to read")
    expect(shown).to_contain_text(words)
    expect(shown).to_contain_text(f"{name}, NHS number")
    daniel.page.keyboard.press("Escape")
    daniel.page.get_by_role("link", name="Patients", exact=True).click()
    daniel.page.get_by_role("searchbox").fill(name)
    expect(daniel.page.locator("main").get_by_role("link", name=name)).to_have_count(0)


def test_an_older_backup_is_restored_and_nothing_that_a_tablet_ever_sent_is_lost(
    new_tablet: Callable[..., Tablet], record: Record, served: Running, tmp_path: Path
) -> None:
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    name = "Declan Murphy"
    patient = record.patient(name)
    tmp_path.chmod(0o755)
    alongside(served, "backup", str(tmp_path / "backups"))
    (backup,) = (tmp_path / "backups").glob("*.dump")

    # After the backup: both write, both are answered, each has what the other wrote, and both believe that all is safe.
    for tablet, said in ((kemi, "Kemi, after the backup."), (amina, "Amina, after the backup.")):
        tablet.timeline(name)
        tablet.write_note(said)
        tablet.keep_note()
        tablet.up_to_date()
    sent = {tablet: [entry.change for entry in record.journal(tablet.device, marks=True)] for tablet in (kemi, amina)}
    kemi.ask_for_news()
    expect(kemi.page.get_by_text("Amina, after the backup.")).to_be_visible(timeout=45_000)
    assert kemi.queue() == amina.queue() == []

    # Under the running server, which is told nothing either.
    record.close()
    begun = datetime.now(UTC)
    alongside(served, "restore", str(backup), "--replace")
    record.connect()

    # Nobody tells anyone. Kemi alone comes first, and writes on.
    kemi.write_note("Kemi, after the restore.")
    kemi.keep_note()
    for tablet in (kemi, amina):
        tablet.ask_for_news()
        if tablet is amina:
            tablet.up_to_date()
        else:
            tablet.back_in_coverage(KEMI)
    for said in ("Kemi, after the backup.", "Amina, after the backup.", "Kemi, after the restore."):
        record.until(lambda said=said: record.rows("select 1 from note where patient_id = %s and words = %s", patient, said) != [])  # type: ignore[misc]
        record.one("select id from note where patient_id = %s and words = %s", patient, said)
        for tablet in (kemi, amina):
            tablet.ask_for_news()
            expect(tablet.page.get_by_text(said)).to_be_visible(timeout=45_000)
    for tablet, ids in sent.items():
        entries = record.journal(tablet.device, marks=True)
        now = [entry.change for entry in entries]
        assert set(ids) <= set(now), "an answered change was not sent again under its id"
        assert len(now) == len(set(now))
        notes = [entry for entry in entries if entry.change in ids and entry.kind == "note"]
        assert notes
        assert all(entry.received_at > begun for entry in notes), "the restore took nothing away, so nothing was put back"


def alongside(served: Running, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "backend.cli", *words], env=served.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
