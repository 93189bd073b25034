"""What the allocation of a day needs: windows, skills and wishes of visits and people; skills and days of staff.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID, TEXT, TIME, WHOLE = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Integer()
COLUMNS = {
    "visit": {
        "window_start": TIME,
        "window_end": TIME,
        "window_is_hard": sa.Boolean(),
        "window_reason": TEXT,
        "people": WHOLE,
        "skills": sa.ARRAY(TEXT),
        "priority": WHOLE,
        "after_visit": ID,
        "gap_least_minutes": WHOLE,
        "gap_most_minutes": WHOLE,
        "is_pinned": sa.Boolean(),
    },
    "patient": {"known_faces": sa.ARRAY(ID), "never_by": sa.ARRAY(ID), "wish_gender": TEXT, "wish_language": TEXT},
    "staff": {"skills": sa.ARRAY(TEXT), "languages": sa.ARRAY(TEXT), "gender": TEXT},
    "my_day": {"base_name": TEXT, "base_latitude": sa.Float(), "base_longitude": sa.Float(), "away": TEXT, "away_since": TIME},
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for name, type_ in columns.items():
            op.add_column(table, sa.Column(name, type_, nullable=True))


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        for name in columns:
            op.drop_column(table, name)
