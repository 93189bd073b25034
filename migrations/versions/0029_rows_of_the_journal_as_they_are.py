"""Rows of the journal of up to 4,080 bytes stand in its pages as they are: two and more a page.

A change with the line that it left is 2 to 4 KB. Above 2 KB PostgreSQL tries to compress a row, and moves what does not compress into a table beside: for the
journal, which is written with each push and hardly read, that was more than half of its work. What is longer goes the old way. No row is rewritten.

Revision ID: 0029
Revises: 0028
"""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table journal set (toast_tuple_target = 4080)")


def downgrade() -> None:
    op.execute("alter table journal reset (toast_tuple_target)")
