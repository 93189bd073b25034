"""Takes a backup, proves it by restoring it, restores one.

1. A backup and its manifest are of one snapshot: the manifest says what the restored database must have.
2. A backup is proved only by restoring it into a scratch database, comparing every chain's head, and replaying every journal.
3. A restore happens beside the database that stands; only when it is whole do the two change names, and the old one stays.
4. `safe_through` lies before every change that might not be in the snapshot.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, make_url, select, text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.backups import dump
from backend.backups.models import ProvedBackup
from backend.database import OPTIONS
from backend.transaction import make_roles

MARGIN = timedelta(minutes=10)
"""A change received before the snapshot may have been committed after it, but not this long after: its statements end after 30 s each."""

Say = Callable[[str], None]


class NotWhole(Exception):
    """A backup is not what its manifest says, or its journal does not lead to its record."""


class InTheWay(Exception):
    """A restore would take the place of a database in use, and nobody said that it may."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside a backup. `heads`: SHA-256, hex, over all bundles' ids, revs and chain heads."""

    file: str
    taken_at: str
    safe_through: str
    migration: str | None
    bundles: int
    heads: str
    sha256: str

    @staticmethod
    def beside(file: Path) -> Path:
        return file.with_name(f"{file.name}.json")

    @classmethod
    def read(cls, file: Path) -> Manifest:
        """The manifest of a backup. Raises NotWhole where it is missing or not one."""
        try:
            return cls(**json.loads(cls.beside(file).read_text()))
        except FileNotFoundError as error:
            raise NotWhole(f"{cls.beside(file).name} is missing: it belongs beside the backup.") from error
        except (TypeError, ValueError) as error:
            raise NotWhole(f"{cls.beside(file).name} is no manifest of a backup.") from error


def safe_through(session: Session) -> datetime | None:
    """Until when everything that was received is in a backup that was proved; None while there is none."""
    return session.execute(select(func.max(ProvedBackup.safe_through))).scalar_one()


# ------------------------------------------------------------------------------------------------------------------ taking


def take(url: str, folder: Path, now: datetime) -> Path:
    """Writes a backup and its manifest into `folder`; returns the backup's path. Raises ToolFailed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"alongside-{now.strftime('%Y%m%dT%H%M%SZ')}.dump"
    unfinished = file.with_suffix(".unfinished")
    with _engine(url) as engine, engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.execute(text("select pg_export_snapshot()")).scalar_one()
        server = _major(connection)
        bundles, heads = heads_of(connection)
        migration = connection.execute(text("select version_num from alembic_version")).scalar_one_or_none()
        arguments = ["--format=custom", "--compress=6", f"--snapshot={snapshot}", f"--file={unfinished}"]
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))  # patients' data: for whoever takes backups, nobody else
        try:
            dump.call(dump.tool("pg_dump", server), arguments, make_url(url))
        except dump.ToolFailed:
            unfinished.unlink(missing_ok=True)
            raise
    manifest = Manifest(file.name, wall_clock.wire(now), wall_clock.wire(now - MARGIN), migration, bundles, heads, _sha256(unfinished))
    _write(Manifest.beside(file), json.dumps(asdict(manifest), indent=2) + "\n")
    _flush(unfinished)
    os.replace(unfinished, file)
    _flush(folder)
    return file


def heads_of(connection: Connection) -> tuple[int, str]:
    """How many bundles there are, and the hash over the head of each one's chain."""
    sum_, count = hashlib.sha256(), 0
    rows = connection.execute(text("select cast(id as text), rev, head from bundle order by id"), execution_options={"yield_per": 10_000})
    for bundle, rev, head in rows:
        sum_.update(f"{bundle} {rev} {bytes(head).hex()}\n".encode())
        count += 1
    return count, sum_.hexdigest()


# ------------------------------------------------------------------------------------------------------------------ proving


def prove(url: str, file: Path, replay: Callable[[str], int], say: Say = lambda text: None) -> Manifest:
    """Restores a backup into a scratch database of the same server and compares it (2). `replay(url)` replays every journal there and returns how
    many bundles it found whole, or raises NotWhole. Raises NotWhole, ToolFailed. The scratch database is gone afterwards."""
    manifest = check_file(file)
    scratch = f"alongside_scratch_{hashlib.sha256(os.urandom(16)).hexdigest()[:12]}"
    with _scratch(url, scratch):
        say("restoring into a scratch database")
        load(dump.database(url, scratch), file)
        with _engine(dump.database(url, scratch)) as engine, engine.connect() as connection:
            found = heads_of(connection)
        if found != (manifest.bundles, manifest.heads):
            raise NotWhole(f"{file.name}: restored, its chains are not those of the manifest.")
        say("replaying every journal")
        replayed = replay(dump.database(url, scratch))
        if replayed != manifest.bundles:
            raise NotWhole(f"{file.name}: {replayed} of {manifest.bundles} journals led to their record.")
    return manifest


def note_proof(session: Session, manifest: Manifest, now: datetime) -> None:
    """From now on the tablets are told. The session acts as the engine."""
    session.add(
        ProvedBackup(
            file=manifest.file,
            safe_through=wall_clock.from_wire(manifest.safe_through),
            proved_at=now,
            bundles=manifest.bundles,
            heads=bytes.fromhex(manifest.heads),
        )
    )


def check_file(file: Path) -> Manifest:
    """The manifest, where the file is what it says. Raises NotWhole."""
    if not file.is_file():
        raise NotWhole(f"There is no backup {file}.")
    manifest = Manifest.read(file)
    if _sha256(file) != manifest.sha256:
        raise NotWhole(f"{file.name} is not the file that was written: its SHA-256 differs from the manifest's.")
    return manifest


def load(url: str, file: Path) -> None:
    """Fills an empty database from a backup, all or nothing. Raises ToolFailed."""
    with _engine(url) as engine:
        with engine.begin() as connection:
            make_roles(connection)
            server = _major(connection)
        arguments = ["--single-transaction", "--exit-on-error", f"--dbname={make_url(url).database}", str(file)]
        dump.call(dump.tool("pg_restore", server), arguments, make_url(url))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("analyze"))


# ------------------------------------------------------------------------------------------------------------------ restoring


def restore(
    url: str, file: Path, now: datetime, *, replace: bool, bring_up: Callable[[str], None] = lambda url: None, say: Say = lambda text: None
) -> str | None:
    """Puts a backup in the place of the database (3). Returns the name under which the old one stays; None where it was empty.

    `bring_up` is handed the URL of what was restored before it takes the place: an older version's tables are brought up to this one's there.

    Raises InTheWay where the database holds something and `replace` is false; NotWhole, ToolFailed, and then nothing has changed.
    """
    check_file(file)
    name = make_url(url).database or ""
    occupied = _is_occupied(url)
    if occupied and not replace:
        raise InTheWay(f"The database {name} holds a record. Say --replace to put the backup in its place; the old one stays under another name.")
    beside, aside = f"{name}_restoring", f"{name}_before_{now.strftime('%Y%m%dT%H%M%SZ')}"
    with _engine(_maintenance(url)) as engine, engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"drop database if exists {_quoted(connection, beside)}"))
        connection.execute(text(f"create database {_quoted(connection, beside)} template template0"))
        try:
            say("restoring beside the database that stands")
            load(dump.database(url, beside), file)
            bring_up(dump.database(url, beside))
            say("changing names")
            _set_aside(connection, name, aside)
        except BaseException:
            connection.execute(text(f"drop database if exists {_quoted(connection, beside)}"))
            raise
        connection.execute(text(f"alter database {_quoted(connection, beside)} rename to {_quoted(connection, name)}"))
        if not occupied:
            connection.execute(text(f"drop database {_quoted(connection, aside)}"))
    return aside if occupied else None


def _is_occupied(url: str) -> bool:
    with _engine(url) as engine, engine.connect() as connection:
        if connection.execute(text("select to_regclass('public.bundle')")).scalar_one() is None:
            return False
        return bool(connection.execute(text("select exists (select from bundle)")).scalar_one())


def _set_aside(connection: Connection, name: str, aside: str) -> None:
    """Gives the database another name. Nobody comes in meanwhile: who was sent away would be back before it is done, and it could not be.

    The processes that use it connect anew with their next request.
    """
    stands = name
    connection.execute(text(f"alter database {_quoted(connection, name)} allow_connections false"))
    try:
        _end_connections(connection, name)
        connection.execute(text(f"alter database {_quoted(connection, name)} rename to {_quoted(connection, aside)}"))
        stands = aside
    finally:
        connection.execute(text(f"alter database {_quoted(connection, stands)} allow_connections true"))


def _end_connections(connection: Connection, name: str) -> None:
    ended = text("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = :name and pid <> pg_backend_pid()")
    connection.execute(ended, {"name": name})


@contextmanager
def _scratch(url: str, name: str) -> Iterator[None]:
    with _engine(_maintenance(url)) as engine, engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"create database {_quoted(connection, name)} template template0"))
        try:
            yield
        finally:
            connection.execute(text(f"drop database if exists {_quoted(connection, name)} with (force)"))


def _maintenance(url: str) -> str:
    return dump.database(url, "postgres")


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    options = {**OPTIONS["connect_args"], "options": "-c timezone=UTC"}
    engine = create_engine(url, hide_parameters=True, connect_args=options)
    try:
        yield engine
    finally:
        engine.dispose()


def _major(connection: Connection) -> int:
    return int(connection.execute(text("show server_version_num")).scalar_one()) // 10_000


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _write(path: Path, content: str) -> None:
    path.write_text(content)
    _flush(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
