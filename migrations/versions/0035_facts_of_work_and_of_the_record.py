"""Facts of assessments, of how soon the record has what happened, and of what people had to decide.

Statistics see who began an assessment, when a change reached the record, that one was refused and for which reason, and whose a bundle is. No content.

Revision ID: 0035
Revises: 0034
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

STATISTICS = "alongside_statistics"
ID, TEXT, DAY, WHOLE, YES = sa.Uuid(as_uuid=False), sa.Text(), sa.Date(), sa.Integer(), sa.Boolean()
OWN = "place_id = (select acting_place())"
SEEN = {
    "refusal": "id, place_id, bundle_id, reason, refused_at",
    "bundle": "id, place_id, owner",
    "journal": "place_id, record_id, source, received_at",
}
FACTS = ("report_assessment", "report_entry", "report_matter")


def upgrade() -> None:
    op.create_table(
        "report_assessment",
        _is("assessment", ID), _is("place_id", ID), _is("month", DAY), _may("team", ID), _may("practice", ID), _may("profession", TEXT),
        _may("days", WHOLE), _is("is_signed", YES),
        sa.PrimaryKeyConstraint("assessment", name="pk_report_assessment"),
    )  # fmt: skip
    op.create_table(
        "report_entry",
        _is("attendance", ID), _is("place_id", ID), _is("month", DAY), _may("team", ID), _may("practice", ID), _may("profession", TEXT),
        _is("minutes", WHOLE),
        sa.PrimaryKeyConstraint("attendance", name="pk_report_entry"),
    )  # fmt: skip
    op.create_table(
        "report_matter",
        _is("matter", ID), _is("place_id", ID), _is("month", DAY), _may("team", ID), _may("practice", ID), _is("sort", TEXT), _is("about", TEXT),
        sa.PrimaryKeyConstraint("matter", name="pk_report_matter"),
    )  # fmt: skip
    for table in FACTS:
        op.create_index(f"ix_{table}_place_id", table, ["place_id", "month"])
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {STATISTICS}")
        op.execute(f"create policy statistics on {table} to {STATISTICS} using ({OWN}) with check ({OWN})")
    op.execute(f"grant select (begun_by) on assessment to {STATISTICS}")
    for table, columns in SEEN.items():
        op.execute(f"grant select ({columns}) on {table} to {STATISTICS}")
        op.execute(f"create policy statistics on {table} for select to {STATISTICS} using ({OWN})")


def downgrade() -> None:
    for table, columns in SEEN.items():
        op.execute(f"drop policy statistics on {table}")
        op.execute(f"revoke select ({columns}) on {table} from {STATISTICS}")  # noqa: S608
    op.execute(f"revoke select (begun_by) on assessment from {STATISTICS}")  # noqa: S608
    for table in reversed(FACTS):
        op.drop_table(table)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _may(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=True)
