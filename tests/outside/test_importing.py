"""A file from outside into the tables: all or nothing, in the place of what was told before, with its source; and each figure made of it by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from backend import wall_clock
from backend.outside import importing, losing
from backend.outside.importing import Imported
from backend.outside.reading import Months
from backend.outside.sorts import POPULATION_COLUMNS, SORTS
from backend.population.reading import Refused
from backend.reports.jobs import due
from tests.conftest import TestPlace
from tests.outside.test_reading import FILES, a_file
from tests.reports.conftest import NOW, OCTOBER, Book, an_id, book  # noqa: F401

NUMBERS = {
    "rose": "9990000018", "tom": "9990000026", "will": "9990000034", "vera": "9990000042", "omar": "9990000050", "mary": "9990000069",
}  # fmt: skip
SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 1)


@pytest.fixture
def people(book: Book) -> Book:  # noqa: F811
    """Six people at high or very high risk, born in 1940; Will is 64 until 29 October 2026, and nobody knows when Mary was born."""
    book.practice("Bow Road", "Network 1", "North West")
    for name, number in NUMBERS.items():
        born = {"will": "1961-10-29", "mary": None}.get(name, "1940-02-29")
        more = {"born_on": born} if born else {}
        band = "very-high" if name == "rose" else "high"
        book.patient(name, practice="Bow Road", nhs_number=number, nhs_number_status="01", risk_band=band, **more)
    book.close()
    return book


def take(book: Book, content: bytes, first: date | None = OCTOBER, last: date | None = None, now: datetime = NOW) -> Imported:  # noqa: F811
    months = Months(first, wall_clock.month_after(last or first) - timedelta(days=1)) if first else None
    with book.app.app_context():
        return importing.import_file(content, place=book.place.id, source="The trust", by="test", months=months, now=now, knows=lambda _: True)


def asked(book: Book, content: bytes, first: date | None = OCTOBER, last: date | None = None) -> list[str]:  # noqa: F811
    """What it would take away, of who has not been told."""
    months = Months(first, wall_clock.month_after(last or first) - timedelta(days=1)) if first else None
    with book.app.app_context(), pytest.raises(importing.TakesAway) as question:
        importing.import_file(content, place=book.place.id, source="The trust", by="test", months=months, now=NOW)
    return question.value.said


def stays(*lines: str) -> bytes:
    return events("stay", *lines)


def events(sort: str, *lines: str) -> bytes:
    named = [f"{NUMBERS[line.partition(',')[0]]},{line.partition(',')[2]}" for line in lines]
    return a_file(SORTS[sort].header, *named)


def residents(*lines: str) -> bytes:
    return a_file(POPULATION_COLUMNS, *lines)


RESIDENTS = residents("2025-06-30,0,365000", "2025-06-30,18,200000", "2025-06-30,65,36500")


def refused(book: Book, content: bytes, first: date = OCTOBER, last: date | None = None) -> list[str]:  # noqa: F811
    with pytest.raises(Refused) as caught:
        take(book, content, first, last)
    return [str(each) for each in caught.value.wrong]


# ------------------------------------------------------------------------------------------------------------------ what becomes of a file


def test_a_file_is_kept_with_its_source_its_months_and_each_persons_age(people: Book) -> None:
    done = take(people, (FILES / "stays.csv").read_bytes())
    assert (done.lines, done.before, done.is_new) == (3, "none", True)
    assert done.in_words().startswith("3 lines: stays in hospital from 2026-10-01 to 2026-10-31.\nIn the place of none that were told before.")
    [file] = people.rows("outside_file")
    assert (file["sort"], file["source"], file["lines"], file["imported_by"], file["imported_at"]) == ("stay", "The trust", 3, "test", NOW)
    assert (file["first_month"], file["last_month"]) == (OCTOBER, OCTOBER)
    rose = people.rows("outside_event", patient_id=an_id(f"{people.place.id}:rose"), starts_on=date(2026, 10, 2))
    assert [(row["code"], row["outcome"], row["ends_on"], row["age"]) for row in rose] == [("emergency", "home", date(2026, 10, 6), 86)]


def test_one_wrong_line_and_nothing_is_taken_and_no_number_is_told(people: Book) -> None:
    header = SORTS["care-home"].header
    told = refused(
        people, a_file(header, f"{NUMBERS['rose']},2026-10-05,nursing", "9990000077,2026-10-05,nursing", f"{NUMBERS['mary']},2026-10-05,nursing")
    )
    assert told == [
        "Line 3, nhs_number: nobody in the record has this number. Expected somebody whom the record knows.",
        "Line 4, nhs_number: the record has no date of birth of this person. Expected one: these are counted by age.",
    ]
    assert refused(people, stays("rose,2026-10-05,planned,,", "tom,2026-10-02,planned,2026-10-01,home"))[0].startswith("Line 3, discharged_on")
    assert people.rows("outside_file") == people.rows("outside_event") == []


def test_an_event_before_somebody_was_born_is_another_persons(people: Book) -> None:
    child = Book(people.app, people.place)
    child.patient("child", nhs_number="9990000085", born_on="2020-01-01")
    child.close()
    told = refused(people, a_file(SORTS["stay"].header, "9990000085,2019-12-31,planned,,"), date(2019, 12, 1))
    assert told == ["Line 2, admitted_on: 2019-12-31, before this person was born. Expected a later day, or another person."]


def test_a_month_that_is_not_over_is_not_told_whole(people: Book) -> None:
    assert refused(people, stays("rose,2026-11-05,planned,,"), NOVEMBER) == [
        "Line 1: the months from 2026-11-01 to 2026-11-30. Expected whole months that are over, the first before the last."
    ]
    assert "whole months" in refused(people, stays("rose,2026-10-05,planned,,"), OCTOBER, SEPTEMBER)[0]


def test_the_same_again_changes_nothing_and_a_later_file_takes_the_place_of_its_months(people: Book) -> None:
    take(people, stays("rose,2026-09-30,planned,,", "tom,2026-10-02,planned,,", "vera,2026-10-03,emergency,,"), SEPTEMBER, OCTOBER)
    again = take(people, stays("vera,2026-10-03,emergency,,", "tom,2026-10-02,planned,,"), OCTOBER, now=NOW + timedelta(hours=1))
    assert (again.is_new, again.before) == (False, "fewer than 5")
    assert "nothing changed" in again.in_words()
    assert len(people.rows("outside_file")) == 1
    # Tom was never there, Vera went home; what was told of September stays
    mended = take(people, stays("vera,2026-10-03,emergency,2026-10-09,home"), OCTOBER, now=NOW + timedelta(hours=2))
    assert (mended.is_new, mended.lines, mended.before) == (True, 1, "fewer than 5")
    stand = sorted((row["starts_on"], row["ends_on"]) for row in people.rows("outside_event"))
    assert stand == [(date(2026, 9, 30), None), (date(2026, 10, 3), date(2026, 10, 9))]
    assert len(people.rows("outside_file")) == 2


def test_what_a_file_takes_away_is_asked_about_and_nothing_is_lost_until_then(people: Book) -> None:
    take(people, stays("rose,2026-09-30,planned,,", "tom,2026-10-02,planned,,", "vera,2026-10-03,emergency,2026-10-04,home"), SEPTEMBER, OCTOBER)
    stand = people.rows("outside_event")
    heading = asked(people, stays(), SEPTEMBER, OCTOBER)
    assert heading == [
        "It takes away, or tells otherwise, fewer than 5 of the lines told before, of fewer than 5 people, and 2 months would be left without any.",
        "It has no line of 2 of the 2 months: of them the file says that there were no stays in hospital.",
    ]
    assert asked(people, stays("tom,2026-10-02,planned,,", "vera,2026-10-03,emergency,2026-10-09,home"), SEPTEMBER, OCTOBER) == [
        "It takes away, or tells otherwise, fewer than 5 of the lines told before, of fewer than 5 people, and 1 month would be left without any.",
        "It has no line of 1 of the 2 months: of it the file says that there were no stays in hospital.",
    ]
    assert people.rows("outside_event") == stand
    assert len(people.rows("outside_file")) == 1


def test_a_guessed_line_is_not_told_whether_it_stands_nor_how_many_stand_beside_it(people: Book) -> None:
    """One line a file, for each of whom somebody wonders: what is said is the same whoever of them was there, and on whichever day."""
    take(people, stays("tom,2026-10-02,planned,,", "vera,2026-10-03,emergency,2026-10-04,home", "rose,2026-10-05,planned,,"))
    guessed = ("tom,2026-10-02,planned,,", "tom,2026-10-02,emergency,,", "tom,2026-10-09,planned,,", "omar,2026-10-02,planned,,")
    told = [asked(people, stays(line)) for line in guessed]
    assert told == [["It takes away, or tells otherwise, fewer than 5 of the lines told before, of fewer than 5 people."]] * len(guessed)


def test_how_many_are_told_in_steps() -> None:
    told = {number: losing.some(number) for number in (0, 1, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 1999, 2000, 12345)}
    assert told == {
        0: "none", 1: "fewer than 5", 4: "fewer than 5", 5: "5 or more", 9: "5 or more", 10: "10 or more", 19: "10 or more", 20: "20 or more",
        49: "20 or more", 50: "50 or more", 99: "50 or more", 100: "100 or more", 1999: "1,000 or more", 2000: "2,000 or more",
        12345: "10,000 or more",
    }  # fmt: skip


def test_a_file_of_months_of_which_no_figures_are_made_says_so(people: Book) -> None:
    told = take(people, stays("rose,2022-03-05,emergency,,"), date(2022, 3, 1)).in_words()
    assert told.endswith("The figures are counted anew tonight.\nFigures of months before November 2023 are not made.")
    assert "not made" not in take(people, stays("rose,2023-11-05,emergency,,"), date(2023, 11, 1)).in_words()


def test_of_a_longer_span_than_the_file_has_is_asked_also_where_nobody_told_before(people: Book) -> None:
    told = asked(people, stays("rose,2026-10-05,planned,,"), date(2023, 11, 1), OCTOBER)
    assert told == ["It has no line of 35 of the 36 months: of them the file says that there were no stays in hospital."]
    assert people.rows("outside_file") == people.rows("outside_event") == []


def test_what_is_filled_in_or_added_takes_nothing_away(people: Book) -> None:
    take(people, stays("rose,2026-10-02,planned,,"))
    with people.app.app_context():
        done = importing.import_file(
            stays("rose,2026-10-02,planned,2026-10-06,home", "tom,2026-10-07,planned,,"), place=people.place.id, source="The trust", by="test",
            months=Months(OCTOBER, date(2026, 10, 31)), now=NOW + timedelta(hours=1),
        )  # fmt: skip
    assert (done.is_new, done.lines) == (True, 2)


def test_an_estimate_in_the_place_of_another_is_asked_about_and_the_next_years_is_not(people: Book) -> None:
    take(people, RESIDENTS, None)
    assert asked(people, residents("2025-06-30,0,365000", "2025-06-30,18,200000", "2025-06-30,65,365"), None) == [
        "It tells 1 of the 3 lines told before otherwise."
    ]
    with people.app.app_context():
        newer = residents("2026-06-30,0,366000", "2026-06-30,18,201000", "2026-06-30,65,36600")
        assert importing.import_file(newer, place=people.place.id, source="ONS", by="test", months=None, now=NOW).is_new
    assert sorted(row["people"] for row in people.rows("outside_population", from_age=65)) == [36500, 36600]


def test_who_knows_of_one_loss_is_asked_of_another(people: Book) -> None:
    """Somebody else brought more in the meantime: what was agreed to go was less."""
    take(people, stays("rose,2026-10-02,planned,,"))
    keys = []

    def ask(content: bytes) -> None:
        with people.app.app_context(), pytest.raises(importing.TakesAway) as question:
            importing.import_file(
                content, place=people.place.id, source="x", by="test", months=Months(OCTOBER, date(2026, 10, 31)), now=NOW,
                knows=lambda loss: loss.key in keys,
            )  # fmt: skip
        keys.append(question.value.key)

    ask(stays())
    take(people, stays("rose,2026-10-02,planned,,", "tom,2026-10-07,planned,,"), now=NOW + timedelta(hours=1))
    ask(stays())
    ask(stays("vera,2026-10-02,planned,,"))
    assert len(set(keys)) == 3
    assert len(people.rows("outside_event")) == 2


def test_the_months_that_a_file_may_change_are_counted_again(people: Book) -> None:
    """A discharge up to 30 days before may turn out to be followed by an admission; a stay ends where it ends."""
    take(people, stays("rose,2026-03-05,emergency,2026-05-02,home"), date(2026, 3, 1))
    assert sorted(row["month"] for row in people.rows("report_due")) == [date(2026, month, 1) for month in (1, 2, 3, 4, 5)]


def test_files_of_one_place_say_nothing_of_another(people: Book, place: TestPlace) -> None:
    take(people, stays("rose,2026-10-05,planned,,"))
    with people.app.app_context(), pytest.raises(Refused, match="nobody in the record"):
        importing.import_file(
            stays("rose,2026-10-05,planned,,"), place=an_id("elsewhere"), source="x", by="test", months=Months(OCTOBER, date(2026, 10, 31)), now=NOW
        )


# ------------------------------------------------------------------------------------------------------------------ the figures, by hand


def test_moves_to_care_homes_are_of_those_aged_65_on_the_day_at_the_pace_of_a_year(people: Book) -> None:
    take(people, RESIDENTS, None)
    # Will is 64 on the 28th, and 65 on the 29th, his birthday
    take(
        people, events("care-home", "rose,2026-10-01,nursing", "tom,2026-10-31,residential", "will,2026-10-28,residential", "vera,2026-10-02,nursing")
    )
    people.count(OCTOBER, SEPTEMBER)
    # 36,500 people for 31 of 365 days: 3,100 years
    assert people.cell("care-home-admissions") == (3, pytest.approx(3100))
    assert people.cell("care-home-admissions", month=SEPTEMBER) == (None, None), "of September nobody told"
    take(people, events("care-home", "will,2026-10-29,nursing", "rose,2026-10-01,nursing"), now=NOW + timedelta(hours=1))
    people.count(OCTOBER)
    assert people.cell("care-home-admissions") == (2, pytest.approx(3100))


def test_of_a_leap_year_february_is_29_of_366_days_and_the_newest_estimate_counts(people: Book) -> None:
    february = date(2024, 2, 1)
    take(people, residents("2023-06-30,0,9", "2023-06-30,18,9", "2023-06-30,65,9"), None)
    take(people, residents("2024-02-29,0,366000", "2024-02-29,18,200000", "2024-02-29,65,36600"), None)
    take(people, residents("2024-03-01,0,8", "2024-03-01,18,8", "2024-03-01,65,8"), None)
    take(people, events("care-home", "rose,2024-02-29,nursing", "tom,2024-02-01,nursing"), february)
    people.count(february)
    assert people.cell("care-home-admissions", month=february) == (2, pytest.approx(2900))


def test_delayed_transfers_are_those_who_wait_at_the_end_of_the_last_thursday(people: Book) -> None:
    """The last Thursday of October 2026 is the 29th; the clocks went back on the 25th, and a day is a day."""
    take(people, RESIDENTS, None)
    waiting = (
        "rose,2026-10-29,,nhs",  # from that day on
        "tom,2026-10-20,2026-10-30,both",  # until the day after
        "vera,2026-10-20,2026-10-29,social-care",  # gone that day
        "omar,2026-10-30,,nhs",  # not yet
        "will,2026-10-01,2026-10-28,nhs",
    )
    take(people, events("delay", *waiting))
    people.count(OCTOBER)
    assert people.cell("delayed-transfers") == (2, 200_000)
    # ended in October: Tom 10 days, Vera 9, Will 27
    assert people.cell("days-delayed") == (46, 3)
    assert people.cell("days-delayed", part="social-care") == (9, 1)
    assert people.cell("days-delayed", "area:North West") == (46, 3)


def test_after_91_days_at_home_of_those_discharged_at_65_and_over(people: Book) -> None:
    july = date(2026, 7, 1)
    lines = (
        "rose,2026-07-01,own-home",
        "tom,2026-07-31,extra-care",
        "vera,2026-07-02,died",
        "omar,2026-07-03,not-reached",
        "will,2026-07-04,own-home",
    )
    take(people, events("reablement", *lines), july)
    people.count(july)
    assert people.cell("at-home-after-91-days", month=july) == (2, 4)  # Will was 64


def test_who_is_not_asked_yet_is_in_no_share(people: Book) -> None:
    take(people, events("reablement", "rose,2026-10-01,", "tom,2026-10-02,died"))
    people.count(OCTOBER)
    assert people.cell("at-home-after-91-days") == (0, 1)


def test_emergencies_are_of_those_at_risk_as_the_month_began_by_band(people: Book) -> None:
    take(people, RESIDENTS, None)
    people.count(SEPTEMBER, now=datetime(2026, 9, 30, 4, tzinfo=UTC))  # how everybody stood when October began
    lines = (
        "rose,2026-10-01,emergency,2026-10-02,home",
        "rose,2026-10-31,emergency-avoidable,,",
        "tom,2026-10-09,emergency,2026-10-12,died",
        "vera,2026-10-09,planned,,",
    )
    take(people, stays(*lines))
    people.count(OCTOBER)
    assert people.cell("emergencies-at-risk") == (3, 6)
    assert people.cell("emergencies-at-risk", part="very-high") == (2, 1)
    assert people.cell("emergencies-at-risk", "network:Network 1") == (3, 6)
    # 365,000 people for 31 of 365 days
    assert people.cell("avoidable-emergencies") == (1, pytest.approx(31_000))
    assert people.cell("emergencies-at-risk", month=SEPTEMBER) == (None, None), "of September nobody told"


def test_five_admissions_of_one_person_are_one_persons_and_hidden(people: Book) -> None:
    take(people, RESIDENTS, None)
    people.count(SEPTEMBER, now=datetime(2026, 9, 30, 4, tzinfo=UTC))
    days = [f"rose,2026-10-{day:02},emergency-avoidable,2026-10-{day:02},home" for day in (1, 3, 5, 7, 9, 11)]
    take(people, stays(*days))
    take(people, events("care-home", *(f"rose,2026-10-{day:02},nursing" for day in (2, 4, 6, 8, 10, 12))), now=NOW + timedelta(hours=1))
    people.count(OCTOBER)
    for measure, counted in (("emergencies-at-risk", 6), ("avoidable-emergencies", 6), ("care-home-admissions", 6)):
        [cell] = people.rows("report_cell", measure=measure, month=OCTOBER, scope="place", part="")
        assert (cell["mark"], cell["numerator"], cell["shown_numerator"]) == ("*", counted, None), measure


def test_who_waits_twice_on_the_day_of_the_snapshot_is_one_person(people: Book) -> None:
    take(people, RESIDENTS, None)
    take(people, events("delay", "rose,2026-10-05,,nhs", "rose,2026-10-07,,both", "tom,2026-10-05,,nhs"))
    people.count(OCTOBER)
    assert people.cell("delayed-transfers")[0] == 2


def test_back_within_30_days_counts_the_discharge_once_its_30_days_are_told(people: Book) -> None:
    august = date(2026, 8, 1)
    people.count(date(2026, 7, 1), now=datetime(2026, 7, 31, 4, tzinfo=UTC))
    lines = (
        "rose,2026-07-20,planned,2026-08-01,home",
        "rose,2026-08-31,emergency,2026-08-31,home",  # the 30th day; and this stay ends on the day on which it began: it is not its own return
        "tom,2026-08-01,planned,2026-08-02,home",
        "tom,2026-09-02,emergency,2026-09-03,died",  # the 31st day
        "vera,2026-08-01,emergency,2026-08-05,died",  # dies there: no discharge
        "omar,2026-08-01,emergency,2026-08-05,care-home",
        "omar,2026-08-06,planned,2026-08-07,home",  # planned is no readmission, but a discharge of its own
    )
    take(people, stays(*(line for line in lines if ",2026-09" not in line)), date(2026, 7, 1), august)
    people.count(august)
    # up to 31 August all is told: of Rose's first, Tom's (until 1 September) not; Omar's until 4 and 6 September not
    assert people.cell("readmitted-within-30-days", month=august) == (1, 1)
    take(people, stays(*(line for line in lines if line.startswith("tom,2026-09"))), SEPTEMBER, now=NOW + timedelta(hours=1))
    people.count(august)
    # Rose twice (once back), Tom not back within 30 days, Omar twice: one of five
    assert people.cell("readmitted-within-30-days", month=august) == (1, 5)


def test_few_people_are_hidden_though_the_borough_is_large(people: Book) -> None:
    take(people, RESIDENTS, None)
    take(people, events("care-home", "rose,2026-10-01,nursing"))
    people.count(OCTOBER)
    [cell] = people.rows("report_cell", measure="care-home-admissions", month=OCTOBER)
    assert (cell["mark"], cell["shown_numerator"], cell["shown_denominator"]) == ("*", None, None)


def test_every_part_adds_up_to_the_whole(people: Book) -> None:
    people.count(SEPTEMBER, now=datetime(2026, 9, 30, 4, tzinfo=UTC))
    take(people, stays("rose,2026-10-01,emergency,2026-10-02,home", "tom,2026-10-03,emergency,,"))
    take(people, events("delay", "rose,2026-10-05,2026-10-09,nhs", "tom,2026-10-05,2026-10-06,both"), now=NOW + timedelta(hours=1))
    people.count(OCTOBER)
    for key in ("emergencies-at-risk", "days-delayed"):
        whole = people.cell(key)
        for sort in ("team", "area", "network", "practice"):
            rows = [row for row in people.rows("report_cell", measure=key, month=OCTOBER, part="") if row["scope"].startswith(f"{sort}:")]
            if rows:
                assert (sum(row["numerator"] or 0 for row in rows), sum(row["denominator"] or 0 for row in rows)) == whole, (key, sort)


def test_what_a_file_changes_is_counted_the_next_night(people: Book) -> None:
    take(people, RESIDENTS, None)
    take(people, events("care-home", "rose,2026-06-01,nursing"), date(2026, 6, 1), now=NOW + timedelta(hours=1))
    with people.app.app_context():
        assert date(2026, 6, 1) in due(people.place.id, NOW)
