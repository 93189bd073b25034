"""Somebody to be missed in the demo: in the hours of work, once a day, and found by the scheduler like anybody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend import wall_clock
from backend.demo import alone
from backend.demo.place import PLACE
from backend.lone_working import jobs
from tests.demo.test_services import _filled_database, _small_size, ask, filled  # noqa: F401

pytestmark = pytest.mark.slow  # it fills a whole place

NIGHT, NOON = datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
OPEN = (
    "select a.arrived_at, a.leave_by, s.name from attendance a join staff s on s.id = a.staff "
    "where a.left_at is null and a.outcome is null and a.arrived_at > :since"
)


def test_one_is_at_a_visit_that_should_be_over_and_told_to_the_buddy_of_her_choice(filled):  # noqa: F811
    filled(NIGHT)
    assert not alone.stay_too_long(PLACE, wall_clock.today(), wall_clock.now()), "nobody is out at three"
    filled(NOON)
    assert alone.stay_too_long(PLACE, wall_clock.today(), wall_clock.now())
    [(arrived, leave_by, name)] = ask(OPEN, since=NIGHT)
    assert name == alone.WHO
    assert NOON - alone.OLDEST <= leave_by <= NOON - alone.OVER
    assert arrived < leave_by
    assert jobs.look() > 0
    assert {row[0] for row in ask("select s.name from alarm a join staff s on s.id = a.buddy")} == {alone.BUDDY}
    filled(timedelta(hours=2))
    assert not alone.stay_too_long(PLACE, wall_clock.today(), wall_clock.now()), "once a day"
