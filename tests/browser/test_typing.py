"""What a key moves: the letter, and nothing else on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.tablet import KEMI, Tablet

pytestmark = pytest.mark.browser

# Where what comes after the note stands, told anew whenever anything in the note's own section changes.
WATCH = """note => { const after = note.nextElementSibling; const tell = () => window.tops.add(after.getBoundingClientRect().top + scrollY);
  window.tops = new Set(); tell(); new MutationObserver(tell).observe(note, { subtree: true, childList: true, characterData: true }); }"""


def test_typing_a_line_moves_nothing_below_it_while_the_word_of_where_it_is_kept_comes_and_goes(new_tablet: Callable[..., Tablet]) -> None:
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    kemi.visit("George Whitfield")
    section = kemi.page.get_by_role("region", name="Note")
    section.evaluate(WATCH)
    for words in ("Heel dry ", "and pink."):
        kemi.page.get_by_label("Note of this visit").press_sequentially(words)
        expect(section.get_by_text("on this tablet")).to_be_visible()
    assert len(kemi.page.evaluate("[...window.tops]")) == 1
