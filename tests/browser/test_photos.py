"""Photos without coverage and through a kill; rare values that are asked about; what was recorded twice, said aloud; names on the glass."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.eyes import Eyes
from tests.browser.record import Record
from tests.browser.tablet import AMINA, KEMI, Tablet

pytestmark = pytest.mark.browser

# A camera that sees noise: its photos do not pack, and take several pieces.
NOISE = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1920, height: 1440 });
  const pen = canvas.getContext('2d');
  const shake = () => {
    const seen = pen.createImageData(1920, 1440);
    const words = new Uint32Array(seen.data.buffer);
    for (let i = 0; i < words.length; i++) words[i] = 0xff000000 | (Math.random() * 0x1000000);
    pen.putImageData(seen, 0, 0);
  };
  shake();
  setInterval(shake, 500);
  return canvas.captureStream(4);
};
"""
NOT_ALLOWED = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"

WORDS = "Shin wound, drier, edges pink."


def take(tablet: Tablet, *, keep: bool = True) -> Locator:
    """At the visit that is open: through the camera into the record. Returns the region of the photos."""
    photos = tablet.page.get_by_role("region", name="Photos")
    photos.get_by_role("button", name="Take a photo").click()
    camera = tablet.page.get_by_role("dialog", name="Take a photo")
    camera.get_by_role("button", name="Take photo").click()
    camera.get_by_role("button", name="Use this photo").click()
    expect(camera).to_be_hidden()
    if keep:
        kept(photos)
    return photos


def kept(photos: Locator) -> None:
    form = photos.get_by_role("region", name=re.compile("not kept yet$"))
    form.get_by_label("What is it of?").select_option("wound")
    form.get_by_label("Where on the body, or in the home").fill("Left shin")
    form.get_by_label("What it shows").fill(WORDS)
    form.get_by_role("button", name="Keep this photo").click()
    expect(form).to_be_hidden()


def is_shown(photo: Locator) -> bool:
    return bool(photo.evaluate("(img) => img.complete && img.naturalWidth > 0"))


def content(record: Record, attachment: str) -> bytes:
    rows = record.rows("select content from attachment_chunk where attachment_id = %s order by start", attachment)
    return b"".join(bytes(row["content"]) for row in rows)


def attachment(record: Record, patient: str) -> dict[str, Any]:
    """The photo that was taken here: the demo has some of its own."""
    return record.one("select * from attachment where patient_id = %s and words = %s", patient, WORDS)


def test_a_photo_taken_without_coverage_is_there_at_once_outlasts_a_kill_and_arrives(new_tablet: Callable[..., Tablet], record: Record) -> None:
    name = "Lok Man Cheung"
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    kemi.visit(name)
    photos = take(kemi, keep=False)
    expect(photos.get_by_text("not in the record yet")).to_be_visible()
    kemi.kill()

    kemi.start()
    kemi.unlock()
    kemi.visit(name)
    photos = kemi.page.get_by_role("region", name="Photos")
    kept(photos)
    assert is_shown(photos.get_by_role("img", name=WORDS))
    expect(photos.get_by_text("on this tablet")).to_be_visible()
    patient = record.patient(name)
    assert record.rows("select id from attachment where patient_id = %s", patient) == []
    kemi.status("1 picture waiting")
    kemi.page.locator("a[href='/waiting']").first.click()
    expect(kemi.page.get_by_role("region", name="1 picture waits to be sent")).to_contain_text(name)

    kemi.back_in_coverage(KEMI)
    record.until(lambda: len(record.rows("select id from attachment where patient_id = %s", patient)) == 1)
    about = attachment(record, patient)
    record.until(lambda: len(content(record, about["id"])) == about["bytes"])
    with Image.open(io.BytesIO(content(record, about["id"]))) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (about["width"], about["height"])
        assert not picture.getexif()
    assert (about["what"], about["site"], about["words"]) == ("wound", "Left shin", WORDS)
    expect(kemi.page.get_by_role("region", name="1 picture waits to be sent")).to_be_hidden()


def test_a_photo_whose_upload_broke_off_when_the_battery_died_goes_on_and_a_colleague_sees_it(
    new_tablet: Callable[..., Tablet], record: Record
) -> None:
    name = "Rokeya Begum"
    kemi = new_tablet(KEMI, script=NOISE)
    patient = record.patient(name)
    kemi.visit(name)
    kemi.chromium.devtools(kemi.page).send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": 100, "downloadThroughput": -1, "uploadThroughput": 250_000}
    )
    take(kemi)
    record.until(
        lambda: (
            len(
                record.rows(
                    "select 1 from attachment a join attachment_chunk c on c.attachment_id = a.id where a.patient_id = %s and a.words = %s",
                    patient,
                    WORDS,
                )
            )
            > 0
        ),
        60,
    )
    kemi.coverage.lose()
    kemi.kill()
    about = attachment(record, patient)
    broken = record.rows("select start, received_at from attachment_chunk where attachment_id = %s order by start", about["id"])
    assert 0 < len(content(record, about["id"])) < about["bytes"], "it broke off in the middle"

    kemi.start()
    kemi.unlock()
    kemi.coverage.regain()
    kemi.ask_for_news()
    line = kemi.page.locator(".status [role=status]")
    record.until(lambda: len(content(record, about["id"])) == about["bytes"] or "Signed out" in line.inner_text())
    if "Signed out" in line.inner_text():  # a browser that was killed soon after signing in has forgotten its cookie
        kemi.sign_in_again(KEMI)
    record.until(lambda: len(content(record, about["id"])) == about["bytes"])
    rows = record.rows("select start, received_at from attachment_chunk where attachment_id = %s order by start", about["id"])
    assert rows[: len(broken)] == broken, "what had arrived was not sent again"

    amina = new_tablet(AMINA)
    amina.patient(name)
    amina.page.get_by_role("link", name="Documents and photos").click()
    album = amina.page.get_by_role("region", name="Wound, Left shin")
    album.get_by_role("button", name="Show").click()
    expect(album.get_by_role("img", name=WORDS)).to_be_visible()
    assert is_shown(album.get_by_role("img", name=WORDS))
    amina.coverage.lose()
    amina.page.reload()
    amina.unlock()
    amina.patient(name)
    amina.page.get_by_role("link", name="Documents and photos").click()
    amina.page.get_by_role("region", name="Wound, Left shin").get_by_role("button", name="Show").click()
    expect(amina.page.get_by_role("region", name="Wound, Left shin").get_by_text("Opens with coverage")).to_be_visible()


def test_photos_are_compared_side_by_side_and_every_state_of_the_page_is_for_everyone(new_tablet: Callable[..., Tablet]) -> None:
    name = "Margaret O'Leary"
    kemi = new_tablet(KEMI)
    eyes = Eyes(kemi)
    kemi.patient(name)
    kemi.page.get_by_role("link", name="Documents and photos").click()
    expect(kemi.page.get_by_role("heading", name="No photos yet")).to_be_visible()
    eyes.look("photos, none")
    kemi.visit(name)
    photos = take(kemi, keep=False)
    eyes.look("a photo not kept yet")
    kept(photos)
    take(kemi)
    kemi.page.get_by_role("link", name="All photos").click()
    album = kemi.page.get_by_role("region", name="Wound, Left shin")
    album.get_by_role("button", name="Compare side by side").press("Enter")
    sides = kemi.page.get_by_role("region", name=re.compile("side by side"))
    expect(sides.get_by_role("img", name=WORDS)).to_have_count(2)
    assert all(is_shown(one) for one in sides.get_by_role("img", name=WORDS).all())
    eyes.look("photos, compared")
    kemi.page.get_by_role("button", name="Take a photo").click()
    kemi.page.get_by_role("dialog", name="Take a photo").get_by_role("button", name="Take photo").wait_for()
    eyes.look("the camera")
    eyes.blame()


def test_without_leave_for_the_camera_it_says_what_to_do(new_tablet: Callable[..., Tablet]) -> None:
    kemi = new_tablet(KEMI, script=NOT_ALLOWED)
    kemi.visit("Margaret O'Leary")
    kemi.page.get_by_role("region", name="Photos").get_by_role("button", name="Take a photo").click()
    camera = kemi.page.get_by_role("dialog", name="Take a photo")
    expect(camera.get_by_role("alert")).to_contain_text("Allow it in the browser")
    camera.get_by_role("button", name="Close").click()
    expect(kemi.page.get_by_role("region", name="Photos").get_by_role("button", name="Take a photo")).to_be_focused()


def test_a_rare_value_is_kept_asked_about_and_the_answer_is_kept_too(new_tablet: Callable[..., Tablet], record: Record) -> None:
    name = "Yvonne Campbell"
    kemi = new_tablet(KEMI)
    kemi.visit(name)
    temperature = kemi.page.locator(".m", has=kemi.page.get_by_label("Temperature"))
    temperature.get_by_label("Temperature").fill("41.2")
    temperature.get_by_label("Temperature").blur()
    expect(temperature.get_by_text("Really 41.2 °C? That is rare.")).to_be_visible()
    temperature.get_by_role("button", name="Yes, it is right").click()
    expect(temperature.get_by_text("Rare, and confirmed.")).to_be_visible()
    temperature.get_by_label("Temperature").fill("51.2")
    temperature.get_by_label("Temperature").blur()
    expect(temperature.get_by_text("from 25 to 45 °C")).to_be_visible()
    temperature.get_by_label("Temperature").fill("41.2")
    temperature.get_by_label("Temperature").blur()
    kemi.up_to_date()
    found = record.one(
        "select value, confirmed from observation where patient_id = %s and type = 'temperature' and value > 41",
        record.patient(name),
    )
    assert (float(found["value"]), found["confirmed"]) == (41.2, True)


def test_a_wound_is_measured_in_three_numbers(new_tablet: Callable[..., Tablet], record: Record) -> None:
    name = "Yvonne Campbell"
    kemi = new_tablet(KEMI)
    kemi.visit(name)
    kemi.page.get_by_label("Measure something else").select_option("wound-size")
    wound = kemi.page.get_by_role("group", name="Wound size")
    for box, typed in (("Length", "42"), ("Width", "31"), ("Depth, where it can be measured", "6")):
        wound.get_by_label(box).fill(typed)
    wound.get_by_label("Depth, where it can be measured").blur()
    kemi.up_to_date()
    found = record.one("select value, value2, value3, unit from observation where patient_id = %s and type = 'wound-size'", record.patient(name))
    assert (float(found["value"]), float(found["value2"]), float(found["value3"]), found["unit"]) == (42, 31, 6, "mm")


def done_first(page: Page) -> None:
    page.get_by_role("region", name="Planned actions").get_by_role("listitem").first.get_by_role("radio", name="Done", exact=True).click()


def test_r3_what_two_tablets_recorded_is_said_aloud_on_both(new_tablet: Callable[..., Tablet]) -> None:
    name = "Terence Bailey"
    first, second = new_tablet(KEMI), new_tablet(KEMI)
    for one in (first, second):
        one.coverage.lose()
        one.visit(name)
        done_first(one.page)
        expect(one.page.get_by_role("region", name="Planned actions").get_by_text("on this tablet").first).to_be_visible()
    for one in (first, second, first):
        one.back_in_coverage(KEMI)
    for one in (first, second):
        expect(one.page.get_by_role("alert").filter(has_text="Recorded twice")).to_have_count(1)
        expect(one.page.get_by_role("heading", name=re.compile("^Recorded twice: "))).to_be_visible()


def test_who_agreed_signs_on_the_glass_or_types_the_name(new_tablet: Callable[..., Tablet], record: Record) -> None:
    name = "George Whitfield"
    kemi = new_tablet(KEMI)
    patient = record.patient(name)
    kemi.coverage.lose()
    kemi.plan(name)
    page = kemi.page
    agreed = page.get_by_role("region", name="Agreed with")
    if agreed.get_by_role("button", name="Sign on the glass").count() == 0:
        agreed.get_by_role("button", name=re.compile("Change")).first.click()
        agreed.get_by_label("With whom").fill(f"{name}, herself")
        agreed.get_by_label("With whom").blur()
        agreed.get_by_role("button", name=re.compile("Fold|Done|Close")).first.click()
    agreed.get_by_role("button", name="Sign on the glass").first.click()
    signing = page.get_by_role("region", name=re.compile("^Signature of "))
    signing.get_by_role("button", name="Keep this signature").click()
    expect(signing.get_by_role("alert")).to_contain_text("Sign in the box first")
    box = signing.locator("canvas").bounding_box()
    assert box is not None
    for row in (0.3, 0.6):
        page.mouse.move(box["x"] + 20, box["y"] + box["height"] * row)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] * (row + 0.2), steps=12)
        page.mouse.up()
    expect(signing.get_by_role("img", name="Signed with 2 strokes")).to_be_visible()
    signing.get_by_role("button", name="Take back one stroke").click()
    expect(signing.get_by_role("img", name="Signed with 1 strokes")).to_be_visible()
    signing.get_by_role("button", name="Keep this signature").click()
    expect(agreed.get_by_role("img", name=re.compile("^Signature of "))).to_be_visible()
    agreed.get_by_role("button", name="Sign again").first.press("Enter")
    signing.get_by_role("button", name="Type the name instead").press("Enter")
    signing.get_by_role("button", name="Keep this signature").press("Enter")
    expect(agreed.get_by_text("name typed")).to_be_visible()
    kemi.back_in_coverage(KEMI)
    record.until(lambda: len(record.rows("select 1 from attachment where patient_id = %s and what = 'signature'", patient)) == 2)
    rows = record.rows(
        "select a.*, p.id as plan from attachment a join care_plan p on p.id = a.record"
        " where a.patient_id = %s and a.what = 'signature' order by taken_at",
        patient,
    )
    assert [(row["what"], row["media_type"], row["words"].endswith("(typed)")) for row in rows] == [
        ("signature", "image/png", False),
        ("signature", "image/png", True),
    ]
    record.until(lambda: all(len(content(record, row["id"])) == row["bytes"] for row in rows))
    with Image.open(io.BytesIO(content(record, rows[0]["id"]))) as drawn:
        assert drawn.size == (900, 300)
        assert len(set(drawn.convert("L").tobytes())) > 1, "there is a line on it"
