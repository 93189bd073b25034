"""Plain words, read by hand on Monday 23 November 2026; and that whoever reads them never claims to have understood what they did not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.care_plans.repeating import DAYS, pattern
from backend.care_plans.schemas import ActionSchema
from backend.weeks import view
from backend.weeks.reading import Reading, read
from backend.weeks.said import pattern_in_words

TODAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
ALL_DAY = ["09:00-17:00"]
WEEKDAYS = list(DAYS[:5])

UNDERSTOOD: dict[str, dict[str, Any]] = {
    "twice a week until 12 December": {"days": WEEKDAYS, "per_week": 2, "until": date(2026, 12, 12)},
    "Twice weekly": {"days": WEEKDAYS, "per_week": 2},
    "daily": {},
    "Every day": {},
    "once a day": {},
    "twice a day": {"times": ["08:00-10:00", "16:00-18:00"]},
    "BD": {"times": ["08:00-10:00", "16:00-18:00"]},
    "every other day": {"every_days": 2},
    "alternate days": {"every_days": 2},
    "every 3 days": {"every_days": 3},
    "Mondays and Thursdays": {"days": ["mon", "thu"]},
    "Tue, Thu and Sat": {"days": ["tue", "thu", "sat"]},
    "Thurs, Tues": {"days": ["tue", "thu"]},
    "Wednesdays": {"days": ["wed"]},
    "Mon-Fri": {"days": WEEKDAYS},
    "Friday to Monday": {"days": ["mon", "fri", "sat", "sun"]},
    "weekdays by two": {"days": WEEKDAYS, "people": 2},
    "weekends": {"days": ["sat", "sun"]},
    "Tue, every two weeks": {"days": ["tue"], "every_weeks": 2},
    "Mon, every week": {"days": ["mon"]},
    "weekly": {"days": WEEKDAYS, "per_week": 1},
    "fortnightly": {"days": WEEKDAYS, "per_week": 1, "every_weeks": 2},
    "monthly": {"days": WEEKDAYS, "per_week": 1, "every_weeks": 4},
    "12 times in four weeks": {"days": WEEKDAYS, "per_week": 3},
    "once in 4 weeks": {"days": WEEKDAYS, "per_week": 1, "every_weeks": 4},
    "5 times a week": {"days": WEEKDAYS},
    "six times a week": {"per_week": 6},
    "7 times a week": {},
    "three times a week, Mon-Fri, 45 minutes": {"days": WEEKDAYS, "per_week": 3, "minutes": 45},
    "before breakfast and at tea, daily": {"times": ["07:00-09:00", "16:30-18:00"]},
    "every other day, twice a day": {"every_days": 2, "times": ["08:00-10:00", "16:00-18:00"]},
    "twice a day on Mondays": {"days": ["mon"], "times": ["08:00-10:00", "16:00-18:00"]},
    "twice a day, before breakfast and at tea": {"times": ["07:00-09:00", "16:30-18:00"]},
    "weekly on Fridays at 10am": {"days": ["fri"], "times": ["10:00"]},
    "Mon, Wed and Fri at 8:30 for 20 minutes until 5 Jan": {
        "days": ["mon", "wed", "fri"],
        "times": ["08:30"],
        "minutes": 20,
        "until": date(2027, 1, 5),
    },
    "every day between 8 and 10": {"times": ["08:00-10:00"]},
    "daily at 1.30pm, half an hour": {"times": ["13:30"], "minutes": 30},
    "twice a week for 6 weeks": {"days": WEEKDAYS, "per_week": 2, "until": date(2027, 1, 4)},
    "daily from 1 December until 24/12/2026": {"from": date(2026, 12, 1), "until": date(2026, 12, 24)},
    "daily until 29 Feb": {"until": date(2028, 2, 29)},
    "daily until the 3rd of March 2027": {"until": date(2027, 3, 3)},
    "twice a week until healed": {"days": WEEKDAYS, "per_week": 2},
}


@pytest.mark.parametrize(("words", "says"), UNDERSTOOD.items())
def test_what_plain_words_say(words: str, says: dict[str, Any]) -> None:
    fields = {"from": TUESDAY, "times": ALL_DAY, "minutes": 30, **says}
    found = read(words, None, TODAY)
    assert found.not_understood == ()
    assert found.fields is not None
    assert {name: value for name, value in found.fields.items() if value is not None} == fields


@pytest.mark.parametrize(
    ("words", "left"),
    {
        "when needed": ("when needed",),
        "": (),
        "every day except Sunday": ("except", "every day"),
        "daily, twice a week": ("daily",),
        "Mondays daily": ("daily",),
        "10 times in four weeks": ("10 times in four weeks",),
        "5 times a day": ("many: 5",),
        "8 times a week": ("per week: 8",),
        "three times a week on Mondays and Thursdays": ("3 times a week on 2 days",),
        "until healed": ("until healed",),
        "mornings": ("mornings",),
        "daily until 30 February": ("until 30 february",),
        "every day until 1 November 2026": ("until Sun 1 November, which is over",),
        "three times a day, at breakfast and at tea": ("3 times a day, at 2 times",),
        "every other day, twice a week": ("every other day",),
        "daily at 8:00 and 8:30, one hour": ("Each begins when the one before is over, in the order of the day.",),
        "every 99 days": ("every days: 99",),
        "0 times a week": ("per week: 0",),
        "daily at 27:10": ("at 27:10",),
        "every sunrise": ("sunrise",),
    }.items(),
)
def test_what_is_not_understood_is_told_as_it_stands(words: str, left: tuple[str, ...]) -> None:
    found = read(words, None, TODAY)
    assert found.fields is None
    assert found.not_understood == left


def test_what_the_words_leave_open_is_told_as_assumed() -> None:
    assert read("twice a week", "wound drier", TODAY).assumed == (
        "“wound drier” is no date: it has no end here.",
        "It does not say on which days: Monday to Friday.",
        "It does not say at what time: 09:00 to 17:00.",
        "It does not say how long: 30 minutes.",
        "It does not say from when: Tue 24 November.",
    )
    assert read("Mondays at 9am for 20 minutes from 1 December", "12 December", TODAY).assumed == ()


def test_an_end_of_its_own_counts_as_one_in_the_words() -> None:
    found = read("Mondays", "12 December.", TODAY)
    assert found.fields is not None
    assert found.fields["until"] == date(2026, 12, 12)


def test_what_was_understood_is_said_back_as_a_sentence() -> None:
    def back(words: str) -> str:
        fields = read(words, None, TODAY).fields
        assert fields is not None
        found = pattern({f"repeat_{name}": value for name, value in fields.items()})
        assert found is not None
        return pattern_in_words(found)

    assert back("twice a week until 12 December") == "Twice a week, Monday to Friday, between 09:00 and 17:00, 30 minutes, until Sat 12 December"
    assert back("every other day at 8:30 by two") == "Every other day, at 08:30, 30 minutes, 2 people"
    assert back("Tuesdays every two weeks, 45 min") == "Tuesdays, every other week, between 09:00 and 17:00, 45 minutes"
    assert back("bd") == "Every day, between 08:00 and 10:00 and between 16:00 and 18:00, 30 minutes"
    assert back("fortnightly") == "Once every other week, Monday to Friday, between 09:00 and 17:00, 30 minutes"
    assert back("six times a week") == "6 times a week, between 09:00 and 17:00, 30 minutes"


SHARED = json.loads((Path(__file__).parents[2] / "pwa/src/lib/repeating/cases.json").read_text("utf-8"))
"""What the tablet's reader is held to: the two say the same of the same words."""


@pytest.mark.parametrize("case", SHARED, ids=lambda case: case["words"])
def test_the_tablet_and_the_server_read_the_same_words_alike(case: dict[str, Any]) -> None:
    told = view.reading(read(case["words"], case["until"], TODAY))
    if case.get("pattern") is None:
        assert (told["understood"], told["not_understood"]) == (False, case["not_understood"])
    else:
        assert {name: value for name, value in told["pattern"].items() if value is not None} == case["pattern"]
        assert (told["assumed"], told["says"]) == (case["assumed"], case["says"])


_PIECES = st.lists(
    st.sampled_from(
        [
            *UNDERSTOOD,
            "a day",
            "week",
            "until",
            "12",
            "twice",
            "not",
            "except",
            "mon",
            "at",
            "9",
            "30 minutes",
            "29 february",
            "every",
            "x",
            "every 2",
        ]
    ),
    max_size=4,
)


@given(st.one_of(st.text(max_size=60), _PIECES.map(" ".join)))
def test_whatever_the_words_it_says_that_it_does_not_understand_or_a_pattern_that_the_record_takes(words: str) -> None:
    found: Reading = read(words, None, TODAY)
    if found.fields is None:
        assert found.not_understood or not words.strip()
    else:
        assert found.not_understood == ()
        days = {name: value.isoformat() if isinstance(value, date) else value for name, value in found.fields.items()}
        assert ActionSchema().validate({"words": "Dress the wound", **{f"repeat_{name}": value for name, value in days.items()}}) == {}


@given(st.sampled_from([*UNDERSTOOD]), st.sampled_from(["unless", "not", "maybe", "except sundays", "if he wants"]))
def test_a_word_that_turns_the_meaning_is_never_passed_over(words: str, turn: str) -> None:
    assert read(f"{turn} {words}", None, TODAY).fields is None
