"""The kiosk asks by content of its own, so that it works offline; the server judges by its own. Both say the same, or answers would be refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.feedback import contents

SETS = Path(__file__).resolve().parents[2] / "pwa" / "src" / "kiosk" / "sets"
ITEMS: dict[str, Any] = json.loads((SETS / "items.json").read_text(encoding="utf-8"))
LISTS: dict[str, Any] = json.loads((SETS / "sets.json").read_text(encoding="utf-8"))
SERVER = contents.content()
EASY: dict[str, str] = json.loads((SETS / "easy.json").read_text(encoding="utf-8"))
SENT = {key: item for key, item in ITEMS["items"].items() if item.get("kept", True)}


@pytest.mark.parametrize("key", SENT)
def test_every_question_of_the_kiosk_takes_the_same_codes_on_the_server(key: str):
    item, known = SENT[key], SERVER.items[key]
    if item["kind"] == "words":
        assert known.is_words
    else:
        assert [code for code, _ in ITEMS["scales"][item["scale"]]] == [code for code, _ in known.codes or ()]
    assert item.get("self_only", False) == known.self_only


@pytest.mark.parametrize("key", [key for key, item in SENT.items() if item["kind"] != "ten" and not key.startswith("joined")])
def test_every_question_is_word_for_word_the_same(key: str):
    assert SENT[key]["text"] == SERVER.items[key].text


def test_every_set_is_known_in_this_version_and_asks_nothing_that_the_server_does_not_know_in_it():
    assert {key: one["version"] for key, one in LISTS.items()} == {key: one.version for key, one in SERVER.sets.items()}
    for key, one in LISTS.items():
        asked = [item for item in one["items"] if item in SENT]
        assert set(asked) <= set(SERVER.sets[key].items), key


def test_what_only_decides_what_comes_next_is_not_known_to_the_server():
    assert [key for key in ITEMS["items"] if key not in SENT] == ["children"]
    assert "children" not in SERVER.items


# The words themselves, typed from their sources: two copies of ours that agree could both be wrong.
ONS4_BEFORE = (
    "Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or wrong answers. For each of these "
    "questions I'd like you to give an answer on a scale of nought to 10, where nought is 'not at all' and 10 is 'completely'."
)
ONS4 = {
    "ons4-satisfied": "Overall, how satisfied are you with your life nowadays?",
    "ons4-worthwhile": "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    "ons4-happy": "Overall, how happy did you feel yesterday?",
    "ons4-anxious": "On a scale where nought is 'not at all anxious' and 10 is 'completely anxious', overall, how anxious did you feel yesterday?",
}
FFT_ANSWERS = ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know"]
AGREE_ANSWERS = ["Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree", "Does not apply to me"]
STATEMENTS = {
    "i-s4": "I feel like services work together to provide me with good care",
    "i-m4": "I have a positive experience of the services I use, overall",
    "i-m5": "I am supported to live the life I want",
    "i-p3": "There are different people involved in supporting me but everyone listens to what I want and helps me to achieve my goals.",
}
JOINED_LEAD = "In the last month, when different staff supported you, how often did…"
JOINED = [
    "staff already know the important things about you without you repeating them?",
    "staff give you the same advice?",
    "staff seem to respect each other's work?",
    "you know who was responsible for what?",
]


def typed(text: str) -> str:
    """With a typewriter's quotation marks."""
    return text.translate({ord("“"): "'", ord("”"): "'", ord("‘"): "'", ord("’"): "'"})


def test_ons4_is_introduced_and_asked_in_the_words_of_the_office_for_national_statistics_and_in_no_others():
    assert typed(ITEMS["items"]["ons4-satisfied"]["lead"]) == ONS4_BEFORE
    assert typed(SERVER.sets["wellbeing"].before or "") == ONS4_BEFORE
    for key, text in ONS4.items():
        assert typed(ITEMS["items"][key]["text"]) == text
        assert typed(SERVER.items[key].text) == text
        assert (SERVER.items[key].easy, "easy" in ITEMS["items"][key], key in EASY) == (None, False, False)
    assert [key for key in LISTS["wellbeing"]["items"] if key.startswith("ons4")] == list(ONS4), "in this order"


def test_the_national_question_the_statements_and_their_answers_are_in_the_words_of_their_sources():
    assert ITEMS["items"]["fft"]["text"] == SERVER.items["fft"].text == "Overall, how was your experience of our service?"
    assert [typed(words) for _, words in ITEMS["scales"]["fft"]] == [typed(words) for _, words in SERVER.items["fft"].codes or ()] == FFT_ANSWERS
    assert [words for _, words in ITEMS["scales"]["agree"]] == [words for _, words in SERVER.items["i-s4"].codes or ()] == AGREE_ANSWERS
    for key, text in STATEMENTS.items():
        assert ITEMS["items"][key]["text"] == SERVER.items[key].text == text


def test_joined_up_care_is_asked_how_often_and_in_no_words_that_ask_yes_or_no():
    for n, text in enumerate(JOINED, start=1):
        item = ITEMS["items"][f"joined-{n}"]
        assert (item["lead"], typed(item["text"])) == (JOINED_LEAD, text)
        assert typed(SERVER.items[f"joined-{n}"].text) == f"{JOINED_LEAD.removesuffix('…')} {text}"
        assert f"joined-{n}" not in EASY, "its answers are put in one row: other words would be another question"


def test_easy_words_have_one_source_and_each_statement_has_some():
    assert {key: item.easy for key, item in SERVER.items.items() if item.easy} == EASY
    assert EASY["i-p3"] == "Everyone listens to what I want."
    assert {key for key in EASY if key.startswith("i-")} == {key for key in SENT if key.startswith("i-")}
    assert [key for key, item in ITEMS["items"].items() if "easy" in item] == ["children"], "which is not sent"
