"""What is kept of suggestions and takings: who may read it, how it is found, and that what fails each time keeps nothing else waiting."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import ProgrammingError

from backend import wall_clock
from backend.board.facts import ENGINE
from backend.board.models import BoardPublication
from backend.board.publishing import AT_ONCE, LOST, handed_over
from backend.database import Acting
from backend.transaction import transaction
from backend.weeks import facts
from backend.weeks.models import WeekTaking
from tests.access.world import EAST, PLACE
from tests.weeks.conftest import FIRST, TWICE, Weeks


@pytest.mark.parametrize("asked", ["result from week_suggestion", "changes from week_taking"])
def test_the_webs_role_reads_no_suggestion_and_no_taking_of_people_whoever_leads_the_team(weeks: Weeks, asked: str) -> None:
    """They name whom their first reader could see, for up to half a year: by then a grant may have ended, and another may lead."""
    weeks.repeat("rose", TWICE)
    weeks.take(weeks.suggest())
    table = asked.split()[-1]
    lena = Acting("web", weeks.east.staff("lena"), PLACE)
    with weeks.east.world.app.app_context():
        with transaction(lena) as session:
            assert session.scalar(text(f"select count(id) from {table}")) == 1, "that there is one, and how far it is, she may know"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction(lena) as session:
            session.execute(text(f"select {asked}"))


def test_a_lead_whose_oversight_of_somebody_ended_reads_nothing_of_them_in_what_was_suggested_before(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    made = weeks.suggest()
    assert weeks.days(made)
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(
            text("update grants set ended_at = :now where bundle_id = :rose"), {"now": wall_clock.now(), "rose": weeks.east.world.patient("rose")}
        )
    again = weeks.answer("GET", f"/weeks/suggestions/{made['id']}")
    assert weeks.east.world.patient("rose") not in str(again)
    away = [{"staff": weeks.east.staff("anna"), "from": "2026-11-25", "until": "2026-11-26"}]
    what_if = weeks.answer("POST", f"/weeks/{EAST}/{FIRST.isoformat()}/what-if", {"away": away, "suggestion": made["id"]})
    assert weeks.east.world.patient("rose") not in str(what_if)


def test_whose_a_change_is_is_found_by_an_index_and_not_by_unfolding_half_a_year_of_takings(weeks: Weeks) -> None:
    weeks.repeat("rose", TWICE)
    taken = weeks.take(weeks.suggest())
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        row = session.get(WeekTaking, taken["id"])
        assert row is not None
        assert row.change_ids == [one["id"] for one in row.changes]
        session.execute(text("set local enable_seqscan = off"))
        asked = {"place": PLACE, "changes": [row.change_ids[0], str(uuid.uuid4())]}
        plan = "\n".join(session.scalars(text(f"explain {facts._OURS.text}"), asked))
        assert "ix_week_taking_change_ids" in plan
        assert list(session.scalars(facts._OURS, asked)) == [row.change_ids[0]]


@pytest.mark.parametrize("table", [WeekTaking, BoardPublication])
def test_what_fails_each_time_keeps_no_other_waiting(weeks: Weeks, table: type[WeekTaking] | type[BoardPublication]) -> None:
    """As many as are handed over at once, of any place, whose job always fails; and one more that was asked for after them."""
    now = wall_clock.now()
    whose = {"place_id": PLACE, "team_id": EAST, "by": weeks.east.staff("lena"), "state": "waiting", "changes": [], "endings": []}
    own = {"first": FIRST, "change_ids": []} if table is WeekTaking else {"day": FIRST, "version": 0, "moves": {}}
    ids = [str(uuid.uuid4()) for _ in range(AT_ONCE + 1)]
    with weeks.east.world.app.app_context(), transaction(ENGINE) as session:
        session.add_all(table(id=id_, at=now - 2 * LOST + timedelta(seconds=n), **whose, **own) for n, id_ in enumerate(ids))
        session.flush()
        asked = [{id_ for id_, _ in handed_over(session, table, now + timedelta(minutes=n))} for n in range(3)]
        assert asked == [set(ids[:AT_ONCE]), {ids[-1]}, set()], "each in its turn, and none before its job had all its tries"
        assert len(handed_over(session, table, now + LOST + timedelta(minutes=3))) == AT_ONCE, "and then again"
        session.execute(delete(table))
