"""The formulas, worked by hand from the national definitions, and what is shown of whom."""

from __future__ import annotations

import pytest

from backend.feedback.analysis import Given, financial_year, page, percent, percents, summaries
from backend.feedback.contents import content
from backend.feedback.hearing import months_back

LOCALITIES = {"a": "North", "b": "North", "c": "South"}


def answers(
    team: str, count: int, month: str = "2026-10", who: str = "self", easy: bool = False, version: str = "short/1", **codes: str
) -> list[Given]:
    plain = {"fft": codes.pop("fft", "good"), **{key.replace("_", "-"): code for key, code in codes.items()}}
    return [Given(team, month, version, "kiosk", who, easy, plain)] * count


def shown(given: list[Given], scope: str, month: str = "2026-10"):
    return page(summaries(given, LOCALITIES, content())[scope], content(), month, months_back)


def test_percent_positive_and_negative_are_of_all_answers_dont_know_included():
    given = [one for code, count in zip(("very-good", "good", "neither", "poor", "very-poor", "dont-know"), (12, 7, 3, 2, 1, 5), strict=True)
             for one in answers("a", count, fft=code)]  # fmt: skip
    year = shown(given, "team:a")["year"]
    assert (year["n"], year["counts"], year["positive"], year["negative"]) == (30, [12, 7, 3, 2, 1, 5], 63, 10)  # 19 ÷ 30, 3 ÷ 30


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(0, 0, None), (0, 5, 0), (5, 5, 100), (1, 8, 13), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0)]
)
def test_percentages_round_half_up_and_of_nothing_there_is_none(part: int, whole: int, expected: int | None):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("counts", "expected"), [([1, 1, 1], [34, 33, 33]), ([0, 0, 0], [0, 0, 0]), ([2, 2, 2, 0, 0], [34, 33, 33, 0, 0]), ([7], [100])]
)
def test_the_shares_of_a_bar_add_up_to_a_hundred(counts: list[int], expected: list[int]):
    assert percents(counts) == expected


def test_a_statement_is_scored_without_does_not_apply_and_agree_is_four_and_five():
    given = (
        answers("a", 6, i_s4="strongly-agree") + answers("a", 3, i_s4="agree") + answers("a", 2, i_s4="neither") + answers("a", 1, i_s4="disagree")
    )
    given += answers("a", 4, i_s4="not-applicable")
    [row] = shown(given, "team:a")["statements"]
    assert (row["n"], row["not_applicable"], row["counts"], row["agree"], row["disagree"]) == (12, 4, [0, 1, 2, 3, 6], 75, 8)


def test_a_statement_that_few_could_score_is_hidden_though_many_answered():
    given = answers("a", 4, i_s4="agree") + answers("a", 20, i_s4="not-applicable")
    [row] = shown(given, "team:a")["statements"]
    assert (row["mark"], row["n"], row["counts"], row["not_applicable"]) == ("*", None, None, None)


def test_the_easy_read_wording_and_another_version_are_rows_of_their_own():
    given = answers("a", 9, i_p3="agree") + answers("a", 7, i_p3="agree", easy=True) + answers("a", 5, i_p3="agree", version="statements/1")
    rows = [(row["text"], row["easy"], row["version"], row["n"]) for row in shown(given, "team:a")["statements"]]
    long = "There are different people involved in supporting me but everyone listens to what I want and helps me to achieve my goals."
    assert rows == [(long, False, "short/1", 9), (long, False, "statements/1", 5), ("Everyone listens to what I want.", True, "short/1", 7)], (
        "under the words that people saw"
    )


def test_every_statement_read_in_easy_words_is_counted_apart_from_the_plain_one():
    statements = [key for key, item in content().items.items() if item.kind == "statement"]
    assert len(statements) == 19
    for item in statements:
        given = answers("a", 9, **{item: "agree"}) + answers("a", 7, easy=True, **{item: "agree"})
        assert [(row["easy"], row["n"]) for row in shown(given, "team:a")["statements"]] == [(False, 9), (True, 7)], item


def test_what_is_answered_for_another_stands_apart_and_is_hidden_where_few():
    given = answers("a", 20, i_s4="agree") + answers("a", 3, who="proxy", i_s4="disagree") + answers("a", 9, who="helped", i_s4="agree")
    page_ = shown(given, "team:a")
    assert page_["months"][-1]["n"] == 32
    assert page_["who"] is None, "32 less 29 would be the three"
    assert [(row["who"], row["n"]) for row in page_["statements"]] == [("own", None), ("proxy", None)], "and so it would here"


def test_the_plain_wording_does_not_give_away_the_few_who_read_the_easy_one():
    given = answers("a", 25, i_s4="agree") + answers("a", 2, easy=True, i_s4="agree") + answers("a", 12, who="proxy", i_s4="agree")
    page_ = shown(given, "team:a")
    assert page_["who"] == {"own": 27, "proxy": 12, "left_out": 0}
    assert [(row["who"], row["easy"], row["n"], row["mark"], row["left_out"]) for row in page_["statements"]] == [
        ("own", False, None, "*", 1),  # 27 who answered themselves, less 25
        ("proxy", False, 12, "", 0),
        ("own", True, None, "*", 1),
    ]


def test_rows_that_are_all_large_hide_nothing_of_each_other():
    given = answers("a", 20, i_s4="agree") + answers("a", 6, who="proxy", i_s4="agree") + answers("a", 7, easy=True, i_s4="agree")
    assert [row["n"] for row in shown(given, "team:a")["statements"]] == [20, 6, 7]


def test_ons4_has_a_mean_and_bands_and_no_total():
    given = [one for n, count in ((0, 1), (4, 1), (5, 2), (8, 4), (10, 2)) for one in answers("a", count, ons4_satisfied=str(n), ons4_anxious=str(n))]
    given += answers("a", 1, ons4_satisfied="dont-know")
    satisfied, anxious = shown(given, "team:a")["wellbeing"]
    assert (satisfied["n"], satisfied["mean"]) == (10, 6.6)  # (0 + 4 + 10 + 32 + 20) ÷ 10
    assert [(band["name"], band["n"], band["percent"]) for band in satisfied["bands"]] == [
        ("low", 2, 20),
        ("medium", 2, 20),
        ("high", 4, 40),
        ("very high", 2, 20),
    ]
    assert [(band["name"], band["n"]) for band in anxious["bands"]] == [("very low", 1), ("low", 0), ("medium", 3), ("high", 6)]


def test_joined_up_care_counts_always_and_leaves_out_who_had_one_person():
    given = answers("a", 6, joined_1="always") + answers("a", 2, joined_1="never") + answers("a", 3, joined_1="one-person")
    [row] = shown(given, "team:a")["joined_up"]
    assert (row["n"], row["counts"], row["always"], row["skipped"]) == (8, [2, 0, 0, 6], 75, 3)


ALL_FOUR = {f"joined_{n}": "always" for n in (1, 2, 3, 4)}


def test_always_to_all_four_is_of_who_could_answer_all_four():
    given = answers("a", 6, **ALL_FOUR) + answers("a", 3, **{**ALL_FOUR, "joined_3": "usually"})
    given += answers("a", 1, **{**ALL_FOUR, "joined_1": "never"})
    given += answers("a", 5, **{**ALL_FOUR, "joined_2": "one-person"}) + answers("a", 4, joined_1="always", joined_2="always")
    [row] = shown(given, "team:a")["joined_up_all"]
    assert (row["who"], row["n"], row["always"], row["mark"]) == ("own", 10, 60, "")  # 6 ÷ (6 + 3 + 1)


def test_always_to_all_four_is_hidden_where_fewer_than_five_could_answer_all_four_and_apart_for_proxies():
    given = answers("a", 4, **ALL_FOUR) + answers("a", 9, joined_1="always") + answers("a", 7, who="proxy", **{**ALL_FOUR, "joined_4": "never"})
    rows = shown(given, "team:a")["joined_up_all"]
    assert [(row["who"], row["mark"], row["n"], row["always"]) for row in rows] == [
        ("own", "*", None, None),
        ("proxy", "*", None, None),  # 11 could answer all four; less 7 would be the four
    ]


def test_a_localitys_and_the_places_number_is_the_sum_of_the_teams_that_are_shown():
    given = answers("a", 30) + answers("b", 12) + answers("c", 40)
    assert [shown(given, scope)["months"][-1]["n"] for scope in ("team:a", "locality:North", "locality:South", "place")] == [30, 42, 40, 82]
    given = answers("a", 30) + answers("b", 3) + answers("c", 40)
    months = {scope: shown(given, scope)["months"][-1] for scope in ("team:a", "team:b", "locality:North", "locality:South", "place")}
    assert {scope: month["mark"] for scope, month in months.items()} == {
        "team:a": "†", "team:b": "*", "locality:North": "†", "locality:South": "†", "place": "†",
    }  # fmt: skip


def test_what_is_not_in_a_row_is_told_with_it_at_every_level():
    """Defect: where a team's month was not in a row, the row said that few had answered, or nothing. Why it is not in it stays untold."""
    few = answers("a", 25, "2026-09", i_s4="agree") + answers("a", 2, "2026-09", who="proxy", i_s4="agree")
    many = answers("a", 20, i_s4="agree") + answers("a", 6, who="proxy", i_s4="agree") + answers("b", 30, "2026-09", i_s4="agree") + answers("b", 30)
    given = few + many
    told = {
        scope: [(row["who"], row["n"], row["mark"], row["left_out"]) for row in shown(given, scope)["statements"]]
        for scope in ("team:a", "team:b", "locality:North", "place")
    }
    assert told == {
        "team:a": [("own", 20, "", 1), ("proxy", 6, "", 1)],  # September: two are few, and 25 would tell them
        "team:b": [("own", 30, "", 0)],
        "locality:North": [("own", 50, "", 1), ("proxy", 6, "", 1)],
        "place": [("own", 50, "", 1), ("proxy", 6, "", 1)],
    }
    assert shown(given, "place")["who"] == {"own": 80, "proxy": 6, "left_out": 1}, "20 + 30 + 30: September of team a may not be told"
    assert [(row["who"], row["mark"]) for row in shown(few, "team:a", "2026-09")["statements"]] == [("own", "*"), ("proxy", "*")]


def test_nothing_of_a_hidden_cell_is_in_the_summary_that_is_stored():
    given = answers("a", 3, i_s4="agree", fft="very-poor") + answers("a", 30, "2026-09") + answers("a", 40, "2026-08")
    october = summaries(given, {"a": "North"}, content())["team:a"]["months"]["2026-10"]
    assert october["n"] is None
    assert october["fft"] is None
    assert set(october["mode"].values()) == {None}
    assert set(october["who"].values()) == {None}
    assert set(october["items"].values()) == {None}


@pytest.mark.parametrize(("month", "year"), [("2026-03", "2025/26"), ("2026-04", "2026/27"), ("1999-12", "1999/00")])
def test_a_financial_year_begins_in_april(month: str, year: str):
    assert financial_year(month) == year


def test_a_month_without_an_answer_is_no_hidden_month():
    months = shown(answers("a", 9), "team:a")["months"]
    assert [(month["n"], month["mark"], month["positive"]) for month in months[:-1]] == [(0, "", None)] * 11
