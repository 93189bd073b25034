"""The story that Alongside is for: a visit without coverage, and back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet

pytestmark = pytest.mark.browser

NOTE = "Wound smaller, dry. She walked to the kitchen with the frame."
CALL = "Walked four metres twice, steady."
LEGS = "Wash and dry both lower legs"


def test_a_visit_offline_and_back_with_what_a_colleague_did_meanwhile(new_tablet: Callable[..., Tablet], record: Record) -> None:
    kemi, amina = new_tablet(), new_tablet(AMINA)
    kemi.sign_in(KEMI)
    page = kemi.page
    rokeya = record.patient("Rokeya Begum")
    goal, other_goal = record.goals(rokeya)[:2]

    kemi.coverage.lose()
    kemi.visit("Rokeya Begum")
    page.get_by_role("button", name="I have arrived").click()
    expect(page.get_by_role("heading", name=re.compile(r"Arrived \d\d:\d\d"))).to_be_visible()
    page.get_by_role("group", name=LEGS).get_by_role("radio", name="Done", exact=True).click()
    page.get_by_label("Weight").fill("55.4")
    page.get_by_label("Weight").blur()
    page.get_by_label("Note of this visit").fill(NOTE)
    page.get_by_label("Note of this visit").blur()
    expect(page.get_by_role("region", name="Note").get_by_text("on this tablet")).to_be_visible()
    changed = re.search(r"(\d+) today", page.get_by_role("region", name="Care plan changes").inner_text())
    page.get_by_role("link", name="Open the care plan").click()
    kemi.target(1).fill("10")
    kemi.target(1).blur()
    page.go_back()
    expect(page.get_by_role("region", name="Care plan changes").get_by_text(f"{1 + int(changed[1] if changed else 0)} today")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Leave")).click()
    expect(page.get_by_role("heading", name=re.compile(r"Left \d\d:\d\d"))).to_be_visible()
    kemi.status(re.compile(r"^Offline since .* waiting"))
    assert record.journal(kemi.device) == [], "something came through without coverage"

    # Meanwhile, with coverage, Amina writes about the same person: a note, and another part of the same goal.
    amina.timeline("Rokeya Begum")
    amina.write_note(CALL)
    amina.keep_note()
    amina.page.get_by_role("link", name="Care plan", exact=True).click()
    amina.target(1)
    now = amina.page.get_by_role("group", name="Now", exact=True).get_by_label("Where it stands")
    now.fill("6 metres")
    now.blur()
    amina.page.locator("article.goal").nth(0).get_by_role("button", name="Done goal 1").click()
    record.until(lambda: len(record.journal(amina.device)) == 2)
    amina.up_to_date()

    kemi.coverage.regain()
    kemi.ask_for_news()
    kemi.up_to_date()

    # On the server: everything of both, each exactly once, merged, nothing left to settle by it.
    sent = record.journal(kemi.device)
    kinds = Counter(entry.kind for entry in sent)
    assert kinds == {"attendance": kinds["attendance"], "done": 1, "observation": 1, "note": 1, "goal": 1}
    assert kinds["attendance"] in (1, 2), "arrived and left: two changes, or one where the first was not tried before the second came"
    assert {entry.ending for entry in sent} == {"applied"}
    assert sorted(entry.made_at for entry in sent) == [entry.made_at for entry in sent]
    assert {entry.author for entry in sent} == {record.staff(KEMI)}
    stands = next(one for one in record.goals(rokeya) if one["id"] == goal["id"])
    assert (stands["target"], stands["target_unit"], stands["target_how"], stands["now"]) == (
        "10",
        goal["target_unit"],
        goal["target_how"],
        "6 metres",
    )
    assert next(one for one in record.goals(rokeya) if one["id"] == other_goal["id"]) == other_goal
    for words in (NOTE, CALL):
        record.one("select id from note where patient_id = %s and words = %s", rokeya, words)
    weight = record.one("select value, unit, staff from observation where patient_id = %s and type = 'weight' and value = 55.4", rokeya)
    assert (weight["unit"], str(weight["staff"])) == ("kg", record.staff(KEMI))
    attendance = record.one("select * from attendance where id = %s", next(entry.record for entry in sent if entry.kind == "attendance"))
    assert attendance["arrived_at"] <= attendance["left_at"]
    assert attendance["outcome"] == "completed"
    done = record.one("select d.* from done d join action a on a.id = d.action where d.visit = %s and a.words = %s", attendance["visit"], LEGS)
    assert done["outcome"] == "done"

    # On both tablets: what the other one wrote; and after a restart of the page it still stands.
    page.reload()
    kemi.unlock()
    kemi.timeline("Rokeya Begum")
    expect(page.get_by_text(NOTE).first).to_be_visible()
    expect(page.get_by_text(CALL).first).to_be_visible()
    page.get_by_role("link", name="Care plan", exact=True).click()
    expect(page.locator("article.goal").nth(0)).to_contain_text("6 metres")
    amina.ask_for_news()
    expect(amina.page.locator("article.goal").nth(0)).to_contain_text("10 metres", timeout=45_000)
    amina.timeline("Rokeya Begum")
    expect(amina.page.get_by_text(NOTE).first).to_be_visible()
    for tablet in (kemi, amina):
        tablet.up_to_date()
        assert tablet.queue() == []


def test_the_tablet_opens_with_no_network_at_all_after_a_kill(new_tablet: Callable[..., Tablet]) -> None:
    kemi = new_tablet()
    kemi.sign_in(KEMI)
    kemi.page.wait_for_function("navigator.serviceWorker.ready.then((one) => !!one.active)")
    kemi.coverage.lose()
    kemi.kill()

    kemi.start()
    kemi.unlock()
    expect(kemi.page.get_by_role("heading", name="Lok Man Cheung").first).to_be_visible()
    kemi.status("Offline")
    # Every screen is on the tablet, not only the first.
    kemi.visit("Terence Bailey")
    kemi.timeline("Terence Bailey")
    kemi.plan("Terence Bailey")
    for link, heading in (("To settle", "to settle"), ("see what waits", "waits? on this tablet"), ("Kemi Adeyemi", "You and this tablet")):
        kemi.page.get_by_role("link", name=link).first.click()
        expect(kemi.page.get_by_role("heading", level=1, name=re.compile(heading, re.I))).to_be_visible()
