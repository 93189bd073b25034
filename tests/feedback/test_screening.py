"""What is taken out of people's words, what is left in, and what a lead reads first."""

from __future__ import annotations

import pytest

from backend.feedback.screening import names_of, screened

STAFF = names_of(["Kemi Adeyemi", "Siobhán O'Leary", "Grace Mensah"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kemi was kind.", "[name] was kind."),
        ("kemi's hands are cold", "[name] hands are cold"),
        ("Ring me on 07700 900123 please", "Ring me on [phone number] please"),
        ("or 020 7946 0123, or +44 7700 900123", "or [phone number], or [phone number]"),
        ("My NHS number is 943 476 5919.", "My NHS number is [number]."),
        ("I live at 12 Ocean Street, E1 4DG", "I live at [address], [postcode]"),
        ("Flat 4 is up the stairs", "[address] is up the stairs"),
        ("Write to rose.b@example.co.uk", "Write to [e-mail]"),
        ("See www.example.org/me", "See [web address]"),
        ("Born 14/3/1942", "Born [date]"),
        ("Mrs Khan and Dr. Patel came", "Mrs [name] and Dr. [name] came"),
        ("the nurse called Bluebell Smith", "the nurse called [name]"),
        ("My name is Rose Bailey", "My name is [name]"),
        ("I like Grace. She listens.", "I like [name]. She listens."),
        ("Mohammed Ali Khan came", "[name] came"),
    ],
)
def test_names_and_numbers_are_replaced_by_what_they_were(text: str, left: str):
    assert screened(text, STAFF).text == left


@pytest.mark.parametrize(
    "text",
    [
        "I never know if it is half past eight or eleven.",
        "The nurse came, and the doctor did not.",
        "Said to come at 8.30 on 3 days out of 7, 120 minutes late.",
        "I may ask in May or June.",
        "I am English and I am tired.",
        "The walk is long; we walk 3 times round the house.",
        "Blood sugar 5.6, then 12.4. 10 units of insulin.",
        "ওরা আমার মেয়ের সঙ্গে কথা বলে, আমার সঙ্গে নয়।",
        "他們很好",
    ],
)
def test_what_names_nobody_is_left_as_it_is(text: str):
    assert screened(text, STAFF).text == text


@pytest.mark.parametrize(
    "text", ["He hits me.", "My son takes my money", "I want to die", "left me on the floor all night", "I'm scared of him", "She SHOUTED AT ME"]
)
def test_words_of_harm_are_read_by_a_lead_first(text: str):
    assert screened(text).is_worrying


@pytest.mark.parametrize("text", ["Very kind.", "It is quite harmless.", "The dressing does not hurt.", "Her smile is disarming."])
def test_ordinary_words_are_not_held_back(text: str):
    assert not screened(text).is_worrying


@pytest.mark.parametrize("text", ["a" * 2000, "Aa " * 660, "@" * 2000])
def test_a_long_text_made_to_hang_a_pattern_comes_through(text: str):
    assert screened(text, STAFF).text == text


@pytest.mark.parametrize(("text", "mask"), [("1 " * 1000, "[number]"), ("Flat 1 " * 280, "[address]"), ("1@b.c " * 300, "[e-mail]")])
def test_a_long_text_full_of_what_is_taken_out_comes_through(text: str, mask: str):
    assert "1" not in screened(text, STAFF).text.replace(mask, "")
