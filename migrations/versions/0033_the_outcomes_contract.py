"""The outcomes contract of a place, each version whole: who changed what is what differs between two. Nothing of it is ever changed or removed.

Managers of a place read it; the engine adds to it.

Revision ID: 0033
Revises: 0032
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, DAY, TIME, WHOLE, PENCE = sa.Uuid(as_uuid=False), sa.Text(), sa.Date(), sa.DateTime(timezone=True), sa.Integer(), sa.BigInteger()
PER_CENT, VALUE = sa.Numeric(5, 2), sa.Numeric(11, 2)
OF_MANAGERS = "place_id = (select place_id from acting_post()) and (select role from acting_post()) = 'manager'"
PARTS = ("contract_measure", "contract_segment")


def upgrade() -> None:
    op.create_table(
        "contract_version",
        *_key(), _is("made_at", TIME), _is("made_by", ID), _is("why", TEXT), _is("name", TEXT), _is("starts_on", DAY), _is("years", WHOLE),
        _is("extension_years", WHOLE), _is("first_share", PER_CENT), _is("last_share", PER_CENT), _is("yearly_pence", PENCE),
        sa.PrimaryKeyConstraint("place_id", "version", name="pk_contract_version"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_contract_version_place_id_place"),
        _check("contract_version", "yearly_pence", "yearly_pence >= 0"),
        _check("contract_version", "share", "first_share > 0 and first_share <= last_share and last_share <= 100"),
        _check("contract_version", "years", "years between 2 and 10 and extension_years between 0 and 10"),
    )  # fmt: skip
    op.create_table(
        "contract_measure",
        *_key(), _is("position", WHOLE), _is("measure", TEXT), _is("weight", PER_CENT), _is("baseline", VALUE), _is("target", VALUE),
        *_of_version("contract_measure"),
        _check("contract_measure", "weight", "weight > 0 and weight <= 100"),
        _check("contract_measure", "target", "baseline >= 0 and target >= 0 and baseline <> target"),
    )  # fmt: skip
    op.create_table(
        "contract_segment",
        *_key(), _is("position", WHOLE), _is("name", TEXT), _is("people", WHOLE), _is("person_pence", PENCE), _is("cost_pence", PENCE),
        *_of_version("contract_segment"),
        _check("contract_segment", "paper", "people >= 0 and person_pence >= 0 and cost_pence >= 0"),
    )  # fmt: skip
    for table in ("contract_version", *PARTS):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert on {table} to {ENGINE}")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"create policy web on {table} for select to {WEB} using ({OF_MANAGERS})")
        op.execute(f"create trigger append_only before update or delete on {table} for each row execute function refuse_change()")


def downgrade() -> None:
    for table in (*reversed(PARTS), "contract_version"):
        op.drop_table(table)


def _key() -> list[sa.Column[object]]:
    return [_is("place_id", ID), _is("version", WHOLE)]


def _of_version(table: str) -> list[sa.Constraint]:
    of = ["contract_version.place_id", "contract_version.version"]
    return [
        sa.PrimaryKeyConstraint("place_id", "version", "position", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["place_id", "version"], of, name=f"fk_{table}_place_id_contract_version"),
    ]


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)
