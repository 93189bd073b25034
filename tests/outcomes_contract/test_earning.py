"""Money to the penny: cases worked out by hand, and what holds for every contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.outcomes_contract import earning
from backend.outcomes_contract.terms import Segment, Term
from tests.outcomes_contract.conftest import a_contract, term

hundredths = st.integers(0, 10_000).map(lambda n: Decimal(n).scaleb(-2))
weights = st.lists(st.integers(1, 10_000).map(lambda n: Decimal(n).scaleb(-2)), min_size=1, max_size=12)
pence = st.integers(0, 10**12)


@st.composite
def contracts(draw: st.DrawFn) -> tuple[list[Term], int, dict[str, Decimal | None]]:
    """Terms, what is at stake, and an actual or none for each."""
    made, actuals = [], {}
    for n, weight in enumerate(draw(weights)):
        baseline, target = draw(hundredths), draw(hundredths)
        assume(baseline != target)
        made.append(Term(f"m{n}", weight, baseline, target))
        actuals[f"m{n}"] = draw(st.none() | hundredths)
    return made, draw(pence), actuals


# ---------------------------------------------------------------------------------------------------------------------- worked out by hand


def test_what_is_at_stake_rises_from_5_to_25_per_cent_and_stays_there_in_the_extension() -> None:
    years = earning.schedule(a_contract())
    assert [str(year.share) for year in years] == ["5.00", "10.00", "15.00", "20.00", "25", "25", "25"]
    assert [year.at_stake_pence for year in years] == [5_000_000, 10_000_000, 15_000_000, 20_000_000, 25_000_000, 25_000_000, 25_000_000]
    assert [year.is_extension for year in years] == [False] * 5 + [True] * 2
    assert [year.label for year in years][:2] == ["2026/27", "2027/28"]
    assert (years[1].begins_on.isoformat(), years[1].ends_on.isoformat()) == ("2027-04-01", "2028-03-31")


def test_a_share_that_does_not_come_out_even_is_the_one_that_is_shown() -> None:
    """Four years: 5 and a third of 20 is 11.666…: 11.67% is shown, and 11.67% of £1,000,000.01 is £116,700.00 and a bit."""
    years = earning.schedule(a_contract(years=4, extension_years=0, yearly_pence=100_000_001))
    assert [str(year.share) for year in years] == ["5.00", "11.67", "18.33", "25"]
    assert years[1].at_stake_pence == 11_670_000


def test_a_year_from_january_has_one_number() -> None:
    assert earning.schedule(a_contract(starts_on=date(2027, 1, 1)))[0].label == "2027"


def test_the_penny_that_is_left_goes_to_the_part_that_lost_most() -> None:
    """£10.00 by 33.33, 33.33 and 33.34: 333.3, 333.3, 333.4."""
    assert earning.apportion(1000, [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]) == [333, 333, 334]
    assert earning.apportion(100, [Decimal(1)] * 3) == [34, 33, 33]
    assert earning.apportion(1, [Decimal("49.99"), Decimal("50.01")]) == [0, 1]


@pytest.mark.parametrize(
    ("actual", "attained", "earned"),
    [
        ("60", "0.00", 0),
        ("59.99", "0.00", 0),
        ("0", "0.00", 0),
        ("67.5", "50.00", 2_500_000),
        ("75", "100.00", 5_000_000),
        ("100", "100.00", 5_000_000),
    ],
)
def test_from_baseline_to_target_what_is_earned_rises_in_a_straight_line(actual: str, attained: str, earned: int) -> None:
    [one] = earning.earn([term()], 5_000_000, {"known-face": Decimal(actual)})
    assert (str(one.attained), one.earned_pence) == (attained, earned)


def test_where_less_is_better_it_is_the_same_sum() -> None:
    """From 6 people down to 4: at 4.5 three quarters of the way."""
    [one] = earning.earn([term("different-professionals", baseline="6", target="4")], 101, {"different-professionals": Decimal("4.5")})
    assert (str(one.attained), one.earned_pence) == ("75.00", 76)  # 75.75 pence


def test_half_a_penny_is_a_penny() -> None:
    [one] = earning.earn([term(baseline="0", target="100")], 1, {"known-face": Decimal(50)})
    assert one.earned_pence == 1


def test_three_measures_in_a_year_by_hand() -> None:
    """£50,000.00 at stake, by 50, 30, 20: £25,000, £15,000, £10,000. 62% from 60 to 75 is 2/15: £3,333.33. 4.6 from 6 to 4: £10,500. None: £0."""
    terms = [term(weight="50"), term("different-professionals", "30", "6", "4"), term("seen-within-two-hours", "20", "50", "70")]
    actuals = {"known-face": Decimal("62"), "different-professionals": Decimal("4.6"), "seen-within-two-hours": None}
    earned = earning.earn(terms, 5_000_000, actuals)
    assert [(one.at_stake_pence, one.earned_pence) for one in earned] == [(2_500_000, 333_333), (1_500_000, 1_050_000), (1_000_000, 0)]
    assert earned[2].attained is None


def test_capitation_on_paper_by_hand() -> None:
    """100 people at £2,500 are £250,000, against £260,000 spent: £10,000 lost. 3,000 at £120.05: £360,150, against £300,000: £60,150 gained."""
    segments = [Segment("Very high", 100, 250_000, 26_000_000), Segment("Moderate", 3_000, 12_005, 30_000_000)]
    parts = earning.on_paper(segments)
    assert [(one.paid_pence, one.gain_pence) for one in parts] == [(25_000_000, -1_000_000), (36_015_000, 6_015_000)]
    whole = earning.together(parts)
    assert (whole.people, whole.paid_pence, whole.cost_pence, whole.gain_pence) == (3_100, 61_015_000, 56_000_000, 5_015_000)
    assert earning.together([]) == earning.OnPaper(0, 0, 0)


# ---------------------------------------------------------------------------------------------------------------------- of every contract


@given(pence, weights)
def test_the_parts_add_up_to_the_whole_and_none_is_a_penny_off(whole: int, given_weights: list[Decimal]) -> None:
    parts = earning.apportion(whole, given_weights)
    assert sum(parts) == whole
    for part, weight in zip(parts, given_weights, strict=True):
        assert abs(part - whole * Fraction(weight) / sum(map(Fraction, given_weights))) < 1


@given(contracts())
def test_what_is_earned_lies_between_nothing_and_its_part(made: tuple[list[Term], int, dict[str, Decimal | None]]) -> None:
    terms, at_stake, actuals = made
    earned = earning.earn(terms, at_stake, actuals)
    assert sum(one.at_stake_pence for one in earned) == at_stake
    for one in earned:
        assert 0 <= one.earned_pence <= one.at_stake_pence
        assert one.earned_pence == 0 or actuals[one.measure] is not None


@given(contracts())
def test_it_is_the_formula_of_the_source_to_less_than_two_pence_a_measure(made: tuple[list[Term], int, dict[str, Decimal | None]]) -> None:
    terms, at_stake, actuals = made
    total = sum(Fraction(one.weight) for one in terms)
    exact = sum(
        (at_stake * Fraction(one.weight) / total * earning.attainment(one, value) for one in terms if (value := actuals[one.measure]) is not None),
        Fraction(),
    )
    assert abs(sum(one.earned_pence for one in earning.earn(terms, at_stake, actuals)) - exact) < Fraction(3, 2) * len(terms)


@given(contracts(), st.data())
def test_a_better_actual_never_earns_less_and_moves_no_other_measure(
    made: tuple[list[Term], int, dict[str, Decimal | None]], data: st.DataObject
) -> None:
    terms, at_stake, actuals = made
    moved = data.draw(st.sampled_from(terms))
    a, b = sorted((data.draw(hundredths), data.draw(hundredths)), reverse=moved.target < moved.baseline)
    worse = earning.earn(terms, at_stake, {**actuals, moved.measure: a})
    better = earning.earn(terms, at_stake, {**actuals, moved.measure: b})
    for before, after in zip(worse, better, strict=True):
        if before.measure == moved.measure:
            assert after.earned_pence >= before.earned_pence
        else:
            assert after == before


@given(st.integers(2, 10), st.integers(0, 10), st.integers(1, 10_000), st.integers(0, 9_999), pence)
def test_what_is_at_stake_never_falls_and_ends_at_the_last_share(years: int, more: int, first: int, rise: int, value: int) -> None:
    last = min(first + rise, 10_000)
    terms = a_contract(
        years=years, extension_years=more, first_share=Decimal(first).scaleb(-2), last_share=Decimal(last).scaleb(-2), yearly_pence=value
    )
    told = earning.schedule(terms)
    assert len(told) == years + more
    assert (told[0].share, told[-1].share) == (terms.first_share, terms.last_share)
    assert [one.at_stake_pence for one in told] == sorted(one.at_stake_pence for one in told)
    assert all(0 <= one.at_stake_pence <= value for one in told)
    assert all(after.begins_on.toordinal() == before.ends_on.toordinal() + 1 for before, after in pairwise(told))
