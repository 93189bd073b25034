"""What the demo's reports stand on besides the record: how people stood in the months behind, and the files that a hospital and a council would send.

1. A month of people is told as the night at its end would have counted it, with some who had no plan, lead or consent yet. Once: a snapshot stays.
2. Files come in by the door that they always do (`outside.importing`), made of the people whom the record knows; all is invented, and the source says
   so. Each night, where the last month that is over was not told yet. What somebody else told of a month stays: the demo tells nothing of it.
3. Of a place of one team's size. All of it follows from the seed and the month.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.demo.ids import chance_of
from backend.outside import importing
from backend.outside.reading import Months
from backend.outside.sorts import AFTER_DAYS, FROM_AGES, POPULATION_COLUMNS, SORTS
from backend.places.services import ENGINE
from backend.reports import facts
from backend.transaction import transaction

SOURCE = "Demonstration, invented"
RESIDENTS = {0: 310_000, 18: 245_000, 65: 21_000}
"""Of a borough, about."""
_COUNTED = text("SELECT count(*) FROM report_person WHERE place_id = :place AND month = :month")
_LACKED = {"has_plan": 0.22, "has_lead": 0.16, "has_coordinator": 0.2, "has_consent": 0.18, "number_is_verified": 0.4}
"""Of what people have now, the share that was not there three years ago."""
_STOOD = text(
    "UPDATE report_person SET "  # noqa: S608 (our own names)
    + ", ".join(f"{name} = {name} AND abs(hashtext(patient::text || '{name}')) % 1000 >= :{name}" for name in _LACKED)
    + ", review_is_due = review_is_due OR abs(hashtext(patient::text || 'review')) % 1000 < :review WHERE place_id = :place AND month = :month"
)
_WHOLE = text("UPDATE report_person SET plan_is_current = plan_is_current AND has_plan WHERE place_id = :place AND month = :month")
_PEOPLE = text(
    "SELECT min(nhs_number), min(risk_band), min(id::text) AS id FROM patient WHERE place_id = :place AND coalesce(status, 'active') = 'active' "
    "AND born_on < :before AND nhs_number IS NOT NULL GROUP BY nhs_number HAVING count(*) = 1 ORDER BY id"
)
_TOLD = text("SELECT count(*) FROM outside_file WHERE place_id = :place AND sort = :sort AND last_month >= :month")
_OTHERS = text(
    "SELECT first_month, last_month FROM outside_file WHERE place_id = :place AND sort = :sort AND imported_by <> 'demo' AND first_month IS NOT NULL"
)
_ESTIMATED = text("SELECT count(*) FROM outside_population WHERE place_id = :place")


def add(place: str, seed: int, first: date, now: datetime) -> None:
    """Adds what is missing from month `first` to the last that is over."""
    last = wall_clock.month_after(wall_clock.day_of(now).replace(day=1), -1)
    months = list(_months(first, last))
    for month in months:
        _stood(place, seed, month, last)
    _tell(place, seed, months, now)


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = wall_clock.month_after(first)


def _stood(place: str, seed: int, month: date, last: date) -> None:
    """How people stood as a month ended, where it was not counted then."""
    asked = {"place": place, "month": month}
    worn = min((last.year - month.year) * 12 + last.month - month.month + 1, 36) / 36
    wave = chance_of(seed, "stood", month.isoformat())
    with transaction(Acting(role="statistics", place=place)) as session:
        if session.execute(_COUNTED, asked).scalar():
            return
        facts.fill(session, place, month, wall_clock.midnight(wall_clock.month_after(month)) - timedelta(minutes=1), only=("person",))
        lacked = {name: round(1000 * max(share * worn + wave.uniform(-0.02, 0.02), 0)) for name, share in _LACKED.items()}
        session.execute(_STOOD, {**asked, **lacked, "review": round(1000 * (0.06 + 0.15 * worn + wave.uniform(-0.02, 0.02)))})
        session.execute(_WHOLE, asked)


def _tell(place: str, seed: int, months: Sequence[date], now: datetime) -> None:
    with transaction(ENGINE) as session:
        people = [(row[0], row[1]) for row in session.execute(_PEOPLE, {"place": place, "before": months[0] - timedelta(days=365 * 66)})]
        told = {sort for sort in SORTS if session.execute(_TOLD, {"place": place, "sort": sort, "month": months[-1]}).scalar()}
        is_estimated = bool(session.execute(_ESTIMATED, {"place": place}).scalar())
        others = {sort: [(row[0], row[1]) for row in session.execute(_OTHERS, {"place": place, "sort": sort})] for sort in SORTS}
    today = wall_clock.day_of(now)
    if not is_estimated:
        estimate = _file(POPULATION_COLUMNS, [(months[0].isoformat(), str(age), str(RESIDENTS[age])) for age in FROM_AGES])
        importing.import_file(estimate, place=place, source=SOURCE, by="demo", months=None, now=now)
    if len(people) < LEAST:
        return
    for sort, lines in FILES.items():
        if sort in told:
            continue
        ours = [month for month in months if not any(first <= month <= last for first, last in others[sort])]
        for span in _spans(ours):
            whole = Months(span[0], wall_clock.month_after(span[-1]) - timedelta(days=1))
            rows = sorted({(line[0], line[1]): line for month in span for line in lines(_chance(seed, sort, month), people, month, today)}.values())
            content = _file(SORTS[sort].header, rows)
            importing.import_file(content, place=place, source=SOURCE, by="demo", months=whole, now=now, knows=lambda _: True)


def _spans(months: Sequence[date]) -> Iterator[list[date]]:
    """Months in a row, together."""
    span: list[date] = []
    for month in months:
        if span and wall_clock.month_after(span[-1]) != month:
            yield span
            span = []
        span.append(month)
    if span:
        yield span


LEAST = 60
"""With fewer people nothing of them could be shown."""
People = Sequence[tuple[str, str | None]]
Line = tuple[str, ...]


def _chance(seed: int, sort: str, month: date) -> Random:
    return chance_of(seed, "outside", sort, month.isoformat())


def _file(header: Sequence[str], rows: Sequence[Line]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode()


def _day(chance: Random, month: date) -> date:
    return month + timedelta(days=chance.randrange((wall_clock.month_after(month) - month).days))


def _past(day: date, today: date) -> str:
    """As a file has it: empty where it has not come yet."""
    return day.isoformat() if day < today else ""


def _stays(chance: Random, people: People, month: date, today: date) -> Iterator[Line]:
    """About six in a hundred people a month, fewer as the months go by; one in four comes back within the month."""
    for number, _ in chance.sample(people, round(len(people) * chance.uniform(0.055, 0.075))):
        came = _day(chance, month)
        how = chance.choices(("emergency", "emergency-avoidable", "planned"), (5, 3, 2))[0]
        left = came + timedelta(days=chance.randint(1, 12))
        where = chance.choices(("home", "care-home", "other-hospital"), (17, 2, 1))[0]
        yield (number, came.isoformat(), how, _past(left, today), where if left < today else "")
        again = left + timedelta(days=chance.randint(2, 27))
        if chance.random() < 0.4 and again < wall_clock.month_after(month):
            home = again + timedelta(days=chance.randint(1, 6))
            yield (number, again.isoformat(), "emergency", _past(home, today), "home" if home < today else "")


def _moves(chance: Random, people: People, month: date, today: date) -> Iterator[Line]:
    for number, _ in chance.sample(people, chance.randint(5, 9)):
        yield (number, _day(chance, month).isoformat(), chance.choice(("residential", "nursing")))


def _reablements(chance: Random, people: People, month: date, today: date) -> Iterator[Line]:
    for number, _ in chance.sample(people, min(chance.randint(26, 36), len(people))):
        begun = _day(chance, month)
        where = chance.choices(("own-home", "extra-care", "hospital", "care-home", "died", "not-reached"), (74, 4, 6, 8, 5, 3))[0]
        yield (number, begun.isoformat(), where if begun + timedelta(days=AFTER_DAYS) < today else "")


def _delays(chance: Random, people: People, month: date, today: date) -> Iterator[Line]:
    for number, _ in chance.sample(people, chance.randint(9, 16)):
        begun = _day(chance, month)
        ended = begun + timedelta(days=chance.randint(2, 16))
        yield (number, begun.isoformat(), _past(ended, today), chance.choices(("nhs", "social-care", "both"), (5, 4, 1))[0])


FILES: dict[str, Callable[[Random, People, date, date], Iterator[Line]]] = {
    "stay": _stays, "care-home": _moves, "reablement": _reablements, "delay": _delays,
}  # fmt: skip
