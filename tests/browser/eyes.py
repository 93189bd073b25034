"""Eyes that look at a screen with axe, in each size, by day and by night, and see whether anything is cut off at 320 px."""

from __future__ import annotations

import json
from typing import Any, Literal

from tests.browser.tablet import Tablet

SIZES = {"phone": (390, 844), "tablet": (820, 1180)}
DESKTOP = (1440, 900)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
OVERFLOW = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const box = one.getBoundingClientRect();
  let up = one.parentElement;
  while (up && getComputedStyle(up).overflowX === 'visible') up = up.parentElement;
  return box.width > 0 && box.right > innerWidth + 1 && (!up || up === document.documentElement || up === document.body);
}).slice(0, 5).map((one) => one.tagName + '.' + one.className)"""


class Eyes:
    """Looks at the screen that stands, in each size and by day and by night, and remembers what axe found."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet, self.seen = tablet, 0
        self.found: list[dict[str, Any]] = []

    def look(self, name: str, *, desktop: bool = False, within: str | None = None) -> None:
        """`desktop`: at the width of a desk too, where the panes stand side by side; by day only, for the colours are those of the tablet.

        By night all rules but those of colour would say what they said by day: only colours differ. `within`: the one part that is new.
        """
        page = self.tablet.page
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                self._judge(name, size, scheme, within)
        if desktop:
            page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            self._judge(name, "desktop", "light", within)
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            self.found.append({"screen": name, "rule": f"{wide} px wide on a screen of 320", "where": page.evaluate(OVERFLOW)})
        page.set_viewport_size({"width": 820, "height": 1180})

    def _judge(self, name: str, size: str, scheme: str, within: str | None) -> None:
        violations = self.tablet.axe(within=within, colours=scheme == "dark")
        self.found += [{"screen": name, "size": size, "scheme": scheme, **one} for one in violations]
        self.seen += 1

    def blame(self) -> None:
        assert not self.found, json.dumps(self.found, indent=1)
