"""The tablet's closed lists are the server's: a word that only one side knows would be refused after the visit, or shown as a code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.care_plans.words import ACTION_STATUSES, GOAL_STATUSES, PROGRESS
from backend.patients.measures import MEASURES
from backend.patients.words import PICTURES
from backend.visits.words import NOT_DONE_REASONS, OUTCOMES

PWA = Path(__file__).parents[2] / "pwa" / "src"


def codes(file: str, after: str, word: str = "code") -> list[str]:
    """The codes of the list that begins with `after`, as they stand in the tablet's source."""
    text = (PWA / file).read_text()
    body = text[text.index(after) :]
    return re.findall(rf'{word}: "([a-z-]+)"', body[: body.index("];")])


@pytest.mark.parametrize(
    ("file", "after", "known"),
    [
        ("visit/leaving.ts", "export const outcomes", OUTCOMES),
        ("visit/occurrences.ts", "export const notDoneReasons", NOT_DONE_REASONS),
        ("lib/pictures.ts", "export const kindsOfPicture", PICTURES),
        ("care-plan/progress.ts", "export const goalStatuses", GOAL_STATUSES),
        ("care-plan/progress.ts", "export const actionStatuses", ACTION_STATUSES),
    ],
)
def test_what_can_be_chosen_on_the_tablet_is_what_the_server_takes(file, after, known):
    offered = codes(file, after)
    assert offered
    assert set(offered) <= set(known)


def test_what_can_be_measured_on_the_tablet_is_what_the_server_takes_in_the_same_units():
    text = (PWA / "visit" / "measurements.ts").read_text()
    numbers = re.findall(r'number\("([a-z-]+)", "[^"]+", "([^"]*)"', text)
    choices = re.findall(r'choice\("([a-z-]+)"', text)
    assert {name for name, _ in numbers} | set(choices) == set(MEASURES)
    for name, unit in numbers:
        assert MEASURES[name].unit == unit, name
    for name in choices:
        begins = text.index(f'choice("{name}"')
        assert tuple(re.findall(r'how: "([a-z-]+)"', text[begins : text.index("])", begins)])) == MEASURES[name].how


def test_progress_has_the_tablets_five_steps():
    steps = re.search(r"export const steps = \[(.*?)\]", (PWA / "care-plan" / "progress.ts").read_text())
    assert steps is not None
    assert len(steps[1].split(",")) == len(PROGRESS)
