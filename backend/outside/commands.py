"""The verb of the command line that takes files from outside."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

from backend import wall_clock
from backend.command_line import Application, CannotDo, PlaceNamed, Verb, say
from backend.outside import importing
from backend.outside.reading import Months
from backend.places import services as places
from backend.population.reading import Refused
from backend.transaction import transaction


def add(verb: Verb, application: Application, place_named: PlaceNamed) -> None:
    def import_figures(chosen: argparse.Namespace) -> None:
        first = chosen.first or chosen.last
        months = Months(first, wall_clock.month_after(chosen.last or first) - timedelta(days=1)) if first else None
        content, now = chosen.file.read_bytes(), wall_clock.now()
        with application():
            with transaction(places.ENGINE) as session:
                place = place_named(session, chosen.place)
            try:
                done = importing.import_file(
                    content, place=place, source=chosen.source, by="import-figures", months=months, now=now, knows=lambda _: chosen.anyway
                )
            except importing.TakesAway as question:
                raise CannotDo(f"Nothing was imported.\n{question}\nWith --anyway it is.") from question
            except Refused as fault:
                raise CannotDo(str(fault)) from fault
        say(done.in_words())

    figures = verb("import-figures", import_figures, "take what the record cannot know (CSV), all or nothing, and say line by line what is wrong")
    figures.description = (
        "Admissions, discharges, delayed transfers, residents. The first line says which it is; ops/decisions/outside.md has the columns. A file of "
        "people tells all of the months that are said with it, and takes the place of what was told of them before."
    )
    figures.add_argument("file", type=Path, metavar="FILE")
    figures.add_argument("--from", dest="first", type=month, metavar="MONTH", help="the first month of which the file tells all, like 2026-10")
    figures.add_argument("--until", dest="last", type=month, metavar="MONTH", help="the last; of one month either will do")
    figures.add_argument("--place", help="the place's name, where there are several")
    figures.add_argument("--anyway", action="store_true", help="also where it takes away what was told before, or tells that there was nothing")
    figures.add_argument("--source", required=True, help="where it comes from")


def month(text: str) -> date:
    """The first day of a month like 2026-10. Raises ValueError, which argparse tells."""
    return date.fromisoformat(f"{text}-01")
