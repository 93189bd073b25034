"""The banks of sentences: which fit whom, and that nothing in them is absurd."""

from __future__ import annotations

import pytest

from backend.demo import words
from backend.demo.problems import PROBLEMS
from backend.demo.problems.comorbid import ALSO
from backend.demo.problems.everyday import EVERYDAY
from backend.demo.rhythms import CYCLE, in_words, pattern
from backend.demo.streets import STREETS, is_inside_borough
from backend.patients.measures import MEASURES
from backend.patients.words import ALERT_CATEGORIES, SEVERITIES


def test_a_sentence_of_a_wife_is_not_said_of_a_woman():
    assert not words.fits("Asked for his late wife.", gender="female", is_muslim=False)
    assert words.fits("Asked for his late wife.", gender="male", is_muslim=False)
    assert not words.fits("Proud of herself.", gender="male", is_muslim=False)


def test_faith_is_not_mixed_up():
    assert not words.fits("I want to go to Friday prayers", gender="male", is_muslim=False)
    assert not words.fits("Rid of the frame by Christmas", gender="female", is_muslim=True)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.key)
def test_each_problem_can_be_said_of_anybody_it_may_meet(problem):
    for gender in ("female", "male"):
        for is_muslim in (True, False):
            assert [aim for aim in problem.aims if words.fits(aim.words, gender=gender, is_muslim=is_muslim)]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.key)
def test_each_problem_names_only_what_there_is(problem):
    assert set(problem.with_) <= set(ALSO)
    assert problem.ages[0] < problem.ages[1]
    for warning in problem.warnings:
        assert warning.category in ALERT_CATEGORIES
        assert warning.severity in SEVERITIES
    for trend in problem.trends:
        measure = MEASURES[trend.type]
        for value in (*trend.start, *trend.end):
            low, high = measure.values[0].hard
            assert low + trend.noise <= value <= high - trend.noise or trend.type == "pain"
    for care in problem.care:
        assert care.who in EVERYDAY
        measured = {name for task in care.tasks for name in task.measures}
        assert measured <= set(MEASURES)
        assert all(aim.measure is None or aim.measure in {trend.type for trend in problem.trends} for aim in problem.aims)


def test_streets_lie_inside_the_borough_with_all_their_houses():
    for street in STREETS:
        for north in (-0.0005, 0.0005):
            for east in (-0.0007, 0.0007):
                assert is_inside_borough(street.latitude + north, street.longitude + east), street.name


@pytest.mark.parametrize(("latitude", "longitude"), [(51.5007, -0.1246), (51.5450, -0.0553), (51.4779, -0.0015), (51.5423, 0.0027)])
def test_westminster_hackney_greenwich_and_stratford_do_not(latitude, longitude):
    assert not is_inside_borough(latitude, longitude)


@pytest.mark.parametrize(("weekly", "visits"), [(7, 28), (3, 12), (2, 8), (1, 4), (0.5, 2), (0.25, 1)])
def test_a_pattern_has_as_many_days_in_four_weeks_as_it_says(weekly, visits):
    for shift in range(28):
        days = pattern(weekly, shift)
        assert len(days) == visits
        assert days <= set(range(CYCLE))


def test_how_often_is_said_in_days_of_the_week():
    from datetime import date

    tuesday = date(2026, 11, 24)
    assert in_words(pattern(7, 0), tuesday) == "Every day"
    assert in_words(pattern(3, 0), tuesday) == "Tue, Thu and Sat"
    assert in_words(pattern(2, 0), tuesday) == "Tue and Fri"
    assert in_words(pattern(1, 2), tuesday) == "Thu, every week"
    assert in_words(pattern(0.5, 0), tuesday) == "Tue, every two weeks"
    assert in_words(pattern(0.25, 0), tuesday) == "Tue, every four weeks"
    assert in_words(frozenset({0, 9, 17}), tuesday) == "3 times in four weeks"
