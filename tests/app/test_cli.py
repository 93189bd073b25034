"""The command line: what was asked is done and said, or not done and said why, with an exit code to match."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from backend import cli
from backend.database import Acting
from backend.transaction import transaction

PASSWORD = "a-long-enough-passphrase"
ADD = ["user", "add", "--email", "Nadia@Example.org", "--name", "Nadia Khan", "--role", "practitioner"]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, app: Flask, database_url: str, redis_url: str) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", database_url)
    monkeypatch.setenv("ALONGSIDE_REDIS_URL", redis_url)
    monkeypatch.setenv("ALONGSIDE_SECRET_KEY", "kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR")
    monkeypatch.setenv("ALONGSIDE_ORIGIN", "http://localhost")


def typed(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))


def rows(app: Flask, sql: str) -> list[tuple]:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        return [tuple(row) for row in session.execute(text(sql))]


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    for verb in (
        "migrate",
        "demo",
        "import-fhir",
        "import-bands",
        "import-figures",
        "return-codes",
        "return-sender",
        "backup",
        "restore",
        "seal",
        "user",
        "questionnaire",
        "contract",
    ):
        assert f"\n    {verb}" in told
    assert "--data DIR" in told


@pytest.mark.parametrize("words", [[], ["fly"], ["user"], ["restore"], ["demo", "--size", "city"], [*ADD[:-1], "queen"]])
def test_what_was_asked_wrongly_ends_with_2(words: list[str]):
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2


@pytest.mark.parametrize("words", [["migrate"], ["seal"], ["backup", "/nowhere"], ["demo"], ADD])
def test_without_settings_every_verb_says_what_is_missing(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    typed(monkeypatch, PASSWORD)
    assert cli.main(words) == 2
    assert "ALONGSIDE_DATABASE_URL is missing" in capsys.readouterr().err


def test_a_first_user_makes_the_place_and_can_sign_in(environment, app, client, monkeypatch, capsys):
    typed(monkeypatch, PASSWORD)
    assert cli.main([*ADD, "--place", "Hackney", "--organisation", "Homerton", "--team", "Dalston"]) == 0
    assert "can sign in" in capsys.readouterr().out
    answer = client.post("/api/v1/session", json={"email": "nadia@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.get_json()["me"]["teamName"]) == (201, "Dalston")
    assert rows(app, "select name from place") == [("Hackney",)]
    [(staff,)] = rows(app, "select cast(id as text) from staff")
    found = [row[0] for row in rows(app, "select detail from audit_event where what = 'account' order by at, seq")]
    assert {"by": "the command line", "accounts": [staff]} in found
    assert [told["whom"] for told in found if "whom" in told] == [staff]


def test_the_same_address_twice_is_refused_and_makes_nobody(environment, app, place, monkeypatch, capsys):
    before = rows(app, "select count(*) from staff")
    typed(monkeypatch, PASSWORD)
    assert cli.main(["user", "add", "--email", place.nurse.email.upper(), "--name", "Another", "--role", "lead"]) == 1
    assert "There is an account" in capsys.readouterr().err
    assert rows(app, "select count(*) from staff") == before


def test_a_short_password_is_refused(environment, app, place, monkeypatch, capsys):
    typed(monkeypatch, "short")
    assert cli.main(ADD) == 1
    assert "10 to 256" in capsys.readouterr().err


@pytest.mark.parametrize("password", ["Password123!", "Nadia-Khan-1"])
def test_a_password_that_others_guess_makes_nobody(environment, app, place, monkeypatch, capsys, password):
    before = rows(app, "select count(*) from staff")
    typed(monkeypatch, password)
    assert cli.main(ADD) == 1
    assert "Three or four words" in capsys.readouterr().err
    assert rows(app, "select count(*) from staff") == before


def test_among_several_places_one_must_be_named(environment, place, other_place, monkeypatch, capsys):
    typed(monkeypatch, PASSWORD)
    assert cli.main(ADD) == 1
    assert "--place" in capsys.readouterr().err
    typed(monkeypatch, PASSWORD)
    assert cli.main([*ADD, "--place", "Elsewhere"]) == 0


def test_a_disabled_user_is_signed_out_and_stays_out(environment, app, client, place, sign_in, capsys):
    sign_in(client, place.nurse)
    assert cli.main(["user", "disable", "--email", place.nurse.email]) == 0
    assert client.get("/api/v1/session").status_code == 401
    assert client.post("/api/v1/session", json={"email": place.nurse.email, "password": PASSWORD}).status_code == 401
    assert cli.main(["user", "disable", "--email", "nobody@example.org"]) == 1
    [(by, told)] = rows(app, "select staff_id, detail from audit_event where what = 'account' and jsonb_exists(detail, 'disabled')")
    assert by is None
    assert (told["by"], told["whom"], told["sessions"]) == ("the command line", place.nurse.id, 1)


def test_a_seal_is_printed_so_that_it_can_be_kept_elsewhere(environment, app, place, capsys):
    assert cli.main(["seal"]) == 0
    told = capsys.readouterr().out
    [(root,)] = rows(app, "select encode(root, 'hex') from seal")
    assert f"Record: {root}" in told
    assert cli.main(["seal"]) == 0
    assert "nothing was written since" in capsys.readouterr().out


def test_migrating_what_is_migrated_changes_nothing(environment, capsys):
    assert cli.main(["migrate"]) == 0
    assert "The tables are at" in capsys.readouterr().out


def test_the_demo_needs_a_password_and_an_empty_database(environment, place, monkeypatch, capsys):
    assert cli.main(["demo"]) == 1
    assert "ALONGSIDE_DEMO_PASSWORD" in capsys.readouterr().err
    monkeypatch.setenv("ALONGSIDE_DEMO_PASSWORD", PASSWORD)
    assert cli.main(["demo"]) == 1
    assert "a place of its own" in capsys.readouterr().err


def test_an_import_of_what_is_no_fhir_says_which_file_and_imports_nothing(environment, app, place, tmp_path: Path, capsys):
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"resourceType": "Bundle", "type":')
    assert cli.main(["import-fhir", str(wrong)]) == 1
    assert "--team: there are North West team; South East team." in capsys.readouterr().err
    assert cli.main(["import-fhir", str(wrong), "--team", "Northwest"]) == 1
    assert "no team called Northwest: there are North West team; South East team." in capsys.readouterr().err
    assert cli.main(["import-fhir", str(wrong), "--team", "North West team"]) == 1
    assert "wrong.json" in capsys.readouterr().err
    assert rows(app, "select count(*) from patient") == [(0,)]


@pytest.mark.parametrize("words", [["import-fhir"], ["questionnaire", "publish"]])
def test_where_there_is_no_place_yet_it_says_how_one_is_made(environment, tmp_path: Path, capsys, words: list[str]):
    file = tmp_path / "any.json"
    file.write_text("{}")
    assert cli.main([*words, str(file)]) == 1
    assert "there is no place yet; ops/alongside user add --help" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\x89PNG\xd0", b"", b'{"resourceType": "Patient"}'])
def test_a_form_that_is_none_is_refused_in_words_and_nothing_is_published(environment, app, place, tmp_path: Path, capsys, content: bytes):
    file = tmp_path / "form.json"
    file.write_bytes(content)
    before = rows(app, "select count(*) from questionnaire")
    assert cli.main(["questionnaire", "publish", str(file)]) == 1
    assert re.search(r"form\.json is no (text in UTF-8|JSON)|no FHIR R4 Questionnaire", capsys.readouterr().err)
    assert rows(app, "select count(*) from questionnaire") == before


def test_a_backup_that_is_not_there_is_not_restored(environment, place, tmp_path: Path, capsys):
    assert cli.main(["restore", str(tmp_path / "none.dump")]) == 1
    assert "There is no backup" in capsys.readouterr().err


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_touched(environment, app, place, tmp_path: Path, capsys):
    assert cli.main(["backup", str(tmp_path)]) == 0
    [file] = tmp_path.glob("*.dump")
    beside = file.with_name(f"{file.name}.json")
    beside.write_text(json.dumps(json.loads(beside.read_text()) | {"migration": "9999"}))
    assert cli.main(["restore", str(file), "--replace"]) == 1
    assert "is of a newer version of Alongside (its tables are at 9999)" in capsys.readouterr().err
    assert rows(app, "select count(*) from place") == [(1,)]


def test_a_backup_is_proved_and_the_tablets_are_told(environment, app, client, place, sign_in, tmp_path: Path, capsys):
    assert cli.main(["backup", str(tmp_path), "--verify"]) == 0
    assert "Proved: 9 bundles" in capsys.readouterr().out
    [(told,)] = rows(app, "select safe_through from proved_backup")
    sign_in(client, place.nurse)
    answer = client.post("/api/v1/sync/push", json={"schema": 1, "held": [], "changes": []}).get_json()
    assert answer["safe_through"] == told.strftime("%Y-%m-%dT%H:%M:%S.") + f"{told.microsecond // 1000:03d}Z"


def test_a_database_that_is_away_is_said_without_its_password(environment, monkeypatch, capsys):
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", "postgresql+psycopg://me:pass-word@127.0.0.1:1/none")
    assert cli.main(["seal"]) == 1
    told = capsys.readouterr().err
    assert "The database said no" in told
    assert "pass-word" not in told


@pytest.mark.usefixtures("environment", "place")
def test_a_file_of_risk_bands_is_refused_line_by_line_and_nothing_of_it_is_taken(app: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "bands.csv"
    file.write_text("nhs_number,practice,run_on,model,version,score,band\n9990000018,Z99001,2020-01-01,PARR,3,,high\n", encoding="utf-8")
    assert cli.main(["import-bands", str(file)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Nothing was imported.",
        "Line 2, nhs_number: nobody in the record has this number. Expected somebody whom the record knows.",
        "Line 2, practice: “Z99001” is no practice of this place. Expected the code of one of its practices.",
    ]
    assert rows(app, "select count(*) from risk_run") == [(0,)]
    assert cli.main(["import-bands", str(tmp_path / "none.csv")]) == 1


@pytest.mark.usefixtures("environment", "place")
def test_a_file_of_admissions_is_refused_line_by_line_and_needs_its_months(app: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "homes.csv"
    file.write_text("nhs_number,moved_on,home\n9990000018,2020-01-31,hotel\n9990000018,2020-02-01,nursing\n", encoding="utf-8")
    ask = ["import-figures", str(file), "--source", "The council"]
    assert cli.main([*ask, "--from", "2020-01"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Nothing was imported.",
        "Line 2, home: “hotel”. Expected one of residential, nursing.",
        "Line 3, moved_on: 2020-02-01. Expected a day of the months told: 2020-01-01 to 2020-01-31.",
    ]
    assert cli.main(ask) == 1
    assert "of which months" in capsys.readouterr().err
    assert cli.main([*ask, "--until", "2020-01"]) == 1
    assert "Expected a day of the months told: 2020-01-01 to 2020-01-31." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main([*ask, "--from", "January"])
    assert rows(app, "select count(*) from outside_file") == [(0,)]


@pytest.mark.usefixtures("environment", "place")
def test_how_many_people_live_here_needs_no_months(app: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "residents.csv"
    file.write_text("on,from_age,people\n2020-06-30,0,300\n2020-06-30,18,200\n2020-06-30,65,20\n", encoding="utf-8")
    assert cli.main(["import-figures", str(file), "--source", "The census office"]) == 0
    assert "3 lines: how many people live here." in capsys.readouterr().out
    assert rows(app, "select from_age, people from outside_population order by 1") == [(0, 300), (18, 200), (65, 20)]
    file.write_text("on,from_age,people\n2020-06-30,0,300\n2020-06-30,18,200\n2020-06-30,65,2\n", encoding="utf-8")
    assert cli.main(["import-figures", str(file), "--source", "The census office"]) == 1
    assert "It tells 1 of the 3 lines told before otherwise.\nWith --anyway it is." in capsys.readouterr().err
    assert cli.main(["import-figures", str(file), "--source", "The census office", "--anyway"]) == 0
    assert rows(app, "select people from outside_population where from_age = 65") == [(2,)]
