"""Looking for a proposal, publishing, and forgetting what is over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from backend import queues, wall_clock
from backend.allocation.faults import NotADay
from backend.allocation.proposal import NotInstalled, Progress
from backend.board import draft, looking, proposals, publishing
from backend.board.draft import Lead
from backend.board.facts import ENGINE, NotLeading
from backend.board.services import DAYS_KEPT
from backend.errors import where
from backend.transaction import transaction
from backend.ways import jobs as how_long

log = logging.getLogger("alongside.jobs")

TELL_EVERY = 0.4
"""Seconds between two looks at whether somebody cancelled, and two words about how far it is."""


class _Watch:
    """Tells how far it is, and learns whether to stop: both in one short transaction, at most every TELL_EVERY seconds."""

    def __init__(self, proposal: str) -> None:
        self._proposal = proposal
        self._next = 0.0
        self._is_over = False
        self._newest: Progress | None = None

    def tell(self, progress: Progress) -> None:
        self._newest = progress

    def keep(self, version: int) -> Callable[[looking.Offers], None]:
        """Hands over what was found first, of a board at this version."""

        def keep(found: looking.Offers) -> None:
            with transaction(ENGINE) as session:
                proposals.keep_first(session, self._proposal, version, found)

        return keep

    def stop(self) -> bool:
        now = wall_clock.seconds()
        if not self._is_over and now >= self._next:
            self._next = now + TELL_EVERY
            with transaction(ENGINE) as session:
                self._is_over = not proposals.tell(session, self._proposal, self._newest)
        return self._is_over


def look(proposal: str, staff: str, place: str) -> None:
    """Looks for one proposal as whoever asked for it. Nothing is kept but the proposal: killed, it leaves the day as it was, and begins anew."""
    with transaction(ENGINE) as session:
        asked = proposals.begin(session, proposal)
    if asked is None:
        return
    watch = _Watch(proposal)
    try:
        how_long.fetch(place, asked.team_id, asked.day.isoformat())
        facts = draft.facts_of(Lead(place, staff, asked.team_id, asked.day), wall_clock.now())
        found = looking.look(facts, asked, wall_clock.seconds, watch.tell, watch.stop, found_first=watch.keep(facts.version))
    except NotLeading:
        _fail(proposal, proposals.FAILURES["not-granted"])
    except NotInstalled:
        _fail(proposal, proposals.FAILURES["not-installed"])
    except NotADay as fault:
        _fail(proposal, " ".join(one.text for one in fault.faults[:5]))
    except Exception as error:
        log.error("proposal: %s", where(error))
        _fail(proposal, proposals.FAILURES["fault"])
    else:
        with transaction(ENGINE) as session:
            proposals.finish(session, proposal, facts.version, found)


def _fail(proposal: str, message: str) -> None:
    with transaction(ENGINE) as session:
        proposals.fail(session, proposal, message)


def publish(publication: str, place: str) -> None:
    """Writes what was published, or the rest of it: the changes and their ids were kept before the first was written."""
    publishing.carry_on(publication, place)


def resume() -> None:
    """Each minute: publications whose job came to nothing (Redis was away, every try failed) are handed over again, with the ids that they have."""
    with transaction(ENGINE) as session:
        waiting = publishing.unfinished(session, wall_clock.now())
    for publication, place in waiting:
        queues.enqueue("backend.board.jobs.publish", publication, place, queue=queues.SYNC, timeout=300)


def forget() -> None:
    """Each hour: proposals that nobody took, and the drafts of days that are long over."""
    now = wall_clock.now()
    with transaction(ENGINE) as session:
        proposals.forget(session, now)
        before = wall_clock.day_of(now) - timedelta(days=DAYS_KEPT)
        publishing.forget(session, before)
        draft.forget_drafts(session, before)
