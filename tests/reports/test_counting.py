"""Each measure against a small record whose answer was worked out by hand, counted by the real job on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.reports import counting
from backend.reports.counting import PLACE, Sums, Where
from backend.reports.definitions import FEEDBACK, measures
from backend.reports.facts import FACTS
from backend.reports.hiding import People
from backend.transaction import transaction
from tests.conftest import an_id
from tests.reports.conftest import NOVEMBER, OCTOBER, Book, london


@pytest.fixture
def october(book: Book) -> Book:
    """All figures below are worked out of these lines. In order of time, nurse N, physio P, lead L, social worker S:

    Rose: N N P N P(no access) L. George: N S S S(came, and said no more). Ali: one cancelled, one without a word, one entered in error.
    """
    book.practice("Bow Road", "Network 1", "North West")
    book.practice("Poplar", "Network 2", "South East")
    book.patient("rose", practice="Bow Road")
    book.patient("george", practice="Poplar")
    book.patient("ali")
    # Mon 5 Oct, the nurse: Rose 09:00 (3 late, to 09:33), George 09:45 (12 min of way), Rose again at 14:00
    book.visit("rose", "2026-10-05 09:00", who="nurse", late=3, stayed=30)
    book.visit("george", "2026-10-05 09:45", who="nurse", stayed=30, team="South East")
    book.visit("rose", "2026-10-05 14:00", who="nurse", late=20, stayed=20, series=None)
    book.visit("rose", "2026-10-06 09:00", who="physio", stayed=40)
    book.visit("rose", "2026-10-07 09:00", who="nurse", stayed=30, ending="part")
    book.visit("rose", "2026-10-08 09:00", who="physio", stayed=5, ending="no-access")
    book.visit("rose", "2026-10-09 09:00", who="lead", stayed=30)
    book.visit("george", "2026-10-12 09:00", who="social_worker", stayed=60, team="South East")
    book.visit("george", "2026-10-13 09:00", who="social_worker", stayed=60, team="South East")
    book.visit("george", "2026-10-14 09:00", who="social_worker", stayed=None, ending=None, team="South East")  # came, and said no more
    book.visit("ali", "2026-10-15 09:00", status="cancelled", status_reason="He rang", cancelled_by="person", cancelled_why="unwell")
    book.plan("ali", "2026-10-16 09:00")  # nobody wrote anything
    book.plan("ali", "2026-10-17 09:00", status="entered-in-error", status_reason="Wrong person")
    book.close()
    book.count(OCTOBER)
    return book


def test_visits_are_those_at_which_somebody_was_seen(october: Book) -> None:
    north, south = (f"team:{october.place.teams[name]}" for name in ("North West", "South East"))
    # Rose 5 (one of her six was no access), George 3 (one has no ending): 8
    assert october.cell("visits") == (8, 8)
    assert october.cell("visits", north) == (5, 5)
    assert october.cell("visits", south) == (3, 3)
    assert october.cell("visits", "locality:North West") == (5, 5)
    assert october.cell("visits", part="Community nurse") == (5, 5)  # the nurse 4, the lead 1
    assert october.cell("visits", part="Physiotherapist") == (1, 1)
    assert october.cell("sorts-of-visits") == (8, 8)
    assert october.cell("visits", part="Social worker") == (2, 2)


def test_what_came_of_every_visit_is_told_and_an_error_is_none(october: Book) -> None:
    assert october.cell("how-visits-end") == (12, 12)
    parts = {part: sums[0] for (scope, part), sums in october.parts("how-visits-end").items() if scope == PLACE}
    assert parts == {"seen": 7, "part": 1, "no-access": 1, "not-ended": 1, "cancelled": 1, "not-recorded": 1}


def test_a_visit_is_urgent_repeating_or_single(book: Book) -> None:
    of_series = {"series": an_id("series"), "series_day": "2026-10-06", "series_ordinal": 1}
    for hour in (9, 10):  # to begin within two hours, as said
        window = {"priority": 1, "window_is_hard": True, "window_end": wall_clock.wire(london(f"2026-10-05 {hour + 2}:00"))}
        book.visit(book.somebody(hour), f"2026-10-05 {hour:02}:00", who="nurse", **window, **(of_series if hour == 10 else {}))
    wide = {"priority": 1, "window_is_hard": True, "window_end": wall_clock.wire(london("2026-10-06 11:01"))}
    book.visit(book.somebody(9), "2026-10-06 09:00", who="nurse", **wide)
    book.visit(book.somebody(9), "2026-10-07 09:00", who="nurse", **of_series)
    book.visit(book.somebody(9), "2026-10-08 09:00", who="nurse", ending="no-access", **of_series)
    book.close()
    book.count(OCTOBER)
    of = {part: sums for (scope, part), sums in book.parts("sorts-of-visits").items() if scope == PLACE}
    assert of == {"urgent": (2, 2), "single": (1, 1), "repeating": (1, 1)}


def test_every_measure_has_a_figure_that_was_worked_out_by_hand() -> None:
    """In some test, as numerator and denominator or as what is shown of it."""
    told = "".join(file.read_text() for folder in ("reports", "outside") for file in (Path(__file__).parents[1] / folder).glob("test_*.py"))
    assert [key for key in measures() if f'"{key}"' not in told] == []


def test_what_was_called_off_is_told_by_whom_and_what_a_plan_took_off_was_called_off_by_nobody(book: Book) -> None:
    book.practice("Bow Road", "Network 1", "North West")
    book.patient("rose", practice="Bow Road")
    gone = {"status": "cancelled", "status_reason": "Gone"}
    for hour, by in ((9, "person"), (10, "person"), (11, "family"), (12, "service")):
        book.plan("rose", f"2026-10-05 {hour:02}:00", **gone, cancelled_by=by, cancelled_why="other")
    book.plan("rose", "2026-10-06 09:00", **gone, series=an_id("series"), series_day="2026-10-06", series_ordinal=1)
    book.plan("rose", "2026-10-07 09:00", **gone)
    book.plan("rose", "2026-10-07 10:00", **gone, cancelled_why="in-hospital")
    book.visit("rose", "2026-10-08 09:00", who="nurse", **gone, cancelled_by="person")  # and the nurse went all the same
    book.plan("rose", "2026-10-09 09:00", cancelled_by="person", cancelled_why="other")  # it stands again
    book.close()
    book.count(OCTOBER)
    parts = {part: sums[0] for (scope, part), sums in book.parts("called-off").items() if scope == PLACE}
    assert parts == {"person": 2, "family": 1, "service": 1, "not-home": 1, "not-said": 1}
    assert book.cell("called-off") == (6, 6)
    assert book.parts("how-visits-end")[PLACE, "cancelled"] == (6, 6)


def test_times_are_from_arriving_to_leaving_and_ways_between_two_visits_of_a_day(october: Book) -> None:
    # 30 + 30 + 20 + 40 + 30 + 30 + 60 + 60 = 300 over 8
    assert october.cell("face-to-face-time") == (300, 8)
    # 09:33 → 09:45; the next lies hours later and is no way
    assert october.cell("travel-time") == (12, 1)
    # 7 of 8 no more than 15 minutes late
    assert october.cell("arrived-on-time") == (7, 8)


def test_going_in_vain_and_leaving_no_record_are_shares_of_what_was_gone_to_and_planned(october: Book) -> None:
    # gone to: 8 seen, 1 no access, 1 not ended
    assert october.cell("no-access") == (1, 10)
    # planned and not cancelled: 11; not ended and not recorded: 2
    assert october.cell("not-recorded") == (2, 11)


def test_continuity_is_worked_out_person_by_person_over_90_days(october: Book) -> None:
    # Rose: N N P N L: N 3, P 1, L 1 → most 3 of 5, Σn² = 11, (11 − 5) / 20 = 0.3, the same as before: 1 of 4
    # George: N S S: S 2, N 1 → most 2 of 3, Σn² = 5, (5 − 3) / 6 = 1/3, the same as before: 1 of 2
    assert october.cell("known-face") == (5, 8)
    numerator, denominator = october.cell("bice-boxerman")
    assert numerator == pytest.approx(0.3 + 1 / 3)
    assert denominator == 2
    assert october.cell("same-as-last-time") == (2, 6)
    # distinct: Rose 3, George 2: of two the one below
    assert october.cell("different-professionals") == (2, 2)
    # the number that nine in ten do not exceed: of two the upper
    assert october.cell("different-professionals-most") == (3, 2)
    # 3 and 2 of them at 5 and 3 visits
    assert october.cell("different-professionals-a-visit") == (5, 8)
    # within professions with three or more: of Rose the nurses N N N L: 3 of 4; nobody else has three
    assert october.cell("usual-in-one-profession") == (3, 4)


@pytest.mark.parametrize(("people", "told"), [(9, ("‡", None, 9)), (10, ("", 2, 10))])
def test_the_number_that_nine_in_ten_do_not_exceed_is_told_of_ten_people_and_more(book: Book, people: int, told: tuple[object, ...]) -> None:
    """Of nine it is the number of the one who saw the most; of ten the one below. The last saw three, the one before two, all others one."""
    staff = ("nurse", "physio", "lead")
    for n in range(people):
        for m in range(max(1, 4 - (people - n))):
            book.visit(book.somebody(n), f"2026-10-{5 + m:02} 09:00", who=staff[m])
    book.close()
    book.count(OCTOBER)
    assert book.cell("different-professionals-most") == (3 if people == 9 else 2, people)
    for scope in ("place", f"team:{book.place.teams['North West']}", "practice:"):
        [cell] = book.rows("report_cell", measure="different-professionals-most", scope=scope, part="")
        assert (cell["mark"], cell["shown_numerator"], cell["shown_denominator"]) == told
        [middle] = book.rows("report_cell", measure="different-professionals", scope=scope, part="")
        assert (middle["mark"], middle["shown_numerator"], middle["shown_denominator"]) == ("", 1, people)


def test_different_professionals_are_told_by_band_as_the_month_began(book: Book) -> None:
    for n in range(12):
        band = {"risk_band": "high"} if n < 5 else {"risk_band": "very-high"} if n < 10 else {}
        book.visit(book.somebody(n, **band), "2026-10-05 09:00", who="nurse")
        if n >= 5:
            book.visit(book.somebody(n), "2026-10-06 09:00", who="physio")
    book.visit(book.somebody(10), "2026-10-07 09:00", who="physio")
    book.close()
    book.count(date(2026, 9, 1), now=datetime(2026, 9, 30, 4, tzinfo=UTC))  # how everybody stood as October began
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        session.execute(text("update patient set risk_band = 'moderate'"))
    book.count(OCTOBER)
    of = {part: sums for (scope, part), sums in book.parts("different-professionals").items() if scope == PLACE}
    assert of == {"high": (1, 5), "very-high": (2, 5), "low": (2, 2)}
    assert book.parts("different-professionals-most")[PLACE, "very-high"] == (2, 5)
    assert book.parts("different-professionals-a-visit")[PLACE, "high"] == (5, 5)
    assert book.parts("different-professionals-a-visit")[PLACE, "low"] == (4, 5)
    # No month before it was counted: nobody knows how they stood.
    book.count(NOVEMBER, now=datetime(2026, 11, 20, 4, tzinfo=UTC))
    assert set(book.parts("different-professionals", NOVEMBER)) >= {(PLACE, "not known")}


def test_a_person_counts_once_in_the_team_that_saw_them_most_and_in_their_practice(october: Book) -> None:
    assert october.cell("known-face", f"team:{october.place.teams['North West']}") == (3, 5)
    assert october.cell("known-face", f"team:{october.place.teams['South East']}") == (2, 3)
    assert october.cell("known-face", "practice:") == (None, None)
    assert october.cell("known-face", "network:Network 2") == (2, 3)
    assert october.cell("known-face", "area:North West") == (3, 5)


def test_a_day_worked_is_one_on_which_somebody_was_seen(october: Book) -> None:
    # nurse: 3 on Monday, 1 on Wednesday; physio: 1 on Tuesday (Thursday in vain); lead 1; social worker 1, 1 and one without an ending, which counts
    assert october.cell("contacts-a-day") == (9, 7)


def test_every_part_adds_up_to_the_whole(october: Book) -> None:
    for key, one in measures().items():
        if one.kind == "median":
            continue
        whole = october.cell(key)
        for sort in ("locality", "organisation", "team", "area", "network", "practice"):
            rows = [row for row in october.rows("report_cell", measure=key, part="") if row["scope"].startswith(f"{sort}:")]
            if rows:
                assert sum(row["numerator"] or 0 for row in rows) == pytest.approx(whole[0] or 0), (key, sort)
                assert sum(row["denominator"] or 0 for row in rows) == pytest.approx(whole[1] or 0), (key, sort)


def test_a_visit_of_two_counts_once_with_whoever_was_asked_first(book: Book) -> None:
    book.patient("rose")
    book.visit("rose", "2026-10-05 09:00", who=("nurse", "physio"))
    book.close()
    book.count(OCTOBER)
    assert book.cell("visits") == (1, 1)
    (fact,) = book.rows("report_visit")
    assert fact["people"] == 2
    assert book.cell("contacts-a-day") == (2, 2)


def test_a_visit_that_was_moved_to_another_month_leaves_its_old_one_and_stops_no_count(book: Book) -> None:
    book.patient("rose")
    book.visit("rose", "2026-06-10 09:00", who="nurse")
    book.close()
    june = date(2026, 6, 1)
    book.count(june)
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        session.execute(text("update visit set planned_start = planned_start + interval '122 days', planned_end = planned_end + interval '122 days'"))
    book.count(OCTOBER)
    assert [row["month"] for row in book.rows("report_visit")] == [OCTOBER]


def test_ten_visits_of_one_person_are_one_persons_and_hidden(book: Book) -> None:
    """What is few is people: by visits ten would be shown, and they are all Rose's."""
    book.practice("Bow Road", "Network 1", "North West")
    book.practice("Poplar", "Network 2", "South East")
    for name, practice in [("rose", "Bow Road"), *((f"p{n}", "Poplar") for n in range(6)), *((f"q{n}", None) for n in range(6))]:
        book.patient(name, practice=practice)
        for hour in range(8, 18 if name == "rose" else 11):
            book.visit(name, f"2026-10-05 {hour:02}:00", who="nurse")
    book.close()
    book.count(OCTOBER)
    for measure in ("visits", "known-face", "face-to-face-time", "how-visits-end"):
        marks = {row["scope"]: row["mark"] for row in book.rows("report_cell", measure=measure, part="") if row["scope"].startswith("practice:")}
        assert marks[f"practice:{an_id('practice:Bow Road')}"] == "*", measure
        assert "†" in marks.values(), "one more goes, or it could be subtracted"
    assert book.rows("report_cell", measure="visits", scope="place", part="")[0]["shown_numerator"] == 46


def test_who_stands_behind_a_number_is_known_of_every_measure_that_hides() -> None:
    for key, one in measures().items():
        if one.over != FEEDBACK and one.hide != "never":
            assert FACTS[one.over].person or one.people, key
        assert one.people is None or FACTS[one.over].person is None, key


EAST = {f"team:{n}": ("locality:East", "organisation:A") for n in range(7)}
WEST = {f"team:{n}": ("locality:West", "organisation:A") for n in range(7, 9)}
ABOVE = EAST | WEST | dict.fromkeys(("locality:East", "locality:West", "organisation:A"), (PLACE,))


def of_place(numbers: dict[str, int]) -> dict[Where, Sums]:
    return {(scope, ""): each_once(count) for scope, count in numbers.items()}


def each_once(count: int) -> Sums:
    return Sums(count, count, People(count, count, 0))


def kept(numbers: dict[Where, Sums]) -> dict[Where, str]:
    return {(row["scope"], row["part"]): row["mark"] for row in counting._cells(measures()["how-visits-end"], numbers, ABOVE, {})}


def test_what_is_kept_of_few_does_not_tell_in_which_teams_there_were_none() -> None:
    """Four in four of the East's seven teams: rows of those four alone would tell that each had one."""
    four = dict.fromkeys(("team:0", "team:1", "team:2", "team:3"), 1)
    marks = kept(of_place({**four, "team:7": 20, "team:8": 30, "locality:East": 4, "locality:West": 50, "organisation:A": 54, PLACE: 54}))
    assert {scope: mark for (scope, _), mark in marks.items() if scope in EAST} == dict.fromkeys(EAST, "*")
    assert marks["locality:East", ""] == "*"
    assert marks["locality:West", ""] == "†"
    assert marks[PLACE, ""] == ""


def test_where_the_whole_place_is_few_it_is_not_told_which_parts_there_were() -> None:
    numbers = of_place({"team:0": 3, "locality:East": 3, "organisation:A": 3, PLACE: 3})
    parts = {(scope, part): each_once(1) for scope, _ in numbers for part in ("seen", "declined", "no-access")}
    marks = kept(numbers | parts)
    assert {part for _, part in marks} == {""}
    assert set(marks.values()) == {"*"}


@pytest.mark.parametrize(
    ("when", "month"),
    [
        ("2026-10-25 00:30", OCTOBER),  # the night in which clocks go back: still summer time
        ("2026-10-31 23:30", OCTOBER),
        ("2026-11-01 00:10", NOVEMBER),
        ("2026-03-31 23:45", date(2026, 3, 1)),  # 22:45 UTC, and London's March
        ("2026-04-01 00:15", date(2026, 4, 1)),  # 23:15 UTC of 31 March
        ("2025-12-31 23:59", date(2025, 12, 1)),
        ("2024-02-29 12:00", date(2024, 2, 1)),  # a leap day
    ],
)
def test_a_visit_lies_in_the_month_of_its_day_in_london(book: Book, when: str, month: date) -> None:
    book.patient("rose")
    book.visit("rose", when, who="nurse")
    book.close()
    book.count(month)
    assert book.cell("visits", month=month) == (1, 1)
    for other in (date(2026, 9, 1), date(2026, 12, 1)):
        book.count(other)
        assert book.cell("visits", month=other) == (None, None) or book.cell("visits", month=other)[0] is None


def test_a_day_that_is_not_over_is_in_no_figure(book: Book) -> None:
    book.patient("rose")
    book.visit("rose", "2026-11-22 09:00", who="nurse")
    book.visit("rose", "2026-11-23 08:00", who="nurse")
    book.close()
    book.count(NOVEMBER)
    assert book.cell("visits", month=NOVEMBER) == (1, 1)
    book.count(NOVEMBER, now=datetime(2026, 11, 24, 0, 1, tzinfo=UTC))
    assert book.cell("visits", month=NOVEMBER) == (2, 2)
