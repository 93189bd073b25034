"""What the table of every synced kind has besides its fields, and who may read and write it: written once for all migrations that make one.

Databases stand that were made by these very words, so they are never changed: a rule that is to be another is a new function, and a migration that calls it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

WEB, ENGINE, STATISTICS = "alongside_web", "alongside_engine", "alongside_statistics"

BY_PART = (
    "(part = 'core' and bundle_id = any ((select granted('core'))::uuid[])) or (part = 'more' and bundle_id = any ((select granted('more'))::uuid[]))"
)


def own(table: str) -> tuple[sa.Column | sa.PrimaryKeyConstraint, ...]:
    """The columns of `record.models.SyncedColumns`, and the key."""
    return (
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def guard(table: str) -> None:
    """The engine writes; the web role reads the parts of the bundles that are granted to whom it acts for. The table's owner is held to it as well."""
    op.create_index(op.f(f"ix_{table}_bundle_id"), table, ["bundle_id"], unique=False)
    op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
    op.execute(f"grant select on {table} to {WEB}")
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
    op.execute(f"create policy web on {table} for select to {WEB} using ({BY_PART})")


def count(table: str, nameless: str) -> None:
    """Statistics see these columns besides id and place, of the place for which they are made."""
    op.execute(f"grant select (id, place_id, {nameless}) on {table} to {STATISTICS}")
    op.execute(f"create policy statistics on {table} for select to {STATISTICS} using (place_id = (select acting_place()))")
