"""The keyboard of a tablet in a test: to what is wanted with Tab, as somebody would who has no pointer."""

from __future__ import annotations

from playwright.sync_api import Locator

# Whether something is drawn around what has the focus: by itself, by the card that it stands for, or by what stands beside a hidden control.
MARKED = """(one) => {
  const drawn = (style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  const near = [one, one.parentElement, one.nextElementSibling, one.closest('article')].filter(Boolean);
  return near.some((it) => drawn(getComputedStyle(it)) || ['::before', '::after'].some((part) => drawn(getComputedStyle(it, part))));
}"""


def reach(wanted: Locator) -> None:
    """Goes on with Tab until the focus is there; what has the focus can be seen to have it."""
    for _ in range(150):
        if wanted.evaluate("(one) => one === document.activeElement"):
            marked = wanted.evaluate(MARKED)
            assert marked, f"the focus is on {wanted}, and nothing shows it"
            return
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def press(wanted: Locator, key: str = "Enter") -> None:
    reach(wanted)
    wanted.page.keyboard.press(key)
