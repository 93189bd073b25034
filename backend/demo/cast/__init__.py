"""The people of the drawings: Kemi Adeyemi's nine visits of today, written by hand, with all that their team knows of them."""

from __future__ import annotations

from datetime import date

from backend.demo.case import Case
from backend.demo.cast import afternoon, morning
from backend.demo.cast.rokeya_begum import rokeya_begum
from backend.demo.place import Place

NUMBERS = frozenset({"9992048719", "9991956832", "9992374187"})
"""NHS numbers that stand in the drawings."""


def make_cast(place: Place, seed: int, made_on: date) -> list[Case]:
    """In the order of Kemi's day. All of the first team."""
    makers = (
        morning.lok_man_cheung,
        morning.fadumo_jama,
        morning.terence_bailey,
        rokeya_begum,
        morning.abdirahman_farah,
        afternoon.george_whitfield,
        afternoon.mei_ling_chan,
        afternoon.yvonne_campbell,
        afternoon.margaret_oleary,
    )
    return [make(place, seed, made_on) for make in makers]


def rokeya_id(place: Place, seed: int, made_on: date) -> str:
    """Whose record the drawings open."""
    return make_cast(place, seed, made_on)[3].id
