"""Make the first tables."""

import sqlalchemy as sa
from alembic import op

from kp_tui.store import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "goal_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("retired_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_area")),
        sa.UniqueConstraint("name", name=op.f("uq_goal_area_name")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("header_sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisation_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "policy",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("contact_over", types.Length(), nullable=False),
        sa.Column("unit", types.Length(), nullable=False),
        sa.Column("most_joint_shares", sa.Integer(), nullable=False),
        sa.Column("rounding", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_policy")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_policy_valid_from")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("profile", sa.String(32), nullable=False),
        sa.Column("allocation", sa.String(32), nullable=False),
        sa.Column("can_procedure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("name", name=op.f("uq_service_name")),
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("surname", sa.String(length=100), nullable=False),
        sa.Column("sort_key", sa.LargeBinary(), nullable=False),
        sa.Column("profession", sa.String(32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("last_sign_in_at", types.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("login", name=op.f("uq_worker_login")),
    )
    op.create_table(
        "abbreviation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("short", sa.String(length=20), nullable=False),
        sa.Column("long", sa.Text(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_abbreviation_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abbreviation")),
    )
    op.create_index(
        "ix_abbreviation_one_of_these_letters",
        "abbreviation",
        ["worker_id", "short"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("cancelled_at", types.Instant(), nullable=True),
        sa.CheckConstraint("to_day >= from_day", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(["recorded_by"], ["worker.id"], name=op.f("fk_absence_recorded_by_worker")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_absence_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_worker_id_to_day"), "absence", ["worker_id", "to_day"], unique=False)
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("record", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_audit_worker_id_worker")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_index(op.f("ix_audit_client_id_at"), "audit", ["client_id", "at"], unique=False)
    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("surname", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("contacts", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT anonymous OR (surname = '' AND name = '' AND birth_date IS NULL AND contacts = '')",
            name=op.f("ck_client_anonymous_has_no_name"),
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_client_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("mark", name=op.f("uq_client_mark")),
    )
    op.create_index(op.f("ix_client_sort_key_id"), "client", ["sort_key", "id"], unique=False)
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.CheckConstraint("deputy_id <> worker_id", name=op.f("ck_deputy_somebody_else")),
        sa.ForeignKeyConstraint(["deputy_id"], ["worker.id"], name=op.f("fk_deputy_deputy_id_worker")),
        sa.ForeignKeyConstraint(["recorded_by"], ["worker.id"], name=op.f("fk_deputy_recorded_by_worker")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_deputy_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    op.create_index(op.f("ix_deputy_worker_id_id"), "deputy", ["worker_id", "id"], unique=False)
    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_district_service_id_service")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_district_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("service_id", "name", name=op.f("uq_district_service_id_name")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=False),
        sa.Column("pause", types.Length(), nullable=False),
        sa.Column("two_way", sa.Boolean(), nullable=False),
        sa.Column("exclusion", sa.String(32), nullable=True),
        sa.Column("end_confirmed", sa.Boolean(), nullable=False),
        sa.Column("joint_reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("policy", sa.String(length=40), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("included", types.Length(), nullable=False),
        sa.Column("counted_shares", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("acting_for", sa.Integer(), nullable=True),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_event_order")),
        sa.CheckConstraint("units = 0 OR reason IS NULL", name=op.f("ck_event_zero_has_reason")),
        sa.ForeignKeyConstraint(["acting_for"], ["worker.id"], name=op.f("fk_event_acting_for_worker")),
        sa.ForeignKeyConstraint(["policy"], ["policy.name"], name=op.f("fk_event_policy_policy")),
        sa.ForeignKeyConstraint(["recorded_by"], ["worker.id"], name=op.f("fk_event_recorded_by_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("ref", name=op.f("uq_event_ref")),
    )
    op.create_index(
        "ix_event_indicators", "event", ["day", "kind", "reason", "units", "removed_at"], unique=False
    )
    op.create_table(
        "family",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["worker.id"], name=op.f("fk_family_recorded_by_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
    )
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_signing_key_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("public", name=op.f("uq_signing_key_public")),
    )
    op.create_index(op.f("ix_signing_key_worker_id"), "signing_key", ["worker_id"], unique=False)
    op.create_table(
        "worker_role",
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_worker_role_worker_id_worker")),
        sa.PrimaryKeyConstraint("worker_id", "role", name=op.f("pk_worker_role")),
    )
    op.create_table(
        "case_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("acting_for", sa.Integer(), nullable=True),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["acting_for"], ["worker.id"], name=op.f("fk_case_entry_acting_for_worker")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_case_entry_client_id_client")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["worker.id"], name=op.f("fk_case_entry_recorded_by_worker")
        ),
        sa.ForeignKeyConstraint(
            ["replaces"], ["case_entry.id"], name=op.f("fk_case_entry_replaces_case_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entry")),
        sa.UniqueConstraint("replaces", name=op.f("uq_case_entry_replaces")),
    )
    op.create_index(
        op.f("ix_case_entry_client_id_kind_day"), "case_entry", ["client_id", "kind", "day"], unique=False
    )
    op.create_index(op.f("ix_case_entry_kind_day"), "case_entry", ["kind", "day"], unique=False)
    op.create_index(
        op.f("ix_case_entry_recorded_by_kind"), "case_entry", ["recorded_by", "kind"], unique=False
    )
    op.create_table(
        "client_version",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", types.Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_version_client_id_client")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["worker.id"], name=op.f("fk_client_version_saved_by_worker")),
        sa.PrimaryKeyConstraint("client_id", "version", name=op.f("pk_client_version")),
    )
    op.create_table(
        "client_word",
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("sort_key", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_client_word_client_id_client")),
        sa.PrimaryKeyConstraint("word", "sort_key", "client_id", name=op.f("pk_client_word")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("saved_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_draft_client_id_client")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_draft_event_id_event")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_draft_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_worker_id_saved_at"), "draft", ["worker_id", "saved_at"], unique=False)
    op.create_table(
        "duty_release",
        sa.Column("duty", sa.String(32), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("released_by", sa.Integer(), nullable=False),
        sa.Column("released_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_duty_release_client_id_client")),
        sa.ForeignKeyConstraint(
            ["released_by"], ["worker.id"], name=op.f("fk_duty_release_released_by_worker")
        ),
        sa.PrimaryKeyConstraint("duty", "subject", name=op.f("pk_duty_release")),
    )
    op.create_table(
        "emergency_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("key_worker_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", types.Instant(), nullable=False),
        sa.Column("until_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_emergency_reading_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["key_worker_id"], ["worker.id"], name=op.f("fk_emergency_reading_key_worker_id_worker")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_emergency_reading_worker_id_worker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_reading")),
    )
    op.create_index(
        op.f("ix_emergency_reading_client_id_opened_at"),
        "emergency_reading",
        ["client_id", "opened_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_emergency_reading_worker_id_until_at"),
        "emergency_reading",
        ["worker_id", "until_at"],
        unique=False,
    )
    op.create_table(
        "event_client",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.Column("counted_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_event_client_client_id_client")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_client_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", "client_id", name=op.f("pk_event_client")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_client_client_id_started_at"),
        "event_client",
        ["client_id", "started_at"],
        unique=False,
    )
    op.create_index(
        "ix_event_client_reached",
        "event_client",
        ["counted_day", "client_id"],
        unique=False,
        sqlite_where=sa.text("counted_day IS NOT NULL"),
        postgresql_where=sa.text("counted_day IS NOT NULL"),
    )
    op.create_table(
        "event_version",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", types.Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_version_event_id_event")),
        sa.ForeignKeyConstraint(["saved_by"], ["worker.id"], name=op.f("fk_event_version_saved_by_worker")),
        sa.PrimaryKeyConstraint("event_id", "version", name=op.f("pk_event_version")),
    )
    op.create_table(
        "event_worker",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("profession", sa.String(32), nullable=False),
        sa.Column("direct", types.Length(), nullable=False),
        sa.Column("preparation", types.Length(), nullable=False),
        sa.Column("write_up", types.Length(), nullable=False),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_worker_event_id_event")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_event_worker_worker_id_worker")),
        sa.PrimaryKeyConstraint("event_id", "worker_id", name=op.f("pk_event_worker")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_worker_worker_id_started_at"),
        "event_worker",
        ["worker_id", "started_at"],
        unique=False,
    )
    op.create_table(
        "family_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=100), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("left_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_family_member_client_id_client")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_family_member_family_id_family")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["worker.id"], name=op.f("fk_family_member_recorded_by_worker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
    )
    op.create_index(op.f("ix_family_member_client_id"), "family_member", ["client_id"], unique=False)
    op.create_index(
        "ix_family_member_once",
        "family_member",
        ["family_id", "client_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "key_worker_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("no_notice_reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.CheckConstraint("to_day IS NULL OR to_day >= from_day", name=op.f("ck_key_worker_period_order")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_key_worker_period_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["worker.id"], name=op.f("fk_key_worker_period_recorded_by_worker")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_key_worker_period_worker_id_worker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_worker_period")),
    )
    op.create_index(
        op.f("ix_key_worker_period_client_id_to_day"),
        "key_worker_period",
        ["client_id", "to_day"],
        unique=False,
    )
    op.create_index(
        op.f("ix_key_worker_period_worker_id_to_day"),
        "key_worker_period",
        ["worker_id", "to_day"],
        unique=False,
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("horizon", sa.String(32), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_plan_client_id_client")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_plan_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("client_id", name=op.f("uq_plan_client_id")),
    )
    op.create_table(
        "timer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_timer_client_id_client")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_timer_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
    )
    op.create_index(
        "ix_timer_one_running",
        "timer",
        ["worker_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "vault",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.CheckConstraint(
            "(service_id IS NULL) <> (client_id IS NULL)", name=op.f("ck_vault_of_a_team_or_a_client")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_vault_client_id_client")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_vault_service_id_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault")),
        sa.UniqueConstraint("client_id", name=op.f("uq_vault_client_id")),
        sa.UniqueConstraint("service_id", name=op.f("uq_vault_service_id")),
    )
    op.create_table(
        "worker_bar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", types.Instant(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_worker_bar_client_id_client")),
        sa.ForeignKeyConstraint(["lifted_by"], ["worker.id"], name=op.f("fk_worker_bar_lifted_by_worker")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["worker.id"], name=op.f("fk_worker_bar_recorded_by_worker")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_worker_bar_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_bar")),
    )
    op.create_index(op.f("ix_worker_bar_client_id"), "worker_bar", ["client_id"], unique=False)
    op.create_index(
        "ix_worker_bar_one_in_force",
        "worker_bar",
        ["worker_id", "client_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "emergency_notice",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["emergency_reading.id"],
            name=op.f("fk_emergency_notice_reading_id_emergency_reading"),
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_emergency_notice_worker_id_worker")
        ),
        sa.PrimaryKeyConstraint("reading_id", "worker_id", name=op.f("pk_emergency_notice")),
    )
    op.create_table(
        "event_goal",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("goal_number", sa.Integer(), nullable=False),
        sa.Column("step_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_goal_event_id_event")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_event_goal_plan_id_plan")),
        sa.PrimaryKeyConstraint(
            "event_id", "plan_id", "goal_number", "step_number", name=op.f("pk_event_goal")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_goal_plan_id_goal_number"), "event_goal", ["plan_id", "goal_number"], unique=False
    )
    op.create_table(
        "key_worker_notice",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["key_worker_period.id"],
            name=op.f("fk_key_worker_notice_period_id_key_worker_period"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["worker.id"], name=op.f("fk_key_worker_notice_recorded_by_worker")
        ),
        sa.ForeignKeyConstraint(["told_by"], ["worker.id"], name=op.f("fk_key_worker_notice_told_by_worker")),
        sa.PrimaryKeyConstraint("period_id", name=op.f("pk_key_worker_notice")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("vault_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("title_signature", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_paper_client_id_client")),
        sa.ForeignKeyConstraint(["recorded_by"], ["worker.id"], name=op.f("fk_paper_recorded_by_worker")),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_paper_vault_id_vault")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    op.create_index(op.f("ix_paper_client_id_made_on"), "paper", ["client_id", "made_on"], unique=False)
    op.create_table(
        "plan_goal",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("area_name", sa.String(length=200), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["goal_area.id"], name=op.f("fk_plan_goal_area_id_goal_area")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_goal_plan_id_plan")),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_plan_goal")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_plan_goal_area_id"), "plan_goal", ["area_id"], unique=False)
    op.create_table(
        "plan_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("acting_for", sa.Integer(), nullable=True),
        sa.Column("recorded_at", types.Instant(), nullable=False),
        sa.Column("vault_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["acting_for"], ["worker.id"], name=op.f("fk_plan_note_acting_for_worker")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_note_plan_id_plan")),
        sa.ForeignKeyConstraint(["recorded_by"], ["worker.id"], name=op.f("fk_plan_note_recorded_by_worker")),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_plan_note_vault_id_vault")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_note")),
    )
    op.create_index(op.f("ix_plan_note_plan_id_day"), "plan_note", ["plan_id", "day"], unique=False)
    op.create_table(
        "plan_step",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("goal_number", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["worker.id"], name=op.f("fk_plan_step_done_by_worker")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_step_plan_id_plan")),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_plan_step")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_plan_step_open_by_day",
        "plan_step",
        ["due"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL AND due IS NOT NULL"),
        postgresql_where=sa.text("done_on IS NULL AND due IS NOT NULL"),
    )
    op.create_table(
        "plan_version",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", types.Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("acting_for", sa.Integer(), nullable=True),
        sa.Column("vault_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["acting_for"], ["worker.id"], name=op.f("fk_plan_version_acting_for_worker")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_version_plan_id_plan")),
        sa.ForeignKeyConstraint(["saved_by"], ["worker.id"], name=op.f("fk_plan_version_saved_by_worker")),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_plan_version_vault_id_vault")),
        sa.PrimaryKeyConstraint("plan_id", "version", name=op.f("pk_plan_version")),
    )
    op.create_table(
        "timer_span",
        sa.Column("timer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(32), nullable=False),
        sa.Column("started_at", types.Instant(), nullable=False),
        sa.Column("ended_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["timer_id"], ["timer.id"], name=op.f("fk_timer_span_timer_id_timer")),
        sa.PrimaryKeyConstraint("timer_id", "position", name=op.f("pk_timer_span")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vault_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vault_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("exchange", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("granted_at", types.Instant(), nullable=False),
        sa.Column("revoked_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["granted_by"], ["worker.id"], name=op.f("fk_vault_grant_granted_by_worker")),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_vault_grant_vault_id_vault")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_vault_grant_worker_id_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_grant")),
    )
    op.create_index(
        op.f("ix_vault_grant_vault_id_generation"), "vault_grant", ["vault_id", "generation"], unique=False
    )
    op.create_index(
        op.f("ix_vault_grant_worker_id_vault_id"), "vault_grant", ["worker_id", "vault_id"], unique=False
    )
    op.create_table(
        "vault_key",
        sa.Column("vault_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("after_vault_id", sa.Integer(), nullable=True),
        sa.Column("after_generation", sa.Integer(), nullable=True),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["after_vault_id"], ["vault.id"], name=op.f("fk_vault_key_after_vault_id_vault")
        ),
        sa.ForeignKeyConstraint(["vault_id"], ["vault.id"], name=op.f("fk_vault_key_vault_id_vault")),
        sa.PrimaryKeyConstraint("vault_id", "generation", name=op.f("pk_vault_key")),
    )
