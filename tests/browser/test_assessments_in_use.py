"""An assessment as a team uses it: gaps first, rows without coverage, late answers left out, nothing signed unread, amended; and question 9."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from ops.benchmarks.push_pull import Client
from ops.stack import ROOT, Running
from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet

pytestmark = pytest.mark.browser

SHARED, ALONE, OLD = "Sophie Gibbs", "Maureen Chapman", "Raymond Bateman"
OURS = "https://alongside.example/fhir/"
URL = OURS + "Questionnaire/falls-diary"
FIRST, LATE, STALE = "She tripped over the mat.", "The cat was under her feet.", "Her daughter takes the mat away."


def section(link_id: str, text: str, *items: dict[str, Any]) -> dict[str, Any]:
    owned = [{"url": OURS + "section-owner", "valueCode": "any"}, {"url": OURS + "section-required", "valueBoolean": True}]
    return {"linkId": link_id, "type": "group", "text": text, "extension": owned, "item": list(items)}


DIARY = {
    "resourceType": "Questionnaire",
    "url": URL,
    "version": "1",
    "status": "active",
    "title": "Falls diary",
    "extension": [{"url": OURS + "joint", "valueBoolean": True}],
    "item": [
        section(
            "diary",
            "What happened",
            {"linkId": "diary.alone", "type": "boolean", "text": "Was anybody there?"},
            {"linkId": "diary.words", "type": "text", "text": "What happened, in words"},
            {
                "linkId": "diary.fall",
                "type": "group",
                "text": "A fall",
                "repeats": True,
                "item": [{"linkId": "diary.where", "type": "string", "text": "Where"}],
            },
        ),
        section(
            "after",
            "What helps",
            {"linkId": "after.words", "type": "text", "text": "What would help"},
            {"linkId": "after.photo", "type": "attachment", "text": "A photo of the place"},
        ),
    ],
}


def publish(served: Running) -> None:
    """As the office would, through the one door."""
    words = [sys.executable, "-m", "ops.benchmarks.publishing"]
    subprocess.run(words, env=served.environment, cwd=ROOT, input=json.dumps([DIARY]), text=True, check=True, capture_output=True)


def begin(tablet: Tablet, patient: str, title: str) -> None:
    tablet.patient(patient)
    page = tablet.page
    page.get_by_role("button", name="Begin an assessment").click()
    page.get_by_role("searchbox", name="Which form?").fill(title)
    page.get_by_role("button", name=re.compile(f"^{title}")).click()
    page.get_by_role("heading", name=title, level=2).first.wait_for()


def part(tablet: Tablet, name: str) -> None:
    tablet.page.get_by_role("navigation", name="Parts of the assessment").get_by_role("link", name=re.compile(f"^{name}")).click()
    tablet.page.get_by_role("heading", name=name, level=2).wait_for()


def question(tablet: Tablet, words: str) -> Locator:
    return tablet.page.get_by_role("group", name=re.compile(rf"^(\d+\. )?{re.escape(words)}"))


def choose(tablet: Tablet, words: str, answer: str) -> None:
    asked = question(tablet, words)
    asked.get_by_role("radio", name=re.compile(f"^{re.escape(answer)}")).check()
    expect(asked).to_contain_text(re.compile("on this tablet|sending|sent"))


def write(tablet: Tablet, words: str, answer: str) -> None:
    field = tablet.page.get_by_role("textbox", name=words, exact=True).last
    field.fill(answer)
    field.blur()


def news(*tablets: Tablet) -> None:
    for tablet in tablets:
        tablet.ask_for_news()
        tablet.up_to_date()


def signs(tablet: Tablet, title: str) -> None:
    tablet.page.get_by_role("button", name=re.compile(f"^Sign this part ?: {title}")).click()
    expect(tablet.page.get_by_role("row", name=re.compile(f"^{title}"))).to_contain_text("Signed")


def test_gaps_first_rows_offline_late_answers_left_out_no_signature_over_what_was_not_read_and_an_amendment(
    new_tablet: Callable[..., Tablet], record: Record, served: Running
) -> None:
    publish(served)
    kemi = new_tablet(KEMI)
    sophie = record.patient(SHARED)

    # Rows without coverage: each is a record of its own (R1).
    kemi.coverage.lose()
    begin(kemi, SHARED, "Falls diary")
    part(kemi, "What happened")
    choose(kemi, "Was anybody there?", "Yes")
    for n, where in enumerate(("By the bath", "On the stairs"), start=1):
        kemi.page.get_by_role("button", name=re.compile("^Add (one|another)")).click()
        expect(kemi.page.get_by_role("textbox", name="Where", exact=True)).to_have_count(n)
        write(kemi, "Where", where)
    kemi.status("waiting")
    kemi.coverage.regain()
    news(kemi)
    [old] = record.rows("select * from assessment where patient_id = %s and questionnaire = %s", sophie, URL)
    rows = record.rows("select answers from answer_row where assessment = %s order by position", str(old["id"]))
    assert [each["answers"]["diary.where"]["answer"][0]["valueString"] for each in rows] == ["By the bath", "On the stairs"]

    # A second profession sees the gaps first, who answered the rest, and all of it with one tap.
    amina = new_tablet(AMINA)
    amina.page.goto(f"{served.origin}/patient/{sophie}/assessment/{old['id']}/1")
    amina.unlock()
    page = amina.page
    told = page.get_by_text(re.compile("3 questions are answered by Kemi Adeyemi.*Here is what is still open"))
    expect(told).to_be_visible()
    expect(page.get_by_role("textbox", name="What happened, in words")).to_be_visible()
    expect(question(amina, "Was anybody there?")).to_have_count(0)
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(question(amina, "Was anybody there?").get_by_role("radio", name="Yes")).to_be_checked()
    write(amina, "What happened, in words", FIRST)
    news(amina)

    # What she adds to a signed part waits for the signer, who leaves it out with a reason: the signature stands as it was (R4).
    news(kemi)
    expect(kemi.page.get_by_role("textbox", name="What happened, in words")).to_have_value(FIRST, timeout=45_000)
    part(kemi, "Review and sign")
    signs(kemi, "What happened")
    news(kemi)
    signature = record.one("select * from signature where assessment = %s", str(old["id"]))
    news(amina)
    page.get_by_role("button", name="Add or correct something").click()
    write(amina, "What happened, in words", LATE)
    news(amina)
    kemi.ask_for_news()
    late = kemi.page.get_by_role("article", name="Late answer: What happened, in words")
    expect(late).to_contain_text(LATE, timeout=45_000)
    late.get_by_role("button", name="Leave it out").click()
    expect(late).to_contain_text("Write why")
    late.get_by_role("textbox", name="Or leave it out, because").fill("Sophie has no cat.")
    late.get_by_role("button", name="Leave it out").click()
    expect(late).to_have_count(0)
    news(kemi)
    settled = record.one("select * from conflict where patient_id = %s and signed = %s", sophie, str(signature["id"]))
    assert (settled["status"], settled["reason"]) == ("settled", "Sophie has no cat.")
    after = record.one("select * from signature where assessment = %s", str(old["id"]))
    assert (after["overtaken_at"], after["content_hash"]) == (None, signature["content_hash"])

    # She signs the other part without coverage while an answer reached the server that she has not read: it is not put under that answer.
    part(kemi, "What helps")
    write(kemi, "What would help", "A rail.")
    photo = question(kemi, "A photo of the place")
    photo.get_by_role("button", name=re.compile("^Take a photo")).click()
    camera = kemi.page.get_by_role("dialog", name="Take a photo")
    camera.get_by_role("button", name="Take photo").click()
    camera.get_by_role("button", name="Use this photo").click()
    form = photo.get_by_role("region", name=re.compile("not kept yet$"))
    form.get_by_label("What is it of?").select_option(index=1)
    form.get_by_label("What it shows").fill("The mat at the door.")
    form.get_by_role("button", name="Keep this photo").click()
    expect(photo.get_by_role("img", name="The mat at the door.")).to_be_visible()
    news(kemi)
    taken = record.one("select id from attachment where record = %s", str(old["id"]))
    said = record.one("select answers from assessment where id = %s", str(old["id"]))["answers"]["after.photo"]["answer"]
    assert [each["valueAttachment"]["url"] for each in said] == [f"urn:uuid:{taken['id']}"]
    part(kemi, "Review and sign")
    kemi.coverage.lose()
    news(amina)
    part(amina, "What helps")
    expect(page.get_by_role("textbox", name="What would help")).to_have_value("A rail.", timeout=45_000)
    write(amina, "What would help", STALE)
    news(amina)
    signs(kemi, "What helps")
    kemi.coverage.regain()
    kemi.ask_for_news()
    stale = kemi.page.get_by_role("article", name="Signature not taken: What helps")
    expect(stale).to_contain_text("Changed since you read it: read and sign again", timeout=45_000)
    expect(kemi.page.get_by_role("row", name=re.compile("^What helps"))).not_to_contain_text("Signed")
    news(kemi)
    assert record.rows("select id from signature where assessment = %s and section = 'after'", str(old["id"])) == []
    assert record.one("select status from assessment where id = %s", str(old["id"]))["status"] == "in-progress"
    part(kemi, "What helps")
    expect(kemi.page.get_by_role("textbox", name="What would help")).to_have_value(STALE)
    part(kemi, "Review and sign")
    signs(kemi, "What helps")
    expect(kemi.page.get_by_text("This assessment is complete.")).to_be_visible()
    news(kemi)
    expect(stale).to_have_count(0)

    # How long it took is told to the team in sum, part by part, and says nobody's name; of so few nothing more.
    def filled() -> list[dict[str, Any]]:
        return record.rows("select * from form_filling where questionnaire = %s", URL)

    record.until(lambda: {row["section"] for row in filled()} == {"diary", "after"})
    assert all(row["seconds"] > 0 for row in filled())
    assert any(row["taps"] > 0 for row in filled())
    measured = len(filled())
    kemi.page.get_by_text("How long this form takes your team").click()
    for title in ("What happened", "What helps"):
        expect(kemi.page.locator(".times").get_by_role("row", name=re.compile(f"^{title}"))).to_contain_text("Too few to tell", timeout=45_000)

    # What is complete stays: amended by a new one, which says what changed and why.
    page = kemi.page
    page.get_by_role("button", name="Amend it").click()
    page.get_by_role("button", name="Begin the amendment").click()
    expect(page.get_by_text("Write what changed and why.")).to_be_visible()
    page.get_by_role("textbox", name="What changed, and why").fill("Her daughter has moved away: nobody takes the mat away.")
    page.get_by_role("button", name="Begin the amendment").click()
    expect(page.get_by_role("heading", name=re.compile("^Amends the one begun"))).to_be_visible()
    part(kemi, "What helps")
    asked = question(kemi, "What would help")
    expect(asked).to_contain_text(STALE)
    asked.get_by_role("button", name=re.compile("^Change")).click()
    write(kemi, "What would help", "A rail, and no mat.")
    part(kemi, "Review and sign")
    changed = page.get_by_role("listitem").filter(has_text="What would help: from")
    expect(changed).to_have_text(f"What would help: from {STALE} to A rail, and no mat.")
    news(kemi)
    new = record.one("select * from assessment where amends = %s", str(old["id"]))
    assert new["why"].startswith("Her daughter has moved away")
    assert new["answers"]["after.words"]["answer"][0]["valueString"] == "A rail, and no mat."
    before = record.one("select * from assessment where id = %s", str(old["id"]))
    assert (before["status"], before["answers"]["after.words"]["answer"][0]["valueString"]) == ("completed", STALE)
    assert len(filled()) == measured, "an amendment begins with all answers: its time is not that of filling"


def test_question_9_alerts_at_once_counts_though_hidden_since_and_stands_on_the_patient(
    new_tablet: Callable[..., Tablet], record: Record, served: Running
) -> None:
    kemi = new_tablet(KEMI)
    maureen = record.patient(ALONE)
    begin(kemi, ALONE, "PHQ-2 and PHQ-9")
    page = kemi.page
    for words in ("Little interest", "Feeling down"):
        choose(kemi, words, "More than half")
    nine = question(kemi, "Thoughts that you would be better off dead")
    nine.get_by_role("radio", name=re.compile("^Several days")).check()
    alert = page.get_by_role("alert").filter(has_text="Thoughts")
    expect(alert).to_have_text("Thoughts of death or self-harm: ask about safety now")
    expect(page.get_by_role("button", name="Write what was done")).to_be_visible()

    # Another answer hides the question: what was said to it is not unsaid.
    for words in ("Little interest", "Feeling down"):
        choose(kemi, words, "Not at all")
    expect(nine).to_have_count(0)
    expect(alert).to_have_text("Thoughts of death or self-harm: ask about safety now")
    region = page.get_by_role("region", name="Thoughts of death or self-harm")
    expect(region).to_contain_text("counts, though another answer hides its question")
    kemi.up_to_date()

    # The server raises it on the patient; every tablet shows it above everything, until a person ends it.
    [assessment] = record.rows("select id from assessment where patient_id = %s and questionnaire like %s", maureen, "%phq-9")
    look = (
        "import sys; from backend.app import create_app; from backend.assessments import jobs\n"
        "with create_app().app_context(): jobs.look(sys.argv[1])"
    )
    subprocess.run([sys.executable, "-c", look, str(assessment["id"])], env=served.environment, cwd=ROOT, check=True, capture_output=True)
    raised = record.one("select * from alert where patient_id = %s and title like 'Safety:%%'", maureen)
    assert (raised["status"], raised["severity"]) == ("active", "high")
    news(kemi)
    expect(page.get_by_role("region", name="Patient")).to_contain_text("Safety: an answer about mood asks for a talk now")
    region.get_by_role("textbox", name="What was done").fill("Asked. No plan. Rang the GP with her, her sister stays tonight.")
    region.get_by_role("button", name="Write it into the record").click()
    expect(region).to_contain_text("her sister stays tonight")
    expect(alert).to_have_count(0)


def old_assessment(author: str, patient: str) -> dict[str, Any]:
    """Of fourteen months ago, complete, as it would have come then."""
    url, begun = OURS + "Questionnaire/pain", datetime.now(UTC) - timedelta(days=425)
    at = begun.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    ordinal = begun.year * 100 + 1
    record = str(uuid.uuid5(uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079"), f"assessment:{patient}:{url}:{ordinal}"))
    said = {
        "questionnaire": url,
        "version": "1.0.0",
        "ordinal": ordinal,
        "begun_at": at,
        "begun_by": author,
        "status": "completed",
        "completed_at": at,
        "answer.pain.helps": {"answer": [{"valueString": "A hot water bottle."}]},
    }
    now = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    who = {"patient": patient, "bundle": patient, "author": author}
    return {"id": str(uuid.uuid4()), "kind": "assessment", "record": record, **who, "made_at": now, "schema": 1, "saw": None, "set": said}


def test_r8_an_assessment_older_than_tablets_carry_opens_with_coverage_and_is_not_kept(
    new_tablet: Callable[..., Tablet], record: Record, served: Running
) -> None:
    kemi, patient = new_tablet(KEMI), record.patient(OLD)
    page = kemi.page
    another = Client(served.origin)
    another.sign_in(KEMI, served.password)
    _, answer = another.post(
        "sync/push", {"schema": 1, "held": [], "changes": [old_assessment(record.staff(KEMI), patient)], "newest_answered": None}
    )
    another.connection.close()
    assert [one["ending"] for one in json.loads(answer)["endings"]] == ["applied"], answer
    kemi.ask_for_news()
    kemi.patient(OLD)
    card = page.get_by_role("region", name="Assessments")
    expect(card).to_contain_text("1 older assessment opens with coverage", timeout=45_000)
    card.get_by_role("button", name="Show older assessments").click()
    expect(card).to_contain_text("The one older assessment is shown")
    card.get_by_role("link", name="Pain", exact=True).click()
    helps = page.get_by_role("group", name="What helps, and what makes it worse")
    expect(helps).to_contain_text("A hot water bottle.")
    expect(page.get_by_text(re.compile(", complete$"))).to_be_visible()
    expect(page.locator(".assessment-page textarea, .assessment-page input")).to_have_count(0)

    # Nothing of it stayed: without coverage it waits, and opens by itself.
    kemi.coverage.lose()
    page.reload()
    kemi.unlock()
    expect(page.get_by_text("opens as soon as there is coverage")).to_be_visible(timeout=45_000)
    kemi.coverage.regain()
    kemi.ask_for_news()
    expect(helps).to_contain_text("A hot water bottle.", timeout=45_000)
