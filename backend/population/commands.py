"""The verb of the command line that takes risk bands."""

from __future__ import annotations

import argparse
from pathlib import Path

from backend import wall_clock
from backend.command_line import Application, CannotDo, PlaceNamed, Verb, say
from backend.places import services as places
from backend.population import importing, reading
from backend.transaction import transaction


def add(verb: Verb, application: Application, place_named: PlaceNamed) -> None:
    def import_bands(chosen: argparse.Namespace) -> None:
        content, now = chosen.file.read_bytes(), wall_clock.now()
        with application():
            with transaction(places.ENGINE) as session:
                place = place_named(session, chosen.place)
            try:
                done = importing.import_bands(content, place=place, source=chosen.source, by=importing.AUTHOR, now=now)
            except reading.Refused as fault:
                raise CannotDo(str(fault)) from fault
        say(done.in_words())
        if done.refused:
            raise CannotDo("Not all of it was taken. Import the same file again: it goes on where it was.")

    bands = verb("import-bands", import_bands, "take a month's risk bands (CSV), all or nothing, and say line by line what is wrong")
    bands.description = (
        "The columns, in this order and by these names: nhs_number,practice,run_on,model,version,score,band. One line per person, UTF-8. "
        "practice: its code; run_on: a date like 2026-11-01; either every line has a score, and the bands are made here by rank of the whole "
        "file (0.5, 4.5 and 15 per cent), or every line has a band: very-high, high, moderate, low."
    )
    bands.add_argument("file", type=Path, metavar="FILE")
    bands.add_argument("--place", help="the place's name, where there are several")
    bands.add_argument("--source", default="Risk stratification", help="where it comes from, as it is shown beside each band")
