"""The migrations: they lead to the tables that the models describe, and from any of them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

ROOT = Path(__file__).parents[2]


def config(url: str) -> Config:
    made = Config(str(ROOT / "migrations" / "alembic.ini"))
    made.attributes["url"] = url
    return made


def test_the_models_and_the_migrations_describe_the_same_tables(new_database: Callable[[str], str]) -> None:
    command.check(config(new_database("checked")))  # raises where autogenerate would write anything


def test_all_the_way_down_and_up_again(postgres: Any, new_database: Callable[[str], str]) -> None:
    made = config(new_database("updown"))
    command.downgrade(made, "base")
    with postgres.connect("updown") as admin:
        left = [row[0] for row in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    assert left == ["alembic_version"]
    command.upgrade(made, "head")


def test_what_was_said_at_meetings_in_part_core_is_neither_lost_nor_kept_there_unseen(postgres: Any, new_database: Callable[[str], str]) -> None:
    """0013 takes words out of a table of part `core`. It cannot take them out of lines (M8): where there are any it says so and changes nothing."""
    made = config(new_database("said"))
    command.downgrade(made, "0012")
    some_id = "gen_random_uuid()"
    columns, values = "id, place_id, bundle_id, part, rev, status, question", f"{some_id}, {some_id}, {some_id}, 'core', 1, 'listed', %s"
    with postgres.connect("said") as admin:
        admin.execute(f"INSERT INTO meeting_item ({columns}) VALUES ({values})", ("Can she stay?",))
        admin.commit()
    with pytest.raises(RuntimeError, match="never released"):
        command.upgrade(made, "head")
    with postgres.connect("said") as admin:
        assert admin.execute("SELECT question FROM meeting_item").fetchall() == [("Can she stay?",)]
        assert admin.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'meeting_item'").fetchall() == [(True,)]
        admin.execute("UPDATE meeting_item SET question = NULL")
        admin.commit()
    command.upgrade(made, "head")  # a list without words is taken along


def test_every_table_has_said_what_one_of_the_roles_may_do_with_it(postgres: Any, new_database: Callable[[str], str]) -> None:
    """A new table without privileges works in a superuser's hands only, and fails in real life."""
    new_database("privileges")
    with postgres.connect("privileges") as admin:
        mute = [
            row[0]
            for row in admin.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version' "
                "AND NOT EXISTS (SELECT FROM unnest(ARRAY['engine', 'web', 'statistics']) AS role "
                "WHERE has_table_privilege('alongside_' || role, oid, 'SELECT'))"
            )
        ]
    assert mute == []


@pytest.mark.parametrize("role", ["alongside_web", "alongside_engine", "alongside_statistics", "alongside_returns", "alongside_reports"])
def test_the_roles_own_nothing_and_cannot_sign_in(postgres: Any, role: str) -> None:
    with postgres.connect("migrated") as admin:
        login, super_ = admin.execute("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        owned = admin.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", (role,)).fetchone()[0]
    assert (login, super_, owned) == (False, False, 0)
