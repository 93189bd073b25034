"""Photos of two wounds over some weeks, taken by two nurses, put in as a tablet does it: the record first, then its content in pieces."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend import wall_clock
from backend.demo import cast
from backend.demo.ids import at, named_id
from backend.demo.place import PLACE
from backend.demo.world import World
from backend.demo.wound_drawings import SIZE, Wound, jpeg
from backend.patients import attachments
from backend.patients.past import Reader
from backend.record import Applied, Change, registry
from backend.record import services as record
from backend.record.pulling import schema


@dataclass(frozen=True, slots=True)
class Shot:
    """`days` before the place was made, `minutes` after midnight."""

    days: int
    minutes: int
    by: str
    words: str
    wound: Wound


KEMI, YUSUF = "Kemi Adeyemi", "Yusuf Ali"

TAKEN: tuple[tuple[tuple[str, str], str, tuple[Shot, ...]], ...] = (
    (
        ("Rokeya", "Begum"),
        "Left lower leg",
        (
            Shot(82, 604, KEMI, "Most of the bed yellow, wet. Skin round it sore and red.", Wound("shin", 4.5, 3.2, 0.8, 1.4)),
            Shot(54, 598, KEMI, "Half of the bed clean and red. Skin less sore.", Wound("shin", 4.1, 3.0, 0.55, 1.0)),
            Shot(33, 615, YUSUF, "Clean, edges pink. Skin round it dry.", Wound("shin", 3.8, 2.75, 0.3, 0.7)),
            Shot(5, 601, KEMI, "Smaller and drier. A little yellow left in the middle.", Wound("shin", 3.5, 2.6, 0.1, 0.4)),
        ),
    ),
    (
        ("George", "Whitfield"),
        "Left heel",
        (
            Shot(56, 722, KEMI, "Category 3, the bed mostly yellow. Skin red as far as the ankle.", Wound("heel", 3.6, 2.95, 0.8, 1.0)),
            Shot(35, 668, YUSUF, "Less yellow. Edges soft, no smell.", Wound("heel", 3.3, 2.7, 0.5, 0.8)),
            Shot(14, 725, KEMI, "Drier. Redness going back.", Wound("heel", 3.0, 2.45, 0.3, 0.6)),
            Shot(4, 671, YUSUF, "Two thirds clean. Sore on moving.", Wound("heel", 2.8, 2.35, 0.2, 0.4)),
        ),
    ),
)
"""Of whom, where, what. The sizes are those of the trend of wound areas in the same records."""


class NotTaken(Exception):
    """The record or the store of pictures did not take one: then the demo's start is not what it says it is."""


def add(world: World, now: datetime) -> list[str]:
    """Once more changes nothing. Returns the attachments' ids."""
    patients = {(one.given, one.family): one.id for one in cast.make_cast(world.place, world.seed, world.made_on)}
    return [_take(world, patients[name], site, shot, now) for name, site, shots in TAKEN for shot in shots]


def _take(world: World, patient: str, site: str, shot: Shot, now: datetime) -> str:
    person = world.place.person(shot.by)
    content = jpeg(shot.wound, world.seed)
    taken_at = at(world.made_on - timedelta(days=shot.days), shot.minutes)
    attachment = named_id(taken_at, "photograph", patient, site)
    change = Change(
        id=named_id(taken_at, "photograph taken", attachment),
        kind="attachment",
        record=attachment,
        bundle=patient,
        patient=patient,
        author=person.id,
        made_at=wall_clock.wire(taken_at),
        schema=schema(),
        saw=None,
        set={
            "what": "wound",
            "site": site,
            "words": shot.words,
            "taken_at": wall_clock.wire(taken_at),
            "staff": person.id,
            "media_type": "image/jpeg",
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "width": SIZE[0],
            "height": SIZE[1],
        },
        part="more",
    )
    writer = registry.Writer(staff=person.id, roles=frozenset({person.role}), place=PLACE)
    ending = record.write([change], writer, received_at=now).endings[0].ending
    if not isinstance(ending, Applied):
        raise NotTaken(f"{site} ended as {ending}")
    taker = Reader(staff=person.id, place=PLACE, device=None)
    for start in range(0, len(content), attachments.PIECE):
        received = attachments.take(taker, attachment, start, content[start : start + attachments.PIECE], now)
    if not received.whole:
        raise NotTaken(f"{site}: {received.received} of {len(content)} bytes")
    return attachment
