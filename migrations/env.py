"""How Alembic reaches the database: ALONGSIDE_DATABASE_URL, or `config.attributes["url"]` where a test or a tool gives one.

One process at a time migrates: the others wait and then find it done. All of an upgrade is one transaction: it stands whole or not at all.
"""

from __future__ import annotations

import importlib
import os
import pkgutil

import sqlalchemy as sa
from alembic import context

import backend
from backend.database import Base

MIGRATING = 0x6D696772


def import_models() -> None:
    """Every capability's tables, so that a new folder needs no line here."""
    for slice_ in pkgutil.iter_modules(backend.__path__):
        for module in ("models", "synced"):
            name = f"backend.{slice_.name}.{module}"
            if slice_.ispkg and importlib.util.find_spec(name) is not None:
                importlib.import_module(name)


def url() -> str:
    found = context.config.attributes.get("url") or os.environ.get("ALONGSIDE_DATABASE_URL")
    if not found:
        raise SystemExit("ALONGSIDE_DATABASE_URL is missing: say which database to migrate.")
    return str(found)


def migrate() -> None:
    engine = sa.create_engine(url(), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
        with context.begin_transaction():
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            context.run_migrations()


import_models()
if context.is_offline_mode():
    context.configure(url="postgresql+psycopg://", target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    migrate()
