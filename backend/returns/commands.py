"""The verbs of the command line for national returns: a place's code map, and who may make its returns."""

from __future__ import annotations

import argparse
from pathlib import Path

from backend import wall_clock
from backend.accounts import passwords
from backend.accounts import queries as accounts
from backend.command_line import Application, PlaceNamed, Verb, say
from backend.database import Acting
from backend.feedback.contents import MODES
from backend.places import queries as places
from backend.returns import codes, services
from backend.transaction import transaction

ENGINE = Acting(role="engine")


def add(verb: Verb, application: Application, place_named: PlaceNamed) -> None:
    def take_codes(chosen: argparse.Namespace) -> None:
        lines = services.read_codes(chosen.file.read_bytes())
        with application(), transaction(ENGINE) as session:
            services.set_codes(session, place_named(session, chosen.place), lines, wall_clock.now())
        say(f"{len(lines)} codes stand in the place of those before.")

    def name_sender(chosen: argparse.Namespace) -> None:
        with application(), transaction(ENGINE) as session:
            account = accounts.account_of(session, passwords.email_key(chosen.email))
            post = places.post(session, account.staff_id) if account else None
            if account is None or (not chosen.end and (post is None or post.role != "manager")):
                raise services.Refused([f"There is no manager with an account for {chosen.email}."])
            services.name_sender(session, account.place_id, account.staff_id, wall_clock.now(), may=not chosen.end)
        say(f"{chosen.email} may {'no longer make' if chosen.end else 'make'} national returns.")

    code_map = verb("return-codes", take_codes, "take a place's code map for national returns (CSV), all or nothing, in the place of the one before")
    code_map.description = (
        f"The columns: list,word,code. The lists: {', '.join(codes.MAPS)}. organisation has the words {', '.join(codes.ORGANISATIONS)}; assessment "
        "an instrument's key, like phq-9; activity the word assessment, and professions: what is done by one; staff-group professions; language "
        f"languages; fft-mode {', '.join(MODES)}, each with what the Friends and Family form calls it."
    )
    code_map.add_argument("file", type=Path, metavar="FILE")
    code_map.add_argument("--place", help="the place's name, where there are several")
    sender = verb("return-sender", name_sender, "let a manager make national returns, in which people can be told; nobody may otherwise")
    sender.add_argument("--email", required=True)
    sender.add_argument("--end", action="store_true", help="no longer")
