"""What a lead says about lone working for somebody of their team: who looks out for them today.

Said through the one door, in the lead's name, into that person's own day: their tablet has it, and the newest word stands, theirs or the lead's.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from backend import wall_clock
from backend.database import Acting
from backend.grants import services as grants
from backend.lone_working.team import ENGINE, NotLeading
from backend.places import queries as places
from backend.record import Applied, Change, Merged, Refused
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction
from backend.visits import queries as visits


class NotPossible(Exception):
    """It cannot be so: by field, as sentences."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


class NotTaken(Exception):
    """The record did not take it: as a sentence."""


def choose_buddy(place: str, lead: str, staff: str, buddy: str | None, made: str, now: datetime) -> None:
    """Names who is told first when `staff` is overdue today; None: whoever is nearest then. `made`: the id of this saying.

    Raises NotLeading, NotPossible, NotTaken.
    """
    day = wall_clock.day_of(now)
    bundle = grants.mine_bundle(staff)
    with transaction(Acting("web", lead, place)) as session:
        post = places.post(session, lead)
        if post is None or post.role != "lead" or post.team is None:
            raise NotLeading
        members = places.members(session, place, post.team)
    if staff not in members:
        raise NotLeading
    if buddy is not None and (buddy == staff or buddy not in members):
        raise NotPossible({"buddy": "A buddy is another member of the team."})
    with transaction(ENGINE) as session:
        mine = visits.days_of(session, place, day, [bundle]).get(bundle)
        stands = None if mine is None else (mine.id, mine.buddy)
    if stands is None:
        raise NotPossible({"buddy": "They have no shift today."})
    if stands[1] == buddy:
        return
    change = Change(
        id=str(uuid.uuid5(grants.NAMESPACE, f"buddy:{made}")), kind="my_day", record=stands[0], bundle=bundle, patient=None, author=lead,
        made_at=wall_clock.wire(now), schema=schema(), saw={"buddy": stands[1]}, set={"buddy": buddy},
    )  # fmt: skip
    [ended] = record.write([change], Writer(staff=lead, roles=frozenset({"lead"}), place=place)).endings
    match ended.ending:
        case Applied() | Merged():
            return
        case Refused(message=message):
            raise NotTaken(message)
        case _:
            raise NotTaken("The service is busy. Try again in a moment.")
