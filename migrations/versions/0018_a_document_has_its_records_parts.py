"""A document is seen only by who may still see every part of the record that it was made from: not the first part alone.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OWN = (
    "asked_by = nullif(current_setting('alongside.staff', true), '')::uuid and place_id = (select acting_place()) "
    "and bundle_id = any ((select granted('core'))::uuid[])"
)
EVERY_PART = "not exists (select from unnest(parts) as its(part) where bundle_id <> all (granted(its.part)))"
BEFORE = "'{core,more}'"
"""Of what was made before, nobody wrote down the parts: whoever has all of them sees it until its day is over, the others ask again."""


def upgrade() -> None:
    op.add_column("document", sa.Column("parts", sa.ARRAY(sa.Text()), server_default=sa.text(BEFORE), nullable=False))
    op.alter_column("document", "parts", server_default=None)
    op.create_check_constraint(op.f("ck_document_parts"), "document", "cardinality(parts) > 0")
    op.execute(f"alter policy web on document using ({OWN} and {EVERY_PART})")


def downgrade() -> None:
    op.execute(f"alter policy web on document using ({OWN})")
    op.drop_constraint(op.f("ck_document_parts"), "document")
    op.drop_column("document", "parts")
