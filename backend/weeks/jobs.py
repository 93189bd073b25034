"""Writing what was taken of a suggestion, and forgetting what is over."""

from __future__ import annotations

from backend import queues, wall_clock
from backend.board.facts import ENGINE
from backend.transaction import transaction
from backend.weeks import taking

TIMEOUT = 600


def write(id_: str, place: str) -> None:
    """Writes what was taken, or the rest of it: the changes and their ids were kept before the first was written."""
    taking.carry_on(id_, place)


def resume() -> None:
    """Each minute: takings whose job came to nothing (Redis was away, every try failed) are handed over again, with the ids that they have."""
    with transaction(ENGINE) as session:
        waiting = taking.unfinished(session, wall_clock.now())
    for id_, place in waiting:
        queues.enqueue("backend.weeks.jobs.write", id_, place, queue=queues.SYNC, timeout=TIMEOUT)


def forget() -> None:
    """Each hour."""
    with transaction(ENGINE) as session:
        taking.forget(session, wall_clock.now())
