"""The demo's inbox: people whose numbers are nobody else's, referrals that the record takes whatever the hour, and the drawing's states."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from backend.demo.people import Numbers
from backend.demo.referrals import WHO, _Writing
from backend.demo.referred import PEOPLE, TODAY
from backend.demo.world import SIZES, make_world
from backend.patients.nhs_number import is_synthetic
from backend.patients.schemas import PatientSchema
from backend.referrals.schemas import ReferralSchema
from backend.wire_fields import judged_on

DAYS = [datetime(2026, 11, 23, 0, 5, tzinfo=UTC), datetime(2026, 11, 24, 8, 12, tzinfo=UTC), datetime(2027, 1, 1, 23, 59, tzinfo=UTC)]


def written(now: datetime) -> _Writing:
    world = make_world("team", 1948, date(2026, 11, 23))
    teams = {one.name: team for team, one in world.place.extra.items()} | {"integrated": world.place.teams[0].id}
    writing = _Writing(world.place.person(WHO).id, teams, world, now.date(), now)
    writing.people()
    writing.today_()
    return writing


def test_everybody_has_a_number_of_their_own_from_the_range_that_is_never_issued() -> None:
    numbers = [person.nhs_number for person in PEOPLE]
    assert len(set(numbers)) == len(numbers)
    assert all(is_synthetic(number) for number in numbers)
    others = Numbers()
    assert not {others.next() for _ in range(2 * SIZES["team"].people)} & set(numbers)


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_what_is_written_is_what_the_record_takes_whatever_the_hour(now: datetime) -> None:
    schemas = {"patient": PatientSchema(), "referral": ReferralSchema()}
    with judged_on(now.date()):
        for change in written(now).changes:
            assert schemas[change.kind].validate(dict(change.set)) == {}, change.set
            assert change.made_at <= now.strftime("%Y-%m-%dT%H:%M:%S.999Z")


def test_it_has_the_states_of_the_drawing_and_one_person_twice() -> None:
    states = Counter(one.status or "new" for one in TODAY)
    assert states == {"new": 5, "triage": 2, "asked": 1, "accepted": 5, "declined": 1}
    twice = [person for person, count in Counter(one.person for one in TODAY).items() if count > 1]
    assert [PEOPLE[person].family_name for person in twice] == ["Khatun"]
    assert {one.clock for one in TODAY} >= {"two-hours", "two-days", "eighteen-weeks", "no-clock"}


def test_the_same_day_makes_the_same_ids() -> None:
    assert [change.record for change in written(DAYS[1]).changes] == [change.record for change in written(DAYS[1]).changes]
