"""What a comment is about, by plain words."""

from __future__ import annotations

import pytest

from backend.feedback import themes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I never know if it is half past eight or eleven. I sit dressed by the window.", ["when-you-come"]),
        ("The girls are kind and they ask after my son. But it was five different ones last month.", ["kindness", "same-faces"]),
        ("They speak to my daughter, not to me. I can answer.", ["being-listened-to"]),
        ("The nurse drew my leg so I could see it is getting smaller. I keep the drawing on the fridge.", ["kindness"]),
        ("Come at the WEEKEND for dressings too", ["weekends-and-nights", "pain-and-treatment"]),
        ("They didn’t come", ["when-you-come"]),
        ("They did  not\ncome", ["when-you-come"]),
        ("Translated, later", ["language"]),
        ("Nice.", []),
        ("", []),
    ],
)
def test_the_words_of_the_file_give_the_themes(text: str, found: list[str]):
    assert themes.of(text) == found


def test_a_star_takes_any_ending_and_a_word_without_it_takes_none():
    assert themes.pattern(["late"]).search("Late again")
    assert not themes.pattern(["late"]).search("lately")
    assert themes.pattern(["repeat*"]).search("repeating myself")
    assert not themes.pattern(["rang"]).search("a strange day")


def test_every_theme_has_a_key_of_its_own_and_a_name():
    keys = [theme.key for theme in themes.known()]
    assert len(set(keys)) == len(keys)
    assert all(theme.name for theme in themes.known())
