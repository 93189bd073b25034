"""Each night, and where something late came: a month's facts made anew, and counted. Another month is another transaction: a killed worker loses one.

1. This month and the last are counted every night; an older one where somebody wrote into it (`from_records`), where it was never counted, or not
   since what is told once may be told. Of months longer ago than `facts.MONTHS` those alone that were counted when they were younger; what is due
   of any other is beyond what is counted, and is struck off.
2. What is due is taken off the list in the transaction that counts it: killed before its end, it is still there.
3. Each has a time limit of its own, and runs in a queue of its own: nothing that a tablet waits for stands behind it.
"""

from __future__ import annotations

import contextlib
import logging
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from backend import queues, wall_clock
from backend.database import Acting
from backend.errors import where
from backend.places import queries as places
from backend.reports import counting, experience, exports, facts, schedules
from backend.reports.models import Counted, Due
from backend.transaction import transaction

log = logging.getLogger("alongside.jobs")

ENGINE = Acting(role="engine")
_NOTED = text("SELECT xmin::text FROM report_due WHERE place_id = :place AND month = :month")
_TAKEN_OFF = text("DELETE FROM report_due WHERE place_id = :place AND month = :month AND xmin::text = :noted")
"""Only as it stood before the counting began: who writes into the month meanwhile touches the row, and then it stays due."""
_BEYOND = text(
    "DELETE FROM report_due WHERE place_id = :place AND month < :oldest AND month NOT IN (SELECT month FROM report_counted WHERE place_id = :place)"
)
_FIRST = text(
    "SELECT least((SELECT min(planned_start) FROM visit WHERE place_id = :place), (SELECT min(received_at) FROM referral WHERE place_id = :place))"
)
_SEEN_SINCE = text(
    "SELECT DISTINCT date_trunc('month', referral.received_at AT TIME ZONE 'Europe/London') FROM referral "
    "JOIN referral_first_contact AS seen ON seen.id = referral.id WHERE referral.place_id = :place AND seen.seen_at >= :since"
)
"""Months in which somebody was referred who has been seen since then: of a referral the month is complete when all of them were."""
SECONDS = 600
"""A month of the largest place takes a twentieth of it."""
_ONE_PROCESSOR = "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL work_mem = '64MB'"
"""Nobody waits for it: it takes one processor, the others stay with who syncs; and a month's visits are sorted in memory."""
REACH = 3
"""Into so many months before it a month reaches: the 90 days to the end of April begin in January."""


def nightly() -> None:
    """Hands over what is due, a job a place."""
    with transaction(ENGINE) as session:
        every = places.all_(session)
    for place in every:
        queues.enqueue("backend.reports.jobs.refresh", place, queue=queues.REPORTS, timeout=4 * 3600)


def refresh(place: str) -> None:
    """Counts every month of a place that is due, the oldest first: what a month counts may reach into those before it.

    A month that fails is told and left for the next night.
    """
    now = wall_clock.now()
    with transaction(Acting(role="statistics", place=place)) as session:
        session.execute(_BEYOND, {"place": place, "oldest": facts.oldest(wall_clock.day_of(now))})
    failed = 0
    for month in due(place, now):
        try:
            count(place, month, now)
        except Exception as error:  # what is wrong with one month is no reason to leave the others as they were
            log.error("reports, %s: %s", month.isoformat()[:7], where(error))
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} months could not be counted")


def due(place: str, now: datetime) -> list[date]:
    """The months to count, the oldest first: this one and the last, those written to since they were, those that never were, from the first of which
    anything is known on, those not counted since they may be told, and those that reach back into one of them.
    """
    today = wall_clock.day_of(now)
    this, oldest = today.replace(day=1), facts.oldest(today)
    given = {"place": place, "since": wall_clock.midnight(wall_clock.month_after(this, -1))}
    with transaction(Acting(role="statistics", place=place)) as session:
        first = session.execute(_FIRST, given).scalar()
        counted = {
            row[0]: wall_clock.day_of(row[1]) for row in session.execute(select(Counted.month, Counted.made_at).where(Counted.place_id == place))
        }
        late = set(session.scalars(select(Due.month).where(Due.place_id == place)))
        late |= {moment.date() for moment in session.scalars(_SEEN_SINCE, given)}
    known = {*counted, *late, *([] if first is None else [wall_clock.day_of(first).replace(day=1)])}
    if not known:
        return []
    begin = max(min(known), oldest)
    late |= {month for month, on in counted.items() if on < facts.told_on(month) <= today}
    window = {wall_clock.month_after(this, -n) for n in range(facts.MONTHS + 1)}
    own = {month for month in window if month in late or month >= wall_clock.month_after(this, -1) or (month >= begin and month not in counted)}
    own |= {month for month in counted if month in late}
    return sorted(month for month in {*window, *counted} if any(wall_clock.month_after(month, -n) in own for n in range(REACH + 1)))


def count(place: str, month: date, now: datetime) -> int:
    """Makes one month's facts anew and counts them, whole or not at all. Returns how many rows of facts there are."""
    with transaction(Acting(role="statistics", place=place)) as session:
        # Between two statements what is hidden is worked out, which takes its time as well.
        session.execute(text(f"SET LOCAL statement_timeout = '{SECONDS}s'; SET LOCAL idle_in_transaction_session_timeout = '{SECONDS}s'"))
        session.execute(text(_ONE_PROCESSOR))
        of_month = {"place": place, "month": month}
        noted = session.execute(_NOTED, of_month).scalar()
        rows = facts.fill(session, place, month, now)
        counting.count(session, place, month, now)
        made = {"place_id": place, "month": month, "made_at": now, "rows": rows}
        session.execute(upsert(Counted).values(made).on_conflict_do_update(index_elements=[Counted.place_id, Counted.month], set_=made))
        session.execute(_TAKEN_OFF, {**of_month, "noted": noted})  # last: whoever writes into the month waits from here on
    return rows


def forget() -> None:
    """Each hour: files of exports that are kept no longer; and those that nobody was handed, as the queue was away, are handed over again."""
    now = wall_clock.now()
    with transaction(ENGINE) as session:
        exports.forget(session, now)
        left = exports.left_waiting(session, now)
    for export in left:
        queues.enqueue("backend.reports.making.make", export, queue=queues.REPORTS, timeout=3600)


def copy_experience() -> None:
    """Every quarter of an hour: what people said, where feedback has counted it anew. A place that fails is told, and keeps no other from its own."""
    with transaction(ENGINE) as session:
        every = places.all_(session)
    failed = 0
    for place in every:
        try:
            experience.copy(place)
        except Exception as error:
            log.error("experience: %s", where(error))
            failed += 1
    if failed:
        raise RuntimeError(f"of {failed} places it could not be copied")


def each_month() -> None:
    """Each hour: what schedules make of a month, once it is over and counted. One that goes wrong keeps none of the others from theirs."""
    now = wall_clock.now()
    with contextlib.suppress(RuntimeError):  # it has told of it, and is tried again by itself
        copy_experience()
    with transaction(ENGINE) as session:
        every = schedules.going_on(session)
    failed = 0
    for schedule in every:
        try:
            with transaction(ENGINE) as session:
                export = schedules.look(session, schedule, now)
        except Exception as error:
            log.error("schedule: %s", where(error))
            failed += 1
            continue
        if export is not None:
            queues.enqueue("backend.reports.making.make", export, queue=queues.REPORTS, timeout=3600)
    if failed:
        raise RuntimeError(f"{failed} schedules could not be looked at")
