"""The demo's team meetings, in the database as `ops/run` fills it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.demo import services, team_meeting
from tests.demo.test_services import _filled_database, _small_size, ask, filled, staff_id  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("day", "step", "found"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 24)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), -1, date(2026, 11, 27)),
    ],
)
def test_teams_meet_on_working_days(day, step, found):
    assert team_meeting.workday(day, step) == found


def test_one_was_two_weeks_ago_with_what_was_decided_on_the_plans_and_one_is_to_come(filled):  # noqa: F811
    meetings = ask("select cast((starts_at at time zone 'Europe/London') as date), status, title from meeting order by starts_at")
    assert meetings == [(date(2026, 11, 10), "held", team_meeting.TITLE), (date(2026, 11, 25), "planned", team_meeting.TITLE)]
    items = ask(
        "select p.family_name, i.status, t.question is not null, t.decision is not null, t.outcome_reason is not null from meeting_item i"
        " join patient p on p.id = i.patient_id join meeting_talk t on t.patient_id = i.patient_id and t.meeting = i.meeting and t.part = 'more'"
        " order by i.held_on, i.position"
    )
    assert items == [
        ("Whitfield", "discussed", True, True, False),
        ("O'Leary", "discussed", True, True, False),
        ("Bailey", "put-off", True, False, True),
        ("Bailey", "listed", True, False, False),
        ("Campbell", "listed", True, False, False),
        ("Jama", "listed", True, False, False),
        ("Cheung", "listed", True, False, False),
        ("Farah", "listed", True, False, False),
    ]
    deeds = ask(
        "select p.family_name, a.words from action a join patient p on p.id = a.patient_id"
        " join meeting_item i on i.id = a.origin_record and i.patient_id = a.patient_id where a.origin_kind = 'meeting_item' order by 1, 2"
    )
    assert [name for name, _ in deeds] == ["O'Leary", "Whitfield", "Whitfield"]
    [(attended,)] = ask("select attended from meeting where status = 'held'")
    assert staff_id("Kemi Adeyemi") in attended
    assert team_meeting.GUESTS[0] in attended


def test_who_is_to_be_discussed_is_on_the_leads_tablet_until_the_day_after(filled):  # noqa: F811
    carried = ask(
        "select p.family_name, g.until from grants g join patient p on p.id = g.bundle_id"
        " where g.why = 'meeting' and g.carried and g.staff_id = :staff",
        staff=staff_id("Priya Nair"),
    )
    assert {name for name, _ in carried} == {"Bailey", "Campbell", "Jama", "Cheung", "Farah"}
    assert {until.date() for _, until in carried} == {date(2026, 11, 27)}


def test_there_is_always_one_to_come_and_starting_again_plans_no_other(filled):  # noqa: F811
    def count() -> int:
        return ask("select count(*) from meeting")[0][0]

    services.fill("small", password="the-demo-password", say=lambda _: None)
    assert count() == 2
    filled(timedelta(days=2))
    services.fill("small", password="the-demo-password", say=lambda _: None)
    latest = ask("select cast(max(starts_at) as date), count(*) from meeting")
    assert latest == [(date(2026, 12, 9), 3)], "two weeks after the one that was"
    filled(timedelta(days=60))
    services.fill("small", password="the-demo-password", say=lambda _: None)
    assert ask("select cast(max(starts_at) as date) from meeting") == [(date(2027, 1, 26),)], "the next working day, where none was for long"
