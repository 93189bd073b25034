"""The record: the three roles and all tables. What the roles may do with them is 0002's matter.

Revision ID: 0001
Revises: -
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from backend.transaction import make_roles

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_roles(op.get_bind())
    op.create_table(
        "about_me",
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("told_in", sa.Text(), nullable=True),
        sa.Column("told_to", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_me")),
    )
    op.create_index(op.f("ix_about_me_bundle_id"), "about_me", ["bundle_id"], unique=False)
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("staff_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("staff_id", name=op.f("uq_account_staff_id")),
    )
    op.create_table(
        "action",
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("organisation", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("goals", sa.ARRAY(sa.Uuid(as_uuid=False)), nullable=True),
        sa.Column("measures", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("position", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_bundle_id"), "action", ["bundle_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index(op.f("ix_alert_bundle_id"), "alert", ["bundle_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("visit", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leave_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_bundle_id"), "attendance", ["bundle_id"], unique=False)
    op.create_index("ix_attendance_visit", "attendance", ["visit"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("chain", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("bundles", sa.ARRAY(sa.Uuid(as_uuid=False)), nullable=False),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_event")),
    )
    op.create_index("ix_audit_event_bundles", "audit_event", ["bundles"], unique=False, postgresql_using="gin")
    op.create_index("ix_audit_event_place_id_at", "audit_event", ["place_id", "at"], unique=False)
    op.create_table(
        "audit_seal",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heads", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal")),
    )
    op.create_table(
        "bundle",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), server_default="0", nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("rows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("header", sa.Text(), server_default="{}", nullable=False),
        sa.Column("sums", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("outside", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("unpacked", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("type in ('patient', 'people', 'mine')", name=op.f("ck_bundle_type")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    op.create_index("ix_bundle_owner", "bundle", ["owner"], unique=False, postgresql_where=sa.text("type = 'mine'"))
    op.create_index("ix_bundle_place_id", "bundle", ["place_id"], unique=False)
    op.create_index("ix_bundle_unpacked", "bundle", ["unpacked"], unique=False, postgresql_where=sa.text("unpacked >= 4096"))
    op.create_table(
        "care_plan",
        sa.Column("what_matters", sa.Text(), nullable=True),
        sa.Column("if_worse", sa.Text(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_with", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_plan")),
    )
    op.create_index(op.f("ix_care_plan_bundle_id"), "care_plan", ["bundle_id"], unique=False)
    op.create_table(
        "condition",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("code_system", sa.Text(), nullable=True),
        sa.Column("onset_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
    )
    op.create_index(op.f("ix_condition_bundle_id"), "condition", ["bundle_id"], unique=False)
    op.create_table(
        "conflict",
        sa.Column("about", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("about_kind", sa.Text(), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("base", sa.JSON(), nullable=True),
        sa.Column("sides", sa.JSON(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("settled_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index("ix_conflict_about", "conflict", ["about"], unique=False, postgresql_where=sa.text("status = 'open'"))
    op.create_index(op.f("ix_conflict_bundle_id"), "conflict", ["bundle_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("is_carer", sa.Boolean(), nullable=True),
        sa.Column("is_next_of_kin", sa.Boolean(), nullable=True),
        sa.Column("is_key_holder", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_bundle_id"), "contact", ["bundle_id"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_staff_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", "place_id", name=op.f("pk_device")),
    )
    op.create_table(
        "disclosure",
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("record", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    op.create_index(op.f("ix_disclosure_bundle_id"), "disclosure", ["bundle_id"], unique=False)
    op.create_table(
        "done",
        sa.Column("visit", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("action", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_done")),
    )
    op.create_index(op.f("ix_done_bundle_id"), "done", ["bundle_id"], unique=False)
    op.create_index("ix_done_visit", "done", ["visit"], unique=False)
    op.create_table(
        "door_code",
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_code")),
    )
    op.create_index(op.f("ix_door_code_bundle_id"), "door_code", ["bundle_id"], unique=False)
    op.create_table(
        "feed",
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bundle_id", "record_id", "part", name=op.f("pk_feed")),
    )
    op.create_index("ix_feed_delta", "feed", ["bundle_id", "rev"], unique=False)
    op.create_index("ix_feed_record_id", "feed", ["record_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_unit", sa.Text(), nullable=True),
        sa.Column("target_how", sa.Text(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("now", sa.Text(), nullable=True),
        sa.Column("now_how", sa.Text(), nullable=True),
        sa.Column("now_on", sa.Date(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("progress_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("position", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_bundle_id"), "goal", ["bundle_id"], unique=False)
    op.create_table(
        "grants",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("staff_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("team_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("parts", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carried_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visit_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("visit_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visit_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(why = 'visit') = (visit_id is not null)", name=op.f("ck_grants_visit_named")),
        sa.CheckConstraint("why in ('caseload', 'visit', 'created', 'referral', 'oversight', 'break-glass')", name=op.f("ck_grants_why_known")),
        sa.CheckConstraint("(staff_id is null) <> (team_id is null)", name=op.f("ck_grants_one_holder")),
        sa.CheckConstraint("cardinality(parts) > 0", name=op.f("ck_grants_has_parts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    op.create_index("ix_grants_bundle_id", "grants", ["bundle_id"], unique=False)
    op.create_index(
        "ix_grants_staff_id", "grants", ["staff_id", "until"], unique=False, postgresql_where=sa.text("staff_id is not null and ended_at is null")
    )
    op.create_index(
        "ix_grants_team_id", "grants", ["team_id", "until"], unique=False, postgresql_where=sa.text("team_id is not null and ended_at is null")
    )
    op.create_index("ix_grants_visit_id", "grants", ["visit_id"], unique=False, postgresql_where=sa.text("visit_id is not null"))
    op.create_table(
        "journal",
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("left_lines", sa.Boolean(), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("change_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sent_as", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("resulted", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("bundle_id", "rev", "n", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_record_id", "journal", ["record_id"], unique=False)
    op.create_index("ix_journal_sent_as", "journal", ["sent_as"], unique=False, postgresql_where=sa.text("sent_as is not null"))
    op.create_index("uq_journal_change_id", "journal", ["change_id"], unique=True)
    op.create_table(
        "medicine",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("dose", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("instructions", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medicine")),
    )
    op.create_index(op.f("ix_medicine_bundle_id"), "medicine", ["bundle_id"], unique=False)
    op.create_table(
        "my_day",
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("shift_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shift_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("means", sa.Text(), nullable=True),
        sa.Column("break_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("break_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("break_where", sa.Text(), nullable=True),
        sa.Column("order", sa.ARRAY(sa.Uuid(as_uuid=False)), nullable=True),
        sa.Column("late_minutes", sa.Integer(), nullable=True),
        sa.Column("late_said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_my_day")),
    )
    op.create_index(op.f("ix_my_day_bundle_id"), "my_day", ["bundle_id"], unique=False)
    op.create_index("ix_my_day_day", "my_day", ["place_id", "day"], unique=False)
    op.create_table(
        "note",
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("visit", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_bundle_id"), "note", ["bundle_id"], unique=False)
    op.create_table(
        "observation",
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("value", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True),
        sa.Column("value2", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("visit", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("taken_together", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_bundle_id"), "observation", ["bundle_id"], unique=False)
    op.create_index("ix_observation_patient_id_type", "observation", ["patient_id", "type", "measured_at"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(op.f("ix_organisation_bundle_id"), "organisation", ["bundle_id"], unique=False)
    op.create_table(
        "pack",
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("bundle_id", "part", name=op.f("pk_pack")),
    )
    op.create_table(
        "patient",
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("known_as", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("nhs_number", sa.Text(), nullable=True),
        sa.Column("nhs_number_status", sa.Text(), nullable=True),
        sa.Column("address_line", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("access_note", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("languages", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=True),
        sa.Column("interpreter_language", sa.Text(), nullable=True),
        sa.Column("practice", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("lead_professional", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("care_coordinator", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("risk_band", sa.Text(), nullable=True),
        sa.Column("risk_on", sa.Date(), nullable=True),
        sa.Column("lives_with", sa.Text(), nullable=True),
        sa.Column("spo2_scale", sa.Integer(), nullable=True),
        sa.Column("spo2_scale_reason", sa.Text(), nullable=True),
        sa.Column("tags", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("local_ids", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
    )
    op.create_index(op.f("ix_patient_bundle_id"), "patient", ["bundle_id"], unique=False)
    op.create_index("ix_patient_nhs_number", "patient", ["nhs_number"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lease_days", sa.Integer(), server_default="7", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("lease_days between 1 and 30", name=op.f("ck_place_lease_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_table(
        "practice",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_index(op.f("ix_practice_bundle_id"), "practice", ["bundle_id"], unique=False)
    op.create_table(
        "proved_backup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("safe_through", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bundles", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proved_backup")),
    )
    op.create_table(
        "read_mark",
        sa.Column("about", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_mark")),
    )
    op.create_index(op.f("ix_read_mark_bundle_id"), "read_mark", ["bundle_id"], unique=False)
    op.create_table(
        "refusal",
        sa.Column("change", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("dealt_how", sa.Text(), nullable=True),
        sa.Column("dealt_reason", sa.Text(), nullable=True),
        sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    op.create_index(op.f("ix_refusal_bundle_id"), "refusal", ["bundle_id"], unique=False)
    op.create_index(op.f("ix_refusal_change"), "refusal", ["change"], unique=False)
    op.create_table(
        "seal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bundles", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
    )
    op.create_table(
        "sealed_head",
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("seal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("bundle_id", "seal_id", name=op.f("pk_sealed_head")),
    )
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("profession", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("team", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_index(op.f("ix_staff_bundle_id"), "staff", ["bundle_id"], unique=False)
    op.create_index("ix_staff_team", "staff", ["team"], unique=False)
    op.create_table(
        "team",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("lead", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("base_name", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_index(op.f("ix_team_bundle_id"), "team", ["bundle_id"], unique=False)
    op.create_table(
        "team_left",
        sa.Column("staff_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("team_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "team_id", name=op.f("pk_team_left")),
    )
    op.create_table(
        "visit",
        sa.Column("planned_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_fixed", sa.Boolean(), nullable=True),
        sa.Column("asked", sa.ARRAY(sa.Uuid(as_uuid=False)), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("instructions", sa.Text(), nullable=True),
        sa.Column("actions", sa.ARRAY(sa.Uuid(as_uuid=False)), nullable=True),
        sa.Column("team", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_bundle_id"), "visit", ["bundle_id"], unique=False)
    op.create_index("ix_visit_place_id_planned_start", "visit", ["place_id", "planned_start"], unique=False)
    op.create_table(
        "account_session",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("account_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("device_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_session_token_hash")),
    )
    op.create_index("ix_account_session_open", "account_session", ["account_id"], unique=False, postgresql_where=sa.text("ended_at is null"))
    op.create_table(
        "locality",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_locality_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locality")),
        sa.UniqueConstraint("place_id", "name", name=op.f("uq_locality_place_id_name")),
    )
    op.create_table(
        "network",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("locality_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["locality_id"], ["locality.id"], name=op.f("fk_network_locality_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_network_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network")),
        sa.UniqueConstraint("place_id", "name", name=op.f("uq_network_place_id_name")),
    )
    # Packs are compressed already: PostgreSQL need not try again.
    op.execute("ALTER TABLE pack ALTER COLUMN raw SET STORAGE EXTERNAL")


def downgrade() -> None:
    op.drop_table("network")
    op.drop_table("locality")
    op.drop_index("ix_account_session_open", table_name="account_session", postgresql_where=sa.text("ended_at is null"))
    op.drop_table("account_session")
    op.drop_index("ix_visit_place_id_planned_start", table_name="visit")
    op.drop_index(op.f("ix_visit_bundle_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_table("team_left")
    op.drop_index(op.f("ix_team_bundle_id"), table_name="team")
    op.drop_table("team")
    op.drop_index("ix_staff_team", table_name="staff")
    op.drop_index(op.f("ix_staff_bundle_id"), table_name="staff")
    op.drop_table("staff")
    op.drop_table("sealed_head")
    op.drop_table("seal")
    op.drop_index(op.f("ix_refusal_change"), table_name="refusal")
    op.drop_index(op.f("ix_refusal_bundle_id"), table_name="refusal")
    op.drop_table("refusal")
    op.drop_index(op.f("ix_read_mark_bundle_id"), table_name="read_mark")
    op.drop_table("read_mark")
    op.drop_table("proved_backup")
    op.drop_index(op.f("ix_practice_bundle_id"), table_name="practice")
    op.drop_table("practice")
    op.drop_table("place")
    op.drop_index("ix_patient_nhs_number", table_name="patient")
    op.drop_index(op.f("ix_patient_bundle_id"), table_name="patient")
    op.drop_table("patient")
    op.drop_table("pack")
    op.drop_index(op.f("ix_organisation_bundle_id"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_index("ix_observation_patient_id_type", table_name="observation")
    op.drop_index(op.f("ix_observation_bundle_id"), table_name="observation")
    op.drop_table("observation")
    op.drop_index(op.f("ix_note_bundle_id"), table_name="note")
    op.drop_table("note")
    op.drop_index("ix_my_day_day", table_name="my_day")
    op.drop_index(op.f("ix_my_day_bundle_id"), table_name="my_day")
    op.drop_table("my_day")
    op.drop_index(op.f("ix_medicine_bundle_id"), table_name="medicine")
    op.drop_table("medicine")
    op.drop_index("uq_journal_change_id", table_name="journal")
    op.drop_index("ix_journal_sent_as", table_name="journal", postgresql_where=sa.text("sent_as is not null"))
    op.drop_index("ix_journal_record_id", table_name="journal")
    op.drop_table("journal")
    op.drop_index("ix_grants_visit_id", table_name="grants", postgresql_where=sa.text("visit_id is not null"))
    op.drop_index("ix_grants_team_id", table_name="grants", postgresql_where=sa.text("team_id is not null and ended_at is null"))
    op.drop_index("ix_grants_staff_id", table_name="grants", postgresql_where=sa.text("staff_id is not null and ended_at is null"))
    op.drop_index("ix_grants_bundle_id", table_name="grants")
    op.drop_table("grants")
    op.drop_index(op.f("ix_goal_bundle_id"), table_name="goal")
    op.drop_table("goal")
    op.drop_index("ix_feed_record_id", table_name="feed")
    op.drop_index("ix_feed_delta", table_name="feed")
    op.drop_table("feed")
    op.drop_index(op.f("ix_door_code_bundle_id"), table_name="door_code")
    op.drop_table("door_code")
    op.drop_index("ix_done_visit", table_name="done")
    op.drop_index(op.f("ix_done_bundle_id"), table_name="done")
    op.drop_table("done")
    op.drop_index(op.f("ix_disclosure_bundle_id"), table_name="disclosure")
    op.drop_table("disclosure")
    op.drop_table("device")
    op.drop_index(op.f("ix_contact_bundle_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_conflict_bundle_id"), table_name="conflict")
    op.drop_index("ix_conflict_about", table_name="conflict", postgresql_where=sa.text("status = 'open'"))
    op.drop_table("conflict")
    op.drop_index(op.f("ix_condition_bundle_id"), table_name="condition")
    op.drop_table("condition")
    op.drop_index(op.f("ix_care_plan_bundle_id"), table_name="care_plan")
    op.drop_table("care_plan")
    op.drop_index("ix_bundle_unpacked", table_name="bundle", postgresql_where=sa.text("unpacked >= 4096"))
    op.drop_index("ix_bundle_place_id", table_name="bundle")
    op.drop_index("ix_bundle_owner", table_name="bundle", postgresql_where=sa.text("type = 'mine'"))
    op.drop_table("bundle")
    op.drop_table("audit_seal")
    op.drop_index("ix_audit_event_place_id_at", table_name="audit_event")
    op.drop_index("ix_audit_event_bundles", table_name="audit_event", postgresql_using="gin")
    op.drop_table("audit_event")
    op.drop_index("ix_attendance_visit", table_name="attendance")
    op.drop_index(op.f("ix_attendance_bundle_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_alert_bundle_id"), table_name="alert")
    op.drop_table("alert")
    op.drop_index(op.f("ix_action_bundle_id"), table_name="action")
    op.drop_table("action")
    op.drop_table("account")
    op.drop_index(op.f("ix_about_me_bundle_id"), table_name="about_me")
    op.drop_table("about_me")
