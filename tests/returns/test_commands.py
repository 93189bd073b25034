"""The command line's verbs for returns: a code map whole or not at all, and who is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from backend import cli
from backend.database import Acting
from backend.transaction import transaction
from tests.conftest import TestPlace


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, app: Flask, database_url: str, redis_url: str) -> None:
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", database_url)
    monkeypatch.setenv("ALONGSIDE_REDIS_URL", redis_url)
    monkeypatch.setenv("ALONGSIDE_SECRET_KEY", "kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR")
    monkeypatch.setenv("ALONGSIDE_ORIGIN", "http://localhost")


def rows(app: Flask, sql: str) -> list[tuple[object, ...]]:
    with app.app_context(), transaction(Acting(role="engine")) as session:
        return [tuple(row) for row in session.execute(text(sql))]


def test_a_code_map_takes_the_place_of_the_one_before_and_a_wrong_one_leaves_it(app: Flask, place: TestPlace, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    for content in ("list,word,code\norganisation,provider,RXX\norganisation,submitter,RXX\n", "list,word,code\norganisation,provider,RYY\n"):
        file.write_text(content)
        assert cli.main(["return-codes", str(file)]) == 0
    file.write_text("list,word,code\norganisation,provider,R\n")
    assert cli.main(["return-codes", str(file)]) == 1
    assert rows(app, "select list, word, code from return_code") == [("organisation", "provider", "RYY")]


def test_only_a_manager_is_named_and_each_naming_is_in_the_audit_trail(app: Flask, place: TestPlace, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["return-sender", "--email", place.nurse.email]) == 1
    assert "There is no manager with an account" in capsys.readouterr().err
    assert cli.main(["return-sender", "--email", place.manager.email]) == 0
    assert [str(row[0]) for row in rows(app, "select staff_id from return_sender")] == [place.manager.id]
    assert cli.main(["return-sender", "--email", place.manager.email, "--end"]) == 0
    assert rows(app, "select staff_id from return_sender") == []
    told = "select detail->>'may' from audit_event where detail->>'return' = 'sender' order by seq"
    assert rows(app, told) == [("true",), ("false",)]
