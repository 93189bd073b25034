"""The command line, `python -m backend.cli VERB`; `ops/alongside` calls it in the environment that `ops/run` made.

It ends with 0, with 1 and a sentence where what was asked could not be done, with 2 where it was asked wrongly.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import secrets
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from alembic import command as alembic
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend import contract, health, ids, wall_clock
from backend.accounts import passwords
from backend.accounts import services as accounts
from backend.app import create_app
from backend.assessments import questionnaires
from backend.assessments import services as assessments
from backend.audit import jobs as audit_jobs
from backend.backups import services as backups
from backend.backups.dump import ToolFailed
from backend.command_line import CannotDo, say
from backend.config import Config, WrongConfig
from backend.database import db
from backend.errors import where
from backend.feedback import jobs as feedback_jobs
from backend.outside import commands as outside
from backend.places import services as places
from backend.places.words import ROLES
from backend.population import commands as population
from backend.record import jobs as record_jobs
from backend.record import replay as record_replay
from backend.returns import commands as returns
from backend.returns.services import Refused
from backend.transaction import transaction


def main(words: Sequence[str] | None = None) -> int:
    chosen = parser().parse_args(words)
    try:
        do: Callable[[argparse.Namespace], None] = chosen.do
        do(chosen)
    except WrongConfig as fault:
        print(fault, file=sys.stderr)
        return 2
    except (CannotDo, ToolFailed, backups.NotWhole, backups.InTheWay, places.NotTaken, assessments.NotPublished, Refused, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    except DBAPIError as fault:
        print(f"The database said no: {where(fault)}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="ops/alongside",
        description="One shared record for the people who care for someone at home.",
        epilog="ops/alongside --data DIR VERB … works on another data folder than .data; ALONGSIDE_DATABASE_URL and ALONGSIDE_REDIS_URL, "
        "where they are set, on servers of your own. ops/alongside VERB --help says more of each.",
    )
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True)

    def verb(name: str, do: Callable[[argparse.Namespace], None], words: str) -> argparse.ArgumentParser:
        found = verbs.add_parser(name, help=words, description=words)
        found.set_defaults(do=do)
        return found

    verb("migrate", migrate, "bring the database's tables up to this version")

    demo_ = verb("demo", demo, "fill an empty database with the demo place")
    demo_.add_argument("--size", choices=("team", "borough"), default="team", help="a team, ready in seconds (default), or the whole borough")
    demo_.add_argument("--accounts", action="store_true", help="only list the demo accounts and what to try with each")

    years = verb("demo-years", demo_years, "load years of visits before the demo place, and count its reports")
    years.description = (
        "The same years from the same demo, a month of a team at a time: stopped, it goes on where it was when it is begun again. A borough's three "
        "years are 3.4 million visits: half an hour or more, and some six gigabytes."
    )
    years.add_argument("--years", type=int, choices=range(1, 6), metavar="N", help="how many, 1 to 5; else 2 for a team, 3 for a borough")

    fhir = verb("import-fhir", import_fhir, "take FHIR R4 bundles into a team's caseload, and say what was taken, what not and why")
    fhir.add_argument("files", nargs="+", type=Path, metavar="FILE")
    fhir.add_argument("--place", help="the place's name, where there are several")
    fhir.add_argument("--team", help="whose caseload, by the team's name, where there are several")
    fhir.add_argument("--source", help="what to call where it comes from; else the file says it")

    population.add(verb, application, _place_named)
    outside.add(verb, application, _place_named)
    returns.add(verb, application, _place_named)

    backup = verb("backup", take_backup, "write a backup into a folder")
    backup.add_argument("folder", type=Path, metavar="DIR")
    backup.add_argument("--verify", action="store_true", help="restore it into a scratch database, compare it, and tell the tablets that it is safe")

    restore = verb("restore", restore_backup, "put a backup in the place of the database")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="even where the database holds a record; the old one stays under another name")

    verb("seal", seal, "seal the heads of all journals and of the audit trail now")

    user = verb("user", lambda _: None, "members of staff and their accounts")
    _user_verbs(user)

    questionnaire = verb("questionnaire", lambda _: None, "forms: what may be asked")
    publish = questionnaire.add_subparsers(title="verbs", metavar="VERB", required=True).add_parser(
        "publish",
        help="let a FHIR R4 Questionnaire be used",
        description="Judges it, names each item that is not right, and publishes it if none is grave.",
    )
    publish.set_defaults(do=publish_questionnaire)
    publish.add_argument("file", type=Path, metavar="FILE")
    publish.add_argument("--place", help="the place's name, where there are several")

    verb("contract", write_contract, "write backend/openapi.json and the browser's types anew")
    return top


def _user_verbs(user: argparse.ArgumentParser) -> None:
    inner = user.add_subparsers(title="verbs", metavar="VERB", required=True)
    add = inner.add_parser("add", help="add a member of staff with an account", description="Asks for the password, or reads it from standard input.")
    add.set_defaults(do=add_user)
    add.add_argument("--email", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--profession")
    add.add_argument("--organisation", help="by name; made where there is none of that name")
    add.add_argument("--team", help="by name; made where there is none of that name")
    add.add_argument("--place", help="by name; made where there is no place at all")
    disable = inner.add_parser("disable", help="end an account and all its sessions", description="What the person wrote stays.")
    disable.set_defaults(do=disable_user)
    disable.add_argument("--email", required=True)


@contextmanager
def application(config: Config | None = None) -> Iterator[Flask]:
    """An application with its context, whose connections are closed at the end."""
    app = create_app(config or Config.from_environment())
    with app.app_context():
        try:
            yield app
        finally:
            for engine in db.engines.values():
                engine.dispose()


# ------------------------------------------------------------------------------------------------------------------ verbs


def migrate(_: argparse.Namespace) -> None:
    config = Config.from_environment()
    bring_up(config.database_url)
    say(f"The tables are at {health.head()}.")
    with application():
        with transaction(places.ENGINE) as session:
            all_ = places.all_places(session)
        added = sum(assessments.ship(place, wall_clock.now()) for place in all_)
        feedback_jobs.count()  # what the version before counted may lack what this one shows
    if added:
        say(f"{added} forms added.")


def bring_up(url: str) -> None:
    """Brings the tables of a database up to this version; Alembic reads from the environment which one."""
    before = os.environ["ALONGSIDE_DATABASE_URL"]
    os.environ["ALONGSIDE_DATABASE_URL"] = url
    try:
        alembic.upgrade(health.alembic_config(), "head")
    finally:
        os.environ["ALONGSIDE_DATABASE_URL"] = before


def demo(chosen: argparse.Namespace) -> None:
    from backend.demo import services  # its lists of names and streets are large: only who asks for them pays

    with application():
        if chosen.accounts:
            say(services.accounts())
            return
        password = os.environ.get("ALONGSIDE_DEMO_PASSWORD", "")
        if len(password) < passwords.LEAST:
            raise CannotDo(f"ALONGSIDE_DEMO_PASSWORD must hold the demo accounts' password: {passwords.LEAST} characters or more.")
        try:
            services.fill(chosen.size, password=password, say=say)
        except services.NotEmpty as fault:
            raise CannotDo(str(fault)) from fault


def demo_years(chosen: argparse.Namespace) -> None:
    from backend.demo import jobs, years  # as in `demo`
    from backend.demo.bar import Bar
    from backend.demo.place import PLACE
    from backend.reports import jobs as reports

    with application():
        world = jobs.standing()
        if world is None:
            raise CannotDo("There is no demo place in this database: ops/alongside demo --help says how one is made.")
        now = wall_clock.now()
        rows = years.add(world, chosen.years or years.usual(world), now, Bar("months of teams", say))
        say(f"{rows:,} rows loaded." if rows else "They were all there.")
        due, bar = reports.due(PLACE, now), Bar("months counted", say)
        for done, month in enumerate(due, 1):
            reports.count(PLACE, month, now)
            bar(done, len(due))


def import_fhir(chosen: argparse.Namespace) -> None:
    from backend.fhir import reading, services

    with application():
        with transaction(places.ENGINE) as session:
            place = _place_named(session, chosen.place)
            team = places.find_team(session, place, chosen.team)
            if team is None:
                asked = "Say whose caseload with --team" if chosen.team is None else f"There is no team called {chosen.team}"
                raise CannotDo(f"{asked}: {_there_are('team', places.team_names(session, place))}")
        try:
            reports = services.import_files(chosen.files, place=place, team=team, source=chosen.source)
        except reading.NotR4 as fault:
            raise CannotDo(str(fault)) from fault
    say(services.in_words(reports))


def publish_questionnaire(chosen: argparse.Namespace) -> None:
    try:
        text_ = chosen.file.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise CannotDo(f"{chosen.file} is no text in UTF-8.") from fault
    item = questionnaires.too_deep(text_)
    if item is not None:
        raise CannotDo(f"{item or 'The form'}: nested deeper than anybody fills.")
    try:
        definition = json.loads(text_)
    except ValueError as fault:
        raise CannotDo(f"{chosen.file} is no JSON: {fault}") from fault
    with application():
        with transaction(places.ENGINE) as session:
            place = _place_named(session, chosen.place)
        writer, now = assessments.shipper(place), wall_clock.now()
        try:
            form, problems = assessments.upload(definition, writer, now)
        except assessments.Unfit as fault:
            raise CannotDo("\n".join(questionnaires.in_words(fault.problems).values())) from fault
        assessments.publish(form, writer, now)
    for problem in problems:
        say(f"{problem.called}: {problem.words}")
    say(f"{definition['title']}, version {definition['version']}, is in use.")


def take_backup(chosen: argparse.Namespace) -> None:
    config = Config.from_environment()
    file = backups.take(config.database_url, chosen.folder, wall_clock.now())
    say(f"Written: {file}")
    if not chosen.verify:
        return
    manifest = backups.prove(config.database_url, file, lambda url: replayed(config, url), say)
    with application(config), transaction(places.ENGINE) as session:
        backups.note_proof(session, manifest, wall_clock.now())
    say(f"Proved: {manifest.bundles} bundles. Tablets may let go of what arrived before {manifest.safe_through}.")


def replayed(config: Config, url: str) -> int:
    """How many bundles of a database are what their journals lead to. Raises NotWhole at the first that is not."""
    with application(replace(config, database_url=url)), transaction(places.ENGINE, snapshot=True) as session:
        bundles = session.execute(text("select cast(id as text) from bundle order by id")).scalars().all()
        for bundle in bundles:
            if record_replay.tampered(session, bundle) is not None or record_replay.rebuild(session, bundle) != record_replay.stored(session, bundle):
                raise backups.NotWhole(f"The journal of the bundle {bundle} does not lead to its record.")
        return len(bundles)


def restore_backup(chosen: argparse.Namespace) -> None:
    config = Config.from_environment()
    made_at = backups.check_file(chosen.file).migration
    if not health.knows(made_at):
        raise CannotDo(f"{chosen.file.name} is of a newer version of Alongside (its tables are at {made_at}): install that one first.")
    aside = backups.restore(config.database_url, chosen.file, wall_clock.now(), replace=chosen.replace, bring_up=bring_up, say=say)
    migrate(chosen)
    say("Restored. Each tablet notices by itself and sends again what the backup lacks.")
    if aside is not None:
        say(f"The database as it was is now called {aside}.")
    say("Accounts and sessions are as they were then: end again what was ended since (ops/alongside user disable).")


def seal(_: argparse.Namespace) -> None:
    with application():
        record, audit = record_jobs.seal(), audit_jobs.seal()
    say(f"Record: {record or 'nothing was written since the last seal'}")
    say(f"Audit trail: {audit}")


def add_user(chosen: argparse.Namespace) -> None:
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        hashed = passwords.hashed(password)
    except ValueError as fault:
        raise CannotDo(str(fault)) from fault
    if (why := passwords.guessable(password, (chosen.name, chosen.email, chosen.organisation, chosen.team, chosen.place))) is not None:
        raise CannotDo(why)
    now = wall_clock.now()
    with application():
        with transaction(places.ENGINE) as session:
            if accounts.has_account(session, chosen.email):
                raise CannotDo(f"There is an account for {chosen.email} already.")
            place = _place(session, chosen.place, now)
        assessments.ship(place, now)
        person = places.NewPerson(chosen.name, chosen.role, chosen.profession, chosen.organisation, chosen.team)
        staff = places.add_person(place, person, now, lambda: ids.made(wall_clock.now(), secrets.token_bytes(10)))
        with transaction(places.ENGINE) as session:
            accounts.add_accounts(session, [accounts.NewAccount(str(uuid.uuid4()), place, staff, chosen.email, hashed)], now)
    say(f"{chosen.name} can sign in as {chosen.email}.")


def _place_named(session: Session, name: str | None) -> str:
    found = places.find_place(session, name)
    if found is None:
        asked = "Say which place with --place" if name is None else f"There is no place called {name}"
        raise CannotDo(f"{asked}: {_there_are('place', places.place_names(session))}")
    return found


def _there_are(what: str, names: Sequence[str]) -> str:
    return f"there are {'; '.join(names)}." if names else f"there is no {what} yet; ops/alongside user add --help says how one is made."


def _place(session: Session, name: str | None, now: datetime) -> str:
    found = places.find_place(session, name)
    if found is not None:
        return found
    if places.has_places(session):
        raise CannotDo("Say which place with --place: there is none of that name." if name else "Say which place with --place: there are several.")
    place = str(uuid.uuid4())
    places.make_place(session, place, name or "Our place", now)
    return place


def disable_user(chosen: argparse.Namespace) -> None:
    with application(), transaction(places.ENGINE) as session:
        if not accounts.disable(session, chosen.email, wall_clock.now()):
            raise CannotDo(f"There is no account for {chosen.email}.")
    say(f"{chosen.email} can no longer sign in, and every session has ended.")


def write_contract(_: argparse.Namespace) -> None:
    nowhere = Config(database_url="postgresql+psycopg://nowhere/none", redis_url="redis://127.0.0.1:1", secret_key=secrets.token_urlsafe(48))
    written = contract.write(create_app(nowhere))
    say("\n".join(str(path) for path in written) or "All is current.")


if __name__ == "__main__":
    sys.exit(main())
