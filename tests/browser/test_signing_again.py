"""A signature that needs another look: over an answer that came when all was complete, or marked by the server, and said on Today."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from ops.stack import ROOT, Running
from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet
from tests.browser.test_assessments_in_use import DIARY, begin, choose, news, part, publish, question, signs, write

pytestmark = pytest.mark.browser

PATIENT = "Noor Matin"
LATE = "It was the loose carpet."
CHECK = (
    "import sys; from backend.app import create_app; from backend.assessments import jobs, scoring\n"
    "right = scoring.fill\n"
    "def fails(*given, **more): raise RecursionError\n"
    "scoring.fill = fails if sys.argv[2] == 'fails' else right\n"
    "with create_app().app_context(): jobs.look(sys.argv[1])"
)
"""The job that checks what was signed, as the worker does it; or where the form cannot be worked out there."""


def test_a_late_answer_and_a_mark_are_said_and_what_was_complete_is_signed_again(
    new_tablet: Callable[..., Tablet], record: Record, served: Running
) -> None:
    publish(served)
    kemi, amina = new_tablet(KEMI), new_tablet(AMINA)
    noor = record.patient(PATIENT)
    begin(kemi, PATIENT, "Falls diary")
    part(kemi, "What happened")
    choose(kemi, "Was anybody there?", "Yes")
    news(kemi)
    [assessment] = record.rows("select * from assessment where patient_id = %s and questionnaire = %s", noor, DIARY["url"])
    at = f"{served.origin}/patient/{noor}/assessment/{assessment['id']}"

    # A colleague answers without coverage; meanwhile all of it is signed, and complete.
    amina.ask_for_news()
    amina.page.goto(f"{at}/1")
    amina.unlock()
    expect(amina.page.get_by_role("textbox", name="What happened, in words")).to_be_visible(timeout=45_000)
    amina.coverage.lose()
    write(amina, "What happened, in words", LATE)
    amina.status("waiting")
    part(kemi, "What helps")
    write(kemi, "What would help", "A rail.")
    part(kemi, "Review and sign")
    signs(kemi, "What happened")
    signs(kemi, "What helps")
    expect(kemi.page.get_by_text("This assessment is complete.")).to_be_visible()
    news(kemi)
    first = record.one("select * from signature where assessment = %s and section = 'diary'", str(assessment["id"]))

    # What comes late is proposed to who signed; taken in, the part is signed again, and the assessment stays complete.
    amina.coverage.regain()
    news(amina)
    kemi.ask_for_news()
    addendum = kemi.page.get_by_role("article", name="Late answer: What happened, in words")
    expect(addendum).to_contain_text(LATE, timeout=45_000)
    addendum.get_by_role("button", name=re.compile("^Take it in, and sign again")).click()
    news(kemi)
    row = kemi.page.get_by_role("row", name=re.compile("^What happened"))
    expect(row).to_contain_text("To be signed again", timeout=45_000)
    if kemi.page.get_by_role("link", name="Read the part").count():
        part(kemi, "What happened")
        expect(question(kemi, "What happened, in words")).to_contain_text(LATE)
        part(kemi, "Review and sign")
    signs(kemi, "What happened")
    news(kemi)
    [again] = record.rows("select * from signature where assessment = %s and section = 'diary' and overtaken_at is null", str(assessment["id"]))
    assert again["content_hash"] != first["content_hash"]
    assert record.one("select status from assessment where id = %s", str(assessment["id"]))["status"] == "completed"

    # The server cannot work out what she signed: she is told on Today, and the way leads to what is marked.
    def look(how: str) -> None:
        subprocess.run([sys.executable, "-c", CHECK, str(assessment["id"]), how], env=served.environment, cwd=ROOT, check=True, capture_output=True)

    kemi.today()
    told = kemi.page.get_by_role("region", name=re.compile("of yours (is|are) marked$"))
    expect(kemi.page.get_by_role("heading", name="Route")).to_be_visible()
    expect(told).to_have_count(0)
    look("fails")
    standing = record.rows("select agrees from signature where overtaken_at is null and assessment = %s", str(assessment["id"]))
    assert [each["agrees"] for each in standing] == [False, False]
    news(kemi)
    kemi.page.reload()
    kemi.unlock()
    expect(told).to_contain_text("Falls diary, Noor Matin")
    assert kemi.axe() == []
    told.get_by_role("link", name=re.compile("^Falls diary")).click()  # once, though two parts are marked
    expect(kemi.page.get_by_text("Marked: this signature needs another look.").first).to_be_visible(timeout=45_000)
    expect(kemi.page.get_by_text("The server cannot work this form out").first).to_be_visible()
