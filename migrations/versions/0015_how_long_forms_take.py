"""How long the parts of forms take a team to fill: numbers only, of no person, patient or tablet.

No web role reads or writes them: a tablet's come in, and a team's sums go out, by the engine.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"


def upgrade() -> None:
    op.create_table(
        "form_filling",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("team_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("questionnaire", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("taps", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_form_filling_place_id_place"),
        sa.PrimaryKeyConstraint("id", name="pk_form_filling"),
    )
    op.create_index("ix_form_filling_form", "form_filling", ["place_id", "questionnaire", "version", "month"])
    op.execute("alter table form_filling enable row level security")
    op.execute("alter table form_filling force row level security")
    op.execute(f"grant select, insert, update, delete on form_filling to {ENGINE}")
    op.execute(f"create policy engine on form_filling to {ENGINE} using (true) with check (true)")


def downgrade() -> None:
    op.drop_table("form_filling")
