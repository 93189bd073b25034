"""A backup is proved by restoring it; a restore happens beside what stands; `safe_through` promises only what is in a proved backup."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from backend import cli, health, wall_clock
from backend.app import create_app
from backend.backups import dump, services
from backend.config import Config
from backend.database import Acting, db
from backend.places import services as places
from backend.transaction import transaction

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ENGINE = Acting(role="engine")


@pytest.fixture
def config(new_database: Callable[[str], str], redis_url: str) -> Config:
    """A database of its own, since this one changes its name."""
    return Config(database_url=new_database("kept"), redis_url=redis_url, secret_key="kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR")


@pytest.fixture
def replay(config: Config) -> Callable[[str], int]:
    return lambda url: cli.replayed(config, url)


@pytest.fixture(autouse=True)
def _tidy(postgres) -> Iterator[None]:
    yield
    with postgres.connect() as admin:
        for (name,) in admin.execute("select datname from pg_database where datname like 'kept%' or datname like 'alongside_scratch%'").fetchall():
            admin.execute(f'drop database if exists "{name}" with (force)')


def add(config: Config, name: str) -> None:
    """One member of staff more, through the one door."""
    app = create_app(config)
    with app.app_context():
        with transaction(ENGINE) as session:
            if not places.has_places(session):
                places.make_place(session, "0193e000-0000-7000-8000-000000000001", "Tower Hamlets Together", NOON)
        made = iter(f"0193e000-0000-7000-8000-{abs(hash((name, n))) % 10**12:012d}" for n in range(20))
        places.add_person("0193e000-0000-7000-8000-000000000001", places.NewPerson(name, "practitioner"), NOON, lambda: next(made))
        db.engine.dispose()


def names(url: str) -> set[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = set(connection.execute(text("select name from staff")).scalars())
    engine.dispose()
    return found


def databases(postgres) -> set[str]:
    with postgres.connect() as admin:
        return {row[0] for row in admin.execute("select datname from pg_database")}


def test_a_backup_and_its_manifest_are_of_one_snapshot(config: Config, tmp_path: Path):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path / "new folder", NOON)
    manifest = services.Manifest.read(file)
    assert file.name == "alongside-20261122T120000Z.dump"
    assert (manifest.bundles, manifest.migration) == (1, health.head())
    assert wall_clock.from_wire(manifest.safe_through) == NOON - services.MARGIN
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name, f"{file.name}.json"]


def test_a_backup_that_restores_to_the_same_heads_and_journals_is_proved_and_told(config: Config, tmp_path: Path, replay, postgres):
    add(config, "Kemi")
    before = databases(postgres)
    file = services.take(config.database_url, tmp_path, NOON)
    manifest = services.prove(config.database_url, file, replay)
    assert databases(postgres) == before, "the scratch database stayed"
    with create_app(config).app_context():
        with transaction(ENGINE) as session:
            assert services.safe_through(session) is None
            services.note_proof(session, manifest, NOON + timedelta(minutes=5))
        with transaction(ENGINE) as session:
            assert services.safe_through(session) == NOON - services.MARGIN
        db.engine.dispose()


def test_a_backup_whose_file_was_touched_is_not_proved(config: Config, tmp_path: Path, replay):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)
    with pytest.raises(services.NotWhole, match="SHA-256"):
        services.prove(config.database_url, file, replay)


@pytest.mark.slow
def test_a_backup_that_restores_to_other_heads_is_not_proved(config: Config, tmp_path: Path, replay, postgres):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    beside = services.Manifest.beside(file)
    beside.write_text(json.dumps(json.loads(beside.read_text()) | {"heads": "0" * 64}))
    with pytest.raises(services.NotWhole, match="chains"):
        services.prove(config.database_url, file, replay)
    assert not [name for name in databases(postgres) if name.startswith("alongside_scratch")]


@pytest.mark.slow
def test_a_record_that_its_journal_does_not_lead_to_is_not_proved(config: Config, tmp_path: Path, replay, postgres):
    """Defect: a feed row changed by hand, which every head and checksum would let pass."""
    add(config, "Kemi")
    with postgres.connect("kept") as admin:
        admin.execute("update feed set body = replace(body, 'Kemi', 'Remi')")
    file = services.take(config.database_url, tmp_path, NOON)
    with pytest.raises(services.NotWhole, match="does not lead to its record"):
        services.prove(config.database_url, file, replay)


def test_a_restore_brings_back_what_was_and_keeps_what_is_beside(config: Config, tmp_path: Path, postgres):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    add(config, "Tom")
    aside = services.restore(config.database_url, file, NOON + timedelta(hours=1), replace=True)
    assert aside == "kept_before_20261122T130000Z"
    assert names(config.database_url) == {"Kemi"}
    assert names(dump.database(config.database_url, aside)) == {"Kemi", "Tom"}


def test_what_an_older_version_kept_is_brought_up_before_it_takes_the_place_and_if_that_fails_nothing_has_changed(
    config: Config, tmp_path: Path, postgres
):
    """Defect: the tables stayed the older version's, and the server that ran on was not ready any more."""
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    add(config, "Tom")

    def fails(url: str) -> None:
        raise services.NotWhole(f"{sorted(names(url))} could not be brought up")

    with pytest.raises(services.NotWhole, match=r"\['Kemi'\]"):
        services.restore(config.database_url, file, NOON, replace=True, bring_up=fails)
    assert names(config.database_url) == {"Kemi", "Tom"}
    with pytest.raises(OperationalError):
        names(dump.database(config.database_url, "kept_restoring"))
    services.restore(config.database_url, file, NOON, replace=True, bring_up=lambda url: add(replace(config, database_url=url), "Grace"))
    assert names(config.database_url) == {"Kemi", "Grace"}


@pytest.mark.slow
def test_after_a_restore_the_record_is_written_on_and_its_journal_still_leads_to_it(config: Config, tmp_path: Path, replay):
    add(config, "Kemi")
    services.restore(config.database_url, services.take(config.database_url, tmp_path, NOON), NOON, replace=True)
    add(config, "Grace")
    assert names(config.database_url) == {"Kemi", "Grace"}
    assert replay(config.database_url) == 1


@pytest.mark.slow
def test_a_restored_database_denies_as_the_first_did(config: Config, tmp_path: Path):
    """Defect: a dump without owners, after which `granted` runs as whoever restored, and policies are gone."""
    add(config, "Kemi")
    services.restore(config.database_url, services.take(config.database_url, tmp_path, NOON), NOON, replace=True)
    engine = create_engine(config.database_url)
    with engine.connect() as connection:
        owner = connection.execute(text("select pg_get_userbyid(proowner) from pg_proc where proname = 'granted'")).scalar_one()
        connection.execute(text("set role alongside_web"))
        seen = connection.execute(text("select count(*) from staff")).scalar_one()
    engine.dispose()
    assert (owner, seen) == ("alongside_engine", 0)


@pytest.mark.slow
def test_whoever_is_sent_away_and_comes_back_at_once_does_not_keep_a_restore_from_its_end(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Defect: a worker that asked again between the end of its connection and the new name had the restore refused (55006)."""
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    add(config, "Tom")
    end, back, engine = services._end_connections, [], create_engine(config.database_url)

    def and_back(*given: Any) -> None:
        end(*given)
        try:
            back.append(engine.connect())
        except OperationalError:
            back.append(None)

    monkeypatch.setattr(services, "_end_connections", and_back)
    aside = services.restore(config.database_url, file, NOON, replace=True)
    assert aside is not None
    assert back == [None]
    assert names(config.database_url) == {"Kemi"}
    assert names(dump.database(config.database_url, aside)) == {"Kemi", "Tom"}, "what was set aside may be looked at"


def test_a_database_in_use_is_not_replaced_unasked(config: Config, tmp_path: Path):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    add(config, "Tom")
    with pytest.raises(services.InTheWay, match="--replace"):
        services.restore(config.database_url, file, NOON, replace=False)
    assert names(config.database_url) == {"Kemi", "Tom"}


@pytest.mark.slow
def test_an_empty_database_is_filled_unasked_and_leaves_nothing_beside(config: Config, tmp_path: Path, new_database, postgres):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    before = databases(postgres) | {"kept_empty"}
    empty = new_database("kept_empty")
    assert services.restore(empty, file, NOON, replace=False) is None
    assert names(empty) == {"Kemi"}
    assert databases(postgres) == before


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"PGDMP and no more"])
def test_a_restore_that_fails_changes_nothing(config: Config, tmp_path: Path, content: bytes, postgres):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    file.write_bytes(content)
    beside = services.Manifest.beside(file)
    beside.write_text(json.dumps(json.loads(beside.read_text()) | {"sha256": services._sha256(file)}))
    before = databases(postgres)
    with pytest.raises(dump.ToolFailed):
        services.restore(config.database_url, file, NOON, replace=True)
    assert names(config.database_url) == {"Kemi"}
    assert databases(postgres) == before


def test_a_backup_without_its_manifest_says_so(config: Config, tmp_path: Path):
    add(config, "Kemi")
    file = services.take(config.database_url, tmp_path, NOON)
    services.Manifest.beside(file).unlink()
    with pytest.raises(services.NotWhole, match="missing"):
        services.restore(config.database_url, file, NOON, replace=True)


def test_a_tool_older_than_the_server_is_not_used():
    with pytest.raises(dump.ToolFailed, match="PostgreSQL 99"):
        dump.tool("pg_dump", 99)


def test_a_password_goes_by_environment_never_by_the_command_line(monkeypatch: pytest.MonkeyPatch):
    from sqlalchemy import make_url

    seen: dict[str, object] = {}

    class Done:
        returncode = 0

    def run(command: list[str], **options: object) -> Done:
        seen.update(command=command, env=options["env"])
        return Done()

    monkeypatch.setattr(dump.subprocess, "run", run)
    dump.call("pg_dump", ["--format=custom"], make_url("postgresql+psycopg://me:pass%20word@db:5433/kept?sslmode=require"))
    assert "pass word" not in str(seen["command"])
    wanted = {"PGHOST": "db", "PGPORT": "5433", "PGUSER": "me", "PGPASSWORD": "pass word", "PGDATABASE": "kept", "PGSSLMODE": "require"}
    assert wanted.items() <= seen["env"].items()
