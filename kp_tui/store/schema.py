"""The tables, as they are now; `migrations/` tells how they came to be."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import DutyKind
from kp_tui.domain.events import Channel, Exclusion, Kind
from kp_tui.domain.key_workers import ChangeReason, NoticeChannel
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.plans import GoalState, Horizon, NoteKind, PaperKind, PlanForm
from kp_tui.domain.policies import Rounding
from kp_tui.domain.reasons import Reason
from kp_tui.domain.services import Allocation, Profile
from kp_tui.domain.timers import Phase
from kp_tui.store.types import Code, Instant, Length

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _open(column: str) -> dict[str, Any]:
    """The condition of a partial index over rows whose `column` is still empty, on both databases."""
    condition = text(f"{column} IS NULL")
    return {"sqlite_where": condition, "postgresql_where": condition}


organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("header_sequence", Integer, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

service = Table(
    "service",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("profile", Code(Profile), nullable=False),
    Column("allocation", Code(Allocation), nullable=False),
    Column("can_procedure", Text, nullable=False),
)

policy = Table(
    "policy",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("valid_from", Date, nullable=False, unique=True),
    Column("contact_over", Length, nullable=False),
    Column("unit", Length, nullable=False),
    Column("most_joint_shares", Integer, nullable=False),
    Column("rounding", Code(Rounding), nullable=False),
)

worker = Table(
    "worker",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(40), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("surname", String(100), nullable=False),
    Column("sort_key", LargeBinary, nullable=False),
    Column("profession", Code(Profession), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("last_sign_in_at", Instant),
)

# All public keys that a worker ever had: what they signed before an administrator's reset is still checked.

signing_key = Table(
    "signing_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("public", LargeBinary, nullable=False, unique=True),
    Column("since", Instant, nullable=False),
)
Index(None, signing_key.c.worker_id)

worker_role = Table(
    "worker_role",
    metadata,
    Column("worker_id", ForeignKey("worker.id"), primary_key=True),
    Column("role", Code(Role), primary_key=True),
)

district = Table(
    "district",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    UniqueConstraint("service_id", "name"),
)

deputy = Table(
    "deputy",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("deputy_id", ForeignKey("worker.id")),  # empty: nobody any more
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("deputy_id <> worker_id", name="somebody_else"),
)
Index(None, deputy.c.worker_id, deputy.c.id)

absence = Table(
    "absence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date, nullable=False),  # the last day away
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    CheckConstraint("to_day >= from_day", name="order"),
)
Index(None, absence.c.worker_id, absence.c.to_day)

client = Table(
    "client",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("mark", String(20), nullable=False, unique=True),
    Column("surname", String(100), nullable=False),
    Column("name", String(100), nullable=False),
    Column("birth_date", Date),
    Column("state", Code(ClientState), nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("contacts", Text, nullable=False),
    Column("sort_key", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint(
        "NOT anonymous OR (surname = '' AND name = '' AND birth_date IS NULL AND contacts = '')",
        name="anonymous_has_no_name",
    ),
)
Index(None, client.c.sort_key, client.c.id)

client_version = Table(
    "client_version",
    metadata,
    Column("client_id", ForeignKey("client.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", ForeignKey("worker.id"), nullable=False),
    Column("body", Text, nullable=False),
)

client_word = Table(
    "client_word",
    metadata,
    Column("word", String(100), primary_key=True),
    Column("sort_key", LargeBinary, primary_key=True),
    Column("client_id", ForeignKey("client.id"), primary_key=True),
    sqlite_with_rowid=False,
)

key_worker_period = Table(
    "key_worker_period",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    Column("reason", Code(ChangeReason), nullable=False),
    Column("explanation", Text, nullable=False),
    Column("no_notice_reason", Text, nullable=False),  # why the client was not told before (K5)
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("to_day IS NULL OR to_day >= from_day", name="order"),
)
Index(None, key_worker_period.c.client_id, key_worker_period.c.to_day)
Index(None, key_worker_period.c.worker_id, key_worker_period.c.to_day)

key_worker_notice = Table(
    "key_worker_notice",
    metadata,
    Column("period_id", ForeignKey("key_worker_period.id"), primary_key=True),  # the one that begins
    Column("told_by", ForeignKey("worker.id"), nullable=False),
    Column("told_on", Date, nullable=False),
    Column("channel", Code(NoticeChannel), nullable=False),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

worker_bar = Table(
    "worker_bar",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("reason", Code(BarReason), nullable=False),
    Column("explanation", Text, nullable=False),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("lifted_by", ForeignKey("worker.id")),
    Column("lifted_at", Instant),
    Column("lifted_why", Text),
)
Index(
    "ix_worker_bar_one_in_force", worker_bar.c.worker_id, worker_bar.c.client_id,
    unique=True, **_open("lifted_at"),
)  # fmt: skip
Index(None, worker_bar.c.client_id)

case_entry = Table(
    "case_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("kind", Code(EntryKind), nullable=False),
    Column("day", Date, nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("acting_for", ForeignKey("worker.id")),  # the absent key worker for whom a deputy wrote it (K7)
    Column("recorded_at", Instant, nullable=False),
    Column("replaces", ForeignKey("case_entry.id"), unique=True),  # corrected by a newer one (D4)
    Column("why", Text, nullable=False),
)
Index(None, case_entry.c.client_id, case_entry.c.kind, case_entry.c.day)
Index(None, case_entry.c.kind, case_entry.c.day)
Index(None, case_entry.c.recorded_by, case_entry.c.kind)

duty_release = Table(
    "duty_release",
    metadata,
    Column("duty", Code(DutyKind), primary_key=True),
    Column("subject", Integer, primary_key=True),  # the entry, period, worker, client or event that lacks it
    Column("client_id", ForeignKey("client.id")),
    Column("reason", Text, nullable=False),
    Column("released_by", ForeignKey("worker.id"), nullable=False),
    Column("released_at", Instant, nullable=False),
)

family = Table(
    "family",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

family_member = Table(
    "family_member",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("family_id", ForeignKey("family.id"), nullable=False),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("relation", String(100), nullable=False),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("left_at", Instant),
)
Index(
    "ix_family_member_once", family_member.c.family_id, family_member.c.client_id,
    unique=True, **_open("left_at"),
)  # fmt: skip
Index(None, family_member.c.client_id)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ref", String(80), nullable=False, unique=True),
    Column("kind", Code(Kind), nullable=False),
    Column("channel", Code(Channel)),
    Column("day", Date, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=False),
    Column("pause", Length, nullable=False),
    Column("two_way", Boolean, nullable=False),
    Column("exclusion", Code(Exclusion)),
    Column("end_confirmed", Boolean, nullable=False),
    Column("joint_reason", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("impact", Text, nullable=False),
    Column("institution", Text, nullable=False),
    Column("lesson", Text, nullable=False),
    Column("letter", Text, nullable=False),
    # what it came to, by the policy valid on its day (I13)
    Column("policy", ForeignKey("policy.name"), nullable=False),
    Column("units", Integer, nullable=False),
    Column("included", Length, nullable=False),
    Column("counted_shares", Integer, nullable=False),
    Column("reason", Code(Reason)),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("acting_for", ForeignKey("worker.id")),  # the absent key worker for whom a deputy wrote it (K7)
    Column("recorded_at", Instant, nullable=False),
    Column("removed_at", Instant),
    Column("version", Integer, nullable=False),
    CheckConstraint("ended_at >= started_at", name="order"),
    CheckConstraint("units = 0 OR reason IS NULL", name="zero_has_reason"),
)
Index(
    "ix_event_indicators",
    event.c.day,
    event.c.kind,
    event.c.reason,
    event.c.units,
    event.c.removed_at,
)

event_worker = Table(
    "event_worker",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("profession", Code(Profession), nullable=False),
    Column("direct", Length, nullable=False),
    Column("preparation", Length, nullable=False),
    Column("write_up", Length, nullable=False),
    Column("started_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
Index(None, event_worker.c.worker_id, event_worker.c.started_at)

event_client = Table(
    "event_client",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("client_id", ForeignKey("client.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    # the event's day where the event counts, else empty: whom the service reached in a month
    Column("counted_day", Date),
    sqlite_with_rowid=False,
)
Index(None, event_client.c.client_id, event_client.c.started_at)
Index(
    "ix_event_client_reached",
    event_client.c.counted_day,
    event_client.c.client_id,
    sqlite_where=text("counted_day IS NOT NULL"),
    postgresql_where=text("counted_day IS NOT NULL"),
)

event_version = Table(
    "event_version",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", ForeignKey("worker.id"), nullable=False),
    Column("why", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# What people say in a plan is sealed (`vault/sealing.py`); what the program has to ask for stands open.
# `generation` is the vault's key that was in use when the row was written.

vault = Table(
    "vault",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service_id", ForeignKey("service.id"), unique=True),
    Column("client_id", ForeignKey("client.id"), unique=True),  # of a client from whom a colleague is barred
    Column("generation", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("(service_id IS NULL) <> (client_id IS NULL)", name="of_a_team_or_a_client"),
)

# A key is vouched for by the one before it, a grant by the key itself (`vault/vouching.py`): rows that
# somebody writes into these tables without holding a key open nothing and let nobody in.

vault_key = Table(
    "vault_key",
    metadata,
    Column("vault_id", ForeignKey("vault.id"), primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("mark", LargeBinary, nullable=False),
    Column("after_vault_id", ForeignKey("vault.id")),  # empty: the first key of a service
    Column("after_generation", Integer),
    Column("proof", LargeBinary, nullable=False),
)

vault_grant = Table(
    "vault_grant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("vault_id", ForeignKey("vault.id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("worker_id", ForeignKey("worker.id")),  # empty: the paper key
    Column("emergency", Boolean, nullable=False),  # opens only during an emergency reading
    Column("exchange", LargeBinary, nullable=False),  # the public key that it was sealed for
    Column("sealed", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Column("granted_by", ForeignKey("worker.id"), nullable=False),
    Column("granted_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
Index(None, vault_grant.c.worker_id, vault_grant.c.vault_id)
Index(None, vault_grant.c.vault_id, vault_grant.c.generation)

goal_area = Table(
    "goal_area",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("retired_at", Instant),
)

plan = Table(
    "plan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("client.id"), nullable=False, unique=True),
    Column("created_on", Date, nullable=False),
    Column("form", Code(PlanForm), nullable=False),
    Column("horizon", Code(Horizon), nullable=False),
    Column("event_id", ForeignKey("event.id")),  # the meeting in whose record an oral plan's words stand
    Column("complete", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

plan_version = Table(
    "plan_version",
    metadata,
    Column("plan_id", ForeignKey("plan.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", ForeignKey("worker.id"), nullable=False),
    Column("acting_for", ForeignKey("worker.id")),
    Column("vault_id", ForeignKey("vault.id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

plan_goal = Table(
    "plan_goal",
    metadata,
    Column("plan_id", ForeignKey("plan.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", Code(GoalState), nullable=False),
    Column("area_id", ForeignKey("goal_area.id")),
    Column("area_name", String(200), nullable=False),  # as it was called then: renaming rewrites no past
    Column("current", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
Index(None, plan_goal.c.area_id)

plan_step = Table(
    "plan_step",
    metadata,
    Column("plan_id", ForeignKey("plan.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("goal_number", Integer, nullable=False),
    Column("due", Date),
    Column("done_on", Date),
    Column("done_by", ForeignKey("worker.id")),
    Column("current", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
Index(
    "ix_plan_step_open_by_day", plan_step.c.due,
    sqlite_where=text("done_on IS NULL AND due IS NOT NULL"),
    postgresql_where=text("done_on IS NULL AND due IS NOT NULL"),
)  # fmt: skip

event_goal = Table(
    "event_goal",
    metadata,
    Column("event_id", ForeignKey("event.id"), primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), primary_key=True),
    Column("goal_number", Integer, primary_key=True),
    Column("step_number", Integer, primary_key=True),  # 0: the goal as a whole
    sqlite_with_rowid=False,
)
Index(None, event_goal.c.plan_id, event_goal.c.goal_number)

plan_note = Table(
    "plan_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("kind", Code(NoteKind), nullable=False),
    Column("day", Date, nullable=False),
    Column("next_on", Date),  # when the plan is looked at again (P5)
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("acting_for", ForeignKey("worker.id")),
    Column("recorded_at", Instant, nullable=False),
    Column("vault_id", ForeignKey("vault.id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
Index(None, plan_note.c.plan_id, plan_note.c.day)

paper = Table(
    "paper",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("kind", Code(PaperKind), nullable=False),
    Column("size", Integer, nullable=False),
    Column("recorded_by", ForeignKey("worker.id"), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("removed_at", Instant),
    Column("vault_id", ForeignKey("vault.id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("title", LargeBinary, nullable=False),
    Column("title_signature", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
Index(None, paper.c.client_id, paper.c.made_on)

emergency_reading = Table(
    "emergency_reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column(
        "key_worker_id", ForeignKey("worker.id")
    ),  # who was that when it was opened: told whatever follows
    Column("reason", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("until_at", Instant, nullable=False),
)
Index(None, emergency_reading.c.client_id, emergency_reading.c.opened_at)
Index(None, emergency_reading.c.worker_id, emergency_reading.c.until_at)

emergency_notice = Table(
    "emergency_notice",
    metadata,
    Column("reading_id", ForeignKey("emergency_reading.id"), primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), primary_key=True),
    Column("noted_at", Instant, nullable=False),  # when this person took note of it
)

timer = Table(
    "timer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("client_id", ForeignKey("client.id"), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
)
Index("ix_timer_one_running", timer.c.worker_id, unique=True, **_open("ended_at"))

timer_span = Table(
    "timer_span",
    metadata,
    Column("timer_id", ForeignKey("timer.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("phase", Code(Phase), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    sqlite_with_rowid=False,
)

draft = Table(
    "draft",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("form", String(40), nullable=False),
    Column("client_id", ForeignKey("client.id")),
    Column("event_id", ForeignKey("event.id")),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
Index(None, draft.c.worker_id, draft.c.saved_at)

abbreviation = Table(
    "abbreviation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("short", String(20), nullable=False),
    Column("long", Text, nullable=False),
    Column("removed_at", Instant),
)
Index(
    "ix_abbreviation_one_of_these_letters", abbreviation.c.worker_id, abbreviation.c.short,
    unique=True, **_open("removed_at"),
)  # fmt: skip

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("act", String(60), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("client_id", Integer),
    Column("record", String(80), nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    UniqueConstraint("hash"),
)
Index(None, audit.c.client_id, audit.c.at)
