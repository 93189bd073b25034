"""What a key moves: the letter, and nothing else on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.tablet import KEMI, Tablet

pytestmark = pytest.mark.browser

# How far below the beginning of the note stands what comes after it, told anew whenever anything in the note's own section changes. Measured from
# there, since what the tablet says above it (that a colleague is missed, that a visit should be over) comes when its hour comes.
WATCH = """note => { const top = one => one.getBoundingClientRect().top; const after = note.nextElementSibling;
  const tell = () => window.tops.add(Math.round((top(after) - top(note)) * 10));
  window.tops = new Set(); tell(); new MutationObserver(tell).observe(note, { subtree: true, childList: true, characterData: true }); }"""


def test_typing_a_line_moves_nothing_below_it_while_the_word_of_where_it_is_kept_comes_and_goes(new_tablet: Callable[..., Tablet]) -> None:
    kemi = new_tablet(KEMI)
    kemi.coverage.lose()
    kemi.visit("George Whitfield")
    section = kemi.page.get_by_role("region", name="Note")
    kemi.page.get_by_label("Note of this visit").fill("")  # late in the day the demo's visit has a note already, and a line more is more room
    section.evaluate(WATCH)
    for words in ("Heel dry ", "and pink."):
        kemi.page.get_by_label("Note of this visit").press_sequentially(words)
        expect(section.get_by_text("on this tablet")).to_be_visible()
    assert len(kemi.page.evaluate("[...window.tops]")) == 1
