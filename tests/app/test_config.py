"""Settings refuse to start wrong, with a sentence for each fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.app import create_app
from backend.config import Config, WrongConfig

RIGHT = {
    "ALONGSIDE_DATABASE_URL": "postgresql+psycopg://me@db/alongside",
    "ALONGSIDE_REDIS_URL": "redis://queue:6379/0",
    "ALONGSIDE_SECRET_KEY": "kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR",
}


def faults(**changes: str) -> list[str]:
    with pytest.raises(WrongConfig) as caught:
        Config.from_environment({**RIGHT, **changes})
    return caught.value.faults


def test_the_least_that_is_needed_is_enough():
    config = Config.from_environment(RIGHT)
    assert config.origin == "http://127.0.0.1:8000"
    assert (config.session_days, config.session_idle_days, config.proxies) == (30, 7, 0)


def test_everything_that_is_missing_is_named_at_once():
    with pytest.raises(WrongConfig) as caught:
        Config.from_environment({})
    assert [fault.split()[0] for fault in caught.value.faults] == ["ALONGSIDE_DATABASE_URL", "ALONGSIDE_REDIS_URL", "ALONGSIDE_SECRET_KEY"]


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "change-me"])
def test_a_secret_has_no_default_and_must_be_hard_to_guess(key: str):
    assert "ALONGSIDE_SECRET_KEY" in faults(ALONGSIDE_SECRET_KEY=key)[0]


@pytest.mark.parametrize("url", ["sqlite:///here.db", "postgresql://me@db/alongside", "postgresql+psycopg2://me@db/x"])
def test_only_postgresql_by_psycopg_3(url: str):
    assert "postgresql+psycopg://" in faults(ALONGSIDE_DATABASE_URL=url)[0]


@pytest.mark.parametrize(
    "origin",
    [
        "http://alongside.example",
        "ftp://alongside.example",
        "https://alongside.example/app",
        "alongside.example",
        "https://a@b.example",
        "https://[::1",
    ],
)
def test_an_origin_is_https_unless_it_is_this_machine_and_has_no_path(origin: str):
    assert "ALONGSIDE_ORIGIN" in faults(ALONGSIDE_ORIGIN=origin)[0]


@pytest.mark.parametrize("origin", ["https://alongside.example", "http://localhost:9000", "http://127.0.0.1:8123", "HTTPS://Alongside.Example/"])
def test_a_good_origin_is_taken(origin: str):
    assert Config.from_environment({**RIGHT, "ALONGSIDE_ORIGIN": origin}).origin == origin.lower().rstrip("/")


def test_on_the_loopback_its_other_spellings_are_the_same_origin():
    config = Config.from_environment({**RIGHT, "ALONGSIDE_ORIGIN": "http://127.0.0.1:8123"})
    assert "http://localhost:8123" in config.origins
    assert "http://localhost:8000" not in config.origins


def test_elsewhere_there_is_one_origin_only():
    assert Config.from_environment({**RIGHT, "ALONGSIDE_ORIGIN": "https://alongside.example"}).origins == {"https://alongside.example"}


@pytest.mark.parametrize("days", ["0", "91", "-1", "seven", "1.5", "٣"])
def test_a_session_lasts_a_whole_number_of_days_within_reason(days: str):
    assert "ALONGSIDE_SESSION_DAYS" in faults(ALONGSIDE_SESSION_DAYS=days)[0]


@pytest.mark.parametrize("schema", ["0", "one", "-1"])
def test_the_oldest_app_that_may_write_is_a_schema(schema: str):
    assert "ALONGSIDE_OLDEST_SCHEMA" in faults(ALONGSIDE_OLDEST_SCHEMA=schema)[0]
    assert Config.from_environment({**RIGHT, "ALONGSIDE_OLDEST_SCHEMA": "3"}).oldest_schema == 3
    assert Config.from_environment(RIGHT).oldest_schema == 1, "none is locked out unasked"


def test_a_server_that_would_take_no_app_does_not_start():
    with pytest.raises(WrongConfig, match="ALONGSIDE_OLDEST_SCHEMA must be at most"):
        create_app(Config.from_environment({**RIGHT, "ALONGSIDE_OLDEST_SCHEMA": "999"}))


def test_a_folder_without_the_built_app_is_refused(tmp_path: Path):
    assert "index.html" in faults(ALONGSIDE_PWA=str(tmp_path))[0]


def test_secrets_are_not_in_what_gets_printed():
    shown = repr(Config.from_environment({**RIGHT, "ALONGSIDE_DATABASE_URL": "postgresql+psycopg://me:pass-word@db/alongside"}))
    assert "pass-word" not in shown
    assert RIGHT["ALONGSIDE_SECRET_KEY"] not in shown


def test_without_a_server_of_streets_and_without_tiles_nothing_is_asked_of_anybody():
    config = Config.from_environment(RIGHT)
    assert (config.streets_url, config.tiles_url, config.tiles_host) == ("", "", "")


@pytest.mark.parametrize(
    ("settings", "means"),
    [
        ({"ALONGSIDE_STREETS_URL": "http://osrm:5000"}, ("car",)),
        ({"ALONGSIDE_STREETS_URL": "http://osrm:5000", "ALONGSIDE_STREETS_MEANS": "walk, cycle"}, ("walk", "cycle")),
        ({"ALONGSIDE_STREETS_URL": "https://streets.example.nhs.uk/{means}"}, ("walk", "cycle", "car")),
        ({"ALONGSIDE_STREETS_URL": "https://valhalla.example.nhs.uk/", "ALONGSIDE_STREETS_KIND": "valhalla"}, ("walk", "cycle", "car")),
    ],
)
def test_an_osrm_knows_one_means_unless_its_address_names_it(settings: dict[str, str], means: tuple[str, ...]):
    config = Config.from_environment({**RIGHT, **settings})
    assert config.streets_means == means
    assert not config.streets_url.endswith("/")


@pytest.mark.parametrize(
    "url",
    [
        "streets.example",
        "ftp://streets.example",
        "file:///etc/passwd",
        "https://a:b@streets.example",
        "https://x.example/?key=1",
        "https://[::1",
        "https://*",
    ],
)
@pytest.mark.parametrize("name", ["ALONGSIDE_STREETS_URL", "ALONGSIDE_TILES_URL"])
def test_an_address_elsewhere_is_http_a_host_and_a_path(name: str, url: str):
    assert name in faults(**{name: url})[0]


@pytest.mark.parametrize(
    "url",
    ["http://streets.example.nhs.uk", "http://8.8.8.8:5000", "http://[2a00:1450::1]/car", "http://osrm.localhost.example", "http://10.0.0.1.example"],
)
def test_coordinates_of_homes_travel_in_the_clear_to_no_public_host(url: str):
    assert "must be https://" in faults(ALONGSIDE_STREETS_URL=url)[0]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:5000", "http://[::1]:5000", "http://10.1.2.3", "http://172.16.9.9:5000/{means}", "http://osrm:5000", "http://localhost"]
)
def test_on_this_machine_or_a_private_network_they_may(url: str):
    assert Config.from_environment({**RIGHT, "ALONGSIDE_STREETS_URL": url}).streets_url == url


@pytest.mark.parametrize(
    "url", ["https://tiles.example/{z}/{x}.png", "https://{x}.tiles.example/{z}/{x}/{y}.png", "https://tiles.example;x/{z}/{x}/{y}"]
)
def test_tiles_come_from_one_host_by_zoom_column_and_row(url: str):
    assert "ALONGSIDE_TILES_URL" in faults(ALONGSIDE_TILES_URL=url, ALONGSIDE_TILES_WORDS="© us")[0]


def test_tiles_say_whose_they_are():
    assert "ALONGSIDE_TILES_WORDS" in faults(ALONGSIDE_TILES_URL="https://tiles.example/{z}/{x}/{y}.png")[0]


@pytest.mark.parametrize("settings", [{"ALONGSIDE_STREETS_KIND": "google"}, {"ALONGSIDE_STREETS_MEANS": "car, bus"}])
def test_what_no_server_of_streets_is_or_knows_is_refused(settings: dict[str, str]):
    [name] = settings
    assert name in faults(**settings)[0]


def test_a_replica_for_reports_is_postgresql_and_is_nobodys_unless_it_is_named():
    assert Config.from_environment(RIGHT).reports_database_url == ""
    assert "ALONGSIDE_REPORTS_DATABASE_URL" in faults(ALONGSIDE_REPORTS_DATABASE_URL="sqlite:///x")[0]
    url = "postgresql+psycopg://me:secret@replica/alongside"
    config = Config.from_environment({**RIGHT, "ALONGSIDE_REPORTS_DATABASE_URL": url})
    assert config.reports_database_url == url
    assert "secret" not in repr(config)
