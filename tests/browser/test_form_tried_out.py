"""The largest form as a manager tries it out: every part of it, answered so that what waits for an answer stands open, is for everyone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.eyes import OVERFLOW
from tests.browser.tablet import AXE, Tablet
from tests.browser.test_forms import DANUTA, to_forms

pytestmark = pytest.mark.browser

GLASSES = {"A phone": 390, "A tablet": 820}
PARTS = 14
ANSWER = """() => {
  const before = document.querySelectorAll('fieldset, label').length;
  for (const group of document.querySelectorAll('fieldset')) {
    const [yes, ...others] = group.querySelectorAll('input[type=radio]');
    if (!yes || [yes, ...others].some((one) => one.checked)) continue;
    (others.length > 1 ? others.at(-1) : yes).click();
  }
  return before;
}"""
"""To a yes or no yes, of more choices the last: what follows an answer follows mostly these."""
RUN = """axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
  violations.map(({id, nodes}) => [id, nodes.map((one) => one.html.slice(0, 200))]))"""


def test_axe_finds_nothing_in_any_part_of_living_at_home_as_it_is_tried_out(new_tablet: Callable[..., Tablet]) -> None:
    manager = new_tablet(DANUTA)
    page = manager.page
    to_forms(manager)
    page.get_by_role("main").get_by_role("link", name="Living at home").click()
    form = page.frame_locator("iframe")
    form.get_by_role("heading", level=1).first.wait_for()
    inside = page.frames[-1]
    inside.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = []
    opened = 0
    for part in [*range(1, PARTS + 1), "review"]:
        inside.evaluate("(to) => document.querySelector(`a[href$='/${to}']`).click()", str(part))
        expect(form.locator(f"a[href$='/{part}'][aria-current=step]")).to_have_count(1)
        before = inside.evaluate(ANSWER)
        opened += inside.evaluate(ANSWER) > before
        for glass, width in GLASSES.items():
            page.get_by_role("group", name="On").get_by_role("radio", name=glass).check()
            expect(page.locator("iframe")).to_have_css("width", f"{width}px")
            found += look(page, inside, {"part": part, "glass": glass}, width)
    assert opened >= 5, "answers opened what waits for them"
    assert not found, json.dumps(found, indent=1)


def look(page: Page, inside: Frame, where: dict[str, Any], width: int) -> list[dict[str, Any]]:
    """What axe finds by day and, of the colours, which are the same at any width, once by night; and what stands out of the glass."""
    found = []
    for scheme in ("light", "dark") if where["glass"] == "A phone" else ("light",):
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark", reduced_motion="reduce")
        found += [{**where, "scheme": scheme, "rule": rule, "where": nodes} for rule, nodes in inside.evaluate(RUN)]
    if inside.evaluate("document.documentElement.scrollWidth") > width:
        found.append({**where, "rule": "wider than its glass", "where": inside.evaluate(OVERFLOW)})
    return found
