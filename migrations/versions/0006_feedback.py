"""What people say of their care.

1. The web role reads no answer, no batch, no token and no device: answers come in and are counted elsewhere.
2. Statistics counts the answers of its place, and what comments are about; never their words. It fills the summaries.
3. A comment is read by its team once it is listed (enough people answered, nothing in it asks for a lead), by the team's lead and the place's
   managers besides what waits for one of them. Summaries: one's own team's; a lead the place's too; a manager all.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WEB, ENGINE, STATISTICS = "alongside_web", "alongside_engine", "alongside_statistics"
TABLES = ("feedback_answer", "feedback_comment", "feedback_batch", "feedback_token", "feedback_kiosk", "feedback_choice", "feedback_reply",
          "feedback_summary")  # fmt: skip

MINE = "place_id = (select place_id from acting_post())"
MANAGES = "(select role from acting_post()) = 'manager'"
LEADS = "(select role from acting_post()) = 'lead'"
OWN = "team_id = (select team from acting_post())"
CARES = "(select role from acting_post()) in ('practitioner', 'assistant', 'coordinator', 'lead')"

WEB_READS = {
    "feedback_comment": f"{MINE} and (({MANAGES} and state <> 'withheld') or ({LEADS} and {OWN} and state <> 'withheld') "
    f"or ({CARES} and {OWN} and state = 'shown' and is_listed))",
    "feedback_reply": f"{MINE} and ({MANAGES} or ({CARES} and {OWN}))",
    "feedback_summary": f"{MINE} and ({MANAGES} or ({CARES} and {OWN}) or ({LEADS} and scope = 'place'))",
}
COUNTED = {
    "feedback_answer": "id, place_id, team_id, locality, service_line, month, set_key, set_version, language, mode, who, easy_read, answers, is_counted",
    "feedback_comment": "id, place_id, team_id, locality, month, item, language, mode, who, state, is_listed, themes",
}


def uuid(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sa.Uuid(as_uuid=False), nullable=more.pop("nullable", False), **more)


def text(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=more.pop("nullable", False), **more)


def day(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=more.pop("nullable", False), **more)


def instant(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=more.pop("nullable", False), **more)


def upgrade() -> None:
    op.create_table(
        "feedback_answer",
        uuid("id"), uuid("place_id"), uuid("team_id"), text("locality"), text("service_line"), day("month"), text("set_key"),
        sa.Column("set_version", sa.Integer(), nullable=False), text("language"), text("mode"), text("who"),
        sa.Column("easy_read", sa.Boolean(), nullable=False), sa.Column("answers", JSONB(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_answer"),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_feedback_answer_month")),
    )  # fmt: skip
    op.create_index("ix_feedback_answer_place_month", "feedback_answer", ["place_id", "month"])
    op.create_table(
        "feedback_comment",
        uuid("id"), uuid("place_id"), uuid("team_id"), text("locality"), day("month"), text("item"), text("language"), text("mode"), text("who"),
        text("words"), sa.Column("may_quote", sa.Boolean(), nullable=False), text("state"), sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("themes", ARRAY(sa.Text()), nullable=False), uuid("themed_by", nullable=True), text("english", nullable=True),
        text("interpreter", nullable=True), uuid("concern_by", nullable=True), day("concern_on", nullable=True),
        uuid("reviewed_by", nullable=True), uuid("reply_id", nullable=True), sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_comment"),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_feedback_comment_month")),
        sa.CheckConstraint("state in ('to-review', 'shown', 'withheld')", name=op.f("ck_feedback_comment_state")),
    )  # fmt: skip
    op.create_index("ix_feedback_comment_team_month", "feedback_comment", ["team_id", "month"])
    op.create_table(
        "feedback_batch",
        uuid("id"), uuid("place_id"), day("received_on"), sa.Column("endings", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_batch"),
    )  # fmt: skip
    op.create_table(
        "feedback_token",
        sa.Column("hash", sa.LargeBinary(), nullable=False), uuid("place_id"), uuid("team_id"), text("locality"), text("service_line"), day("month"),
        day("ends_on"),
        sa.PrimaryKeyConstraint("hash", name="pk_feedback_token"),
    )  # fmt: skip
    op.create_table(
        "feedback_kiosk",
        uuid("id"), uuid("place_id"), uuid("team_id"), text("name"), uuid("made_by"), instant("made_at"),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True), instant("code_ends_at", nullable=True),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=True), day("enrolled_on", nullable=True), instant("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_kiosk"),
        sa.UniqueConstraint("code_hash", name="uq_feedback_kiosk_code_hash"), sa.UniqueConstraint("secret_hash", name="uq_feedback_kiosk_secret_hash"),
    )  # fmt: skip
    op.create_table(
        "feedback_choice",
        uuid("team_id"), uuid("place_id"), text("set_key"), text("service_line"), sa.Column("languages", ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_feedback_choice"),
    )  # fmt: skip
    op.create_table(
        "feedback_reply",
        uuid("id"), uuid("place_id"), uuid("team_id"), text("said"), text("theme", nullable=True), sa.Column("people", sa.Integer(), nullable=False),
        text("did", nullable=True), text("state"), uuid("owner", nullable=True), day("opened_on"), day("until", nullable=True),
        day("ended_on", nullable=True), sa.Column("translations", JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_reply"),
        sa.CheckConstraint("state in ('no-owner', 'under-way', 'done', 'not-now')", name=op.f("ck_feedback_reply_state")),
        sa.CheckConstraint("(state = 'no-owner') = (owner is null)", name=op.f("ck_feedback_reply_owner")),
    )  # fmt: skip
    op.create_index("ix_feedback_reply_team", "feedback_reply", ["team_id"])
    op.create_table(
        "feedback_summary",
        uuid("place_id"), text("scope"), uuid("team_id", nullable=True), instant("made_at"), sa.Column("body", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "scope", name="pk_feedback_summary"),
    )  # fmt: skip
    op.execute(f"grant select, insert, update, delete on {', '.join(TABLES)} to {ENGINE}")
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
    for table, rule in WEB_READS.items():
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"create policy web on {table} for select to {WEB} using ({rule})")
    for table, columns in COUNTED.items():
        op.execute(f"grant select ({columns}) on {table} to {STATISTICS}")
        op.execute(f"create policy statistics on {table} for select to {STATISTICS} using (place_id = (select acting_place()))")
    op.execute(f"grant update (is_counted) on feedback_answer to {STATISTICS}")
    op.execute(f"create policy statistics_counts on feedback_answer for update to {STATISTICS} using (place_id = (select acting_place()))")
    op.execute(f"grant update (is_listed) on feedback_comment to {STATISTICS}")
    op.execute(f"create policy statistics_lists on feedback_comment for update to {STATISTICS} using (place_id = (select acting_place()))")
    op.execute(f"grant select, insert, update, delete on feedback_summary to {STATISTICS}")
    op.execute(
        f"create policy statistics on feedback_summary to {STATISTICS} using (place_id = (select acting_place())) "
        "with check (place_id = (select acting_place()))"
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
