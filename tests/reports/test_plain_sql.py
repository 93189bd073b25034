"""What is counted is what plain SQL over the record says: of a record of three months that chance wrote, with all that may happen to a visit."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.reports.definitions import FEEDBACK, measures
from backend.reports.facts import FACTS
from backend.transaction import transaction
from tests.reports.conftest import OCTOBER, Book, london
from tests.reports.plain_sql import FIRST, PLAIN

ENDINGS = ("completed", "completed", "completed", "part", "no-access", "declined", "in-hospital", "not-safe", None)
TEAMS = ("North West", "South East")
STAFF = ("nurse", "physio", "lead", "social_worker")
MONTHS = [date(2026, month, 1) for month in (8, 9, 10)]


@pytest.fixture
def by_chance(book: Book) -> Book:
    chance = Random(5)
    for n in range(25):
        name = book.somebody(n)
        for _ in range(chance.randrange(4, 14)):
            day = date(2026, 8, 1) + timedelta(days=chance.randrange(92))
            when = f"{day} {chance.randrange(0, 24):02}:{chance.randrange(0, 60, 5):02}"
            _visit(book, chance, name, when)
        _others(book, chance, name)
    book.close()
    book.count(*MONTHS)
    return book


def _visit(book: Book, chance: Random, name: str, when: str) -> None:
    ending = chance.choice(ENDINGS)
    of = {"team": chance.choice(TEAMS), "late": chance.randrange(-10, 40), "minutes": chance.choice((20, 40))}
    fate = chance.random()
    if fate < 0.1:
        said = chance.choice(({}, {"cancelled_by": "person", "cancelled_why": "unwell"}, {"series": book.place.id, "series_day": when[:10]}))
        book.plan(name, when, status="cancelled", status_reason="Gone", **said)
    elif fate < 0.16:
        book.plan(name, when)
    elif fate < 0.2:
        book.visit(name, when, who="nurse", ending=ending, status="entered-in-error", status_reason="Wrong person", **of)
    else:
        who = tuple(chance.sample(STAFF, 2 if fate > 0.9 else 1))
        book.visit(name, when, who=who, ending=ending, stayed=chance.choice((None, 5, 25, 45)), **of)


def _others(book: Book, chance: Random, name: str) -> None:
    received = london(f"{date(2026, 8, 1) + timedelta(days=chance.randrange(92))} {chance.randrange(8, 20):02}:00")
    clock = chance.choice(("two-hours", "two-days", "no-clock"))
    opened = wall_clock.wire(received + timedelta(minutes=chance.randrange(1, 300)))
    told = {"told_seen_at": wall_clock.wire(received + timedelta(minutes=chance.randrange(30, 5000)))} if chance.random() < 0.5 else {}
    local = received.astimezone(wall_clock.LONDON).strftime("%Y-%m-%d %H:%M")
    book.referral(name, local, clock=clock, started=local, team=chance.choice((*TEAMS, None)), triage_started_at=opened, **told)
    begun = received + timedelta(days=1)
    done = {"completed_at": wall_clock.wire(begun + timedelta(days=chance.randrange(9))), "status": "completed"} if chance.random() < 0.7 else {}
    nurse = book.place.nurse.id
    of = {"questionnaire": "falls", "version": "1", "begun_by": nurse, "begun_at": wall_clock.wire(begun), **done}
    assessment = book.record("assessment", name, "more", **of)
    if chance.random() < 0.6:
        stands = {"assessment": assessment, "section": "", "staff": nurse, "content_hash": "0" * 64, "signed_at": wall_clock.wire(begun)}
        book.record("signature", name, "more", **stands)
    status = chance.choice(("achieved", "active", "on-hold"))
    progress = {"progress": chance.randrange(1, 6)} if chance.random() < 0.6 else {}
    book.record("goal", name, words="Home", target_on=str(date(2026, 8, 1) + timedelta(days=chance.randrange(92))), status=status, **progress)


def test_every_figure_of_the_whole_place_is_what_plain_sql_says(by_chance: Book) -> None:
    told, asked = {}, {}
    for month in MONTHS:
        given = {"place": by_chance.place.id, "first": month, "last": wall_clock.month_after(month) - timedelta(days=1)}
        with by_chance.app.app_context(), transaction(Acting(role="engine")) as session:
            for statement in FIRST:
                session.execute(text(statement), given)
            for key, statement in PLAIN.items():
                numerator, denominator = session.execute(text(statement), given).one()
                asked[key, month] = (float(numerator or 0), float(denominator or 0))
        for key in PLAIN:
            numerator, denominator = by_chance.cell(key, month=month)
            told[key, month] = (numerator or 0.0, denominator or 0.0)
    assert {at: pytest.approx(numbers) for at, numbers in asked.items()} == told
    assert min(denominator for (_, month), (_, denominator) in asked.items() if month == OCTOBER) > 0, "each is told of somebody"


def test_what_is_counted_from_visits_referrals_assessments_and_goals_is_asked_for_so() -> None:
    """What people stand at, files from outside tell, tablets and answers are of, is worked out by hand in tests of their own."""
    asked = {one.over for key, one in measures().items() if key in PLAIN}
    left = {one.key for one in measures().values() if one.over in asked and one.key not in PLAIN}
    assert left == {"usual-in-one-profession"}, "which is of professions, each a whole of its own"
    assert {*FACTS, FEEDBACK} - asked == {"person", "entry", "matter", "well_being", "event", "eligible", "residents", FEEDBACK}
