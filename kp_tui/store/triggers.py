"""Rules the database itself keeps, in SQLite's words.

What was written down is never unwritten (D4, K3). A case has one key worker at any moment (K1): a period
begins open, where the one before it ends, and the last one ends with the case: the database itself ends
both, and lets none end without a successor unless the case has ended on that day. What was said in a plan
stays as it was signed (P4): all that ever changes is the key by which it is sealed.
"""

APPEND_ONLY = (
    "audit",
    "event_version",
    "client_version",
    "case_entry",
    "key_worker_notice",
    "deputy",
    "duty_release",
    "emergency_reading",
    "emergency_notice",
    "signing_key",
    "vault_key",
)
VERSIONED = ("event", "client")
NEVER_DELETED = (
    "event",
    "client",
    "worker",
    "key_worker_period",
    "timer",
    "absence",
    "worker_bar",
    "family",
    "family_member",
    "vault",
    "vault_grant",
    "goal_area",
    "plan",
    "plan_version",
    "plan_goal",
    "plan_step",
    "plan_note",
    "paper",
)
SEALED = {
    "plan_version": ("plan_id", "version", "saved_at", "saved_by", "acting_for", "signature"),
    "plan_note": (
        "id", "plan_id", "kind", "day", "next_on", "recorded_by", "acting_for", "recorded_at", "signature",
    ),
}  # fmt: skip


def _refusal(table: str, change: str) -> str:
    return (
        f"CREATE TRIGGER {table}_keeps_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _kept_first(table: str) -> str:
    """A record changes when its old version is kept, and not before."""
    old = f"SELECT 1 FROM {table}_version WHERE {table}_id = OLD.id AND version = OLD.version"  # noqa: S608 -- ours
    return (
        f"CREATE TRIGGER {table}_keeps_versions BEFORE UPDATE ON {table} "
        f"WHEN NEW.version <= OLD.version OR NOT EXISTS ({old}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps its versions'); END"
    )


def _ended_on(day: str) -> str:
    """Whether the case of the row ended on `day`."""
    ending = "SELECT 1 FROM case_entry WHERE client_id = NEW.client_id AND kind = 'ending' AND day = "
    return f"EXISTS ({ending}{day})"


_THEIR_PERIODS = "SELECT 1 FROM key_worker_period WHERE client_id = NEW.client_id"
_BEGAN_LATER = "from_day > NEW.from_day"
_LAST_END = "(SELECT max(to_day) FROM key_worker_period WHERE client_id = NEW.client_id)"
_OPEN_PERIOD = "EXISTS (SELECT 1 FROM key_worker_period WHERE client_id = NEW.id AND to_day IS NULL)"
_HAS_ENDED = "EXISTS (SELECT 1 FROM client WHERE id = NEW.client_id AND state = 'ended')"
_KEPT_OF_PERIOD = (
    "id",
    "client_id",
    "worker_id",
    "from_day",
    "reason",
    "explanation",
    "no_notice_reason",
    "recorded_by",
    "recorded_at",
)


def _never(name: str, table: str, act: str, when: str, rule: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{rule}'); END"
    )


KEY_WORKERS = (
    _never(
        "key_worker_period_begins_open", "key_worker_period", "INSERT",
        "NEW.to_day IS NOT NULL", "a period begins open",
    ),
    _never(
        "key_worker_period_overlaps_none", "key_worker_period", "INSERT",
        f"EXISTS ({_THEIR_PERIODS} AND (to_day > NEW.from_day OR (to_day IS NULL AND {_BEGAN_LATER})))",
        "two key workers at one time",
    ),
    _never(
        "key_worker_period_is_of_another", "key_worker_period", "INSERT",
        # `+`: by the client's index, or it walks through all the cases of the new key worker
        f"EXISTS ({_THEIR_PERIODS} AND to_day IS NULL AND +worker_id = NEW.worker_id)",
        "the new key worker is somebody else",
    ),
    _never(
        "key_worker_period_leaves_no_gap", "key_worker_period", "INSERT",
        f"NOT EXISTS ({_THEIR_PERIODS} AND to_day IS NULL) AND {_LAST_END} IS NOT NULL "
        f"AND {_LAST_END} < NEW.from_day AND NOT {_ended_on(_LAST_END)}",
        "a gap between two key workers",
    ),
    "CREATE TRIGGER key_worker_period_ends_the_last AFTER INSERT ON key_worker_period BEGIN "
    "UPDATE key_worker_period SET to_day = NEW.from_day "
    "WHERE client_id = NEW.client_id AND to_day IS NULL AND id <> NEW.id; END",
    _never(
        "key_worker_period_keeps_what_it_says", "key_worker_period", "UPDATE",
        " OR ".join(("OLD.to_day IS NOT NULL", *(f"NEW.{one} IS NOT OLD.{one}" for one in _KEPT_OF_PERIOD))),
        "history is append-only",
    ),
    _never(
        "key_worker_period_has_a_successor", "key_worker_period", "UPDATE OF to_day",
        f"NOT EXISTS ({_THEIR_PERIODS} AND id > OLD.id AND from_day = NEW.to_day AND to_day IS NULL) "
        f"AND NOT ({_HAS_ENDED} AND {_ended_on('NEW.to_day')})",
        "a case without a key worker",
    ),
    _never(
        "client_has_a_key_worker", "client", "UPDATE OF state",
        f"NEW.state = 'client' AND NOT {_OPEN_PERIOD}", "a client without a key worker",
    ),
    "CREATE TRIGGER client_who_ends_lets_the_key_worker_go AFTER UPDATE OF state ON client "
    "WHEN NEW.state = 'ended' BEGIN UPDATE key_worker_period SET to_day = "
    "(SELECT day FROM case_entry WHERE client_id = NEW.id AND kind = 'ending' ORDER BY id DESC LIMIT 1) "
    "WHERE client_id = NEW.id AND to_day IS NULL; END",
)  # fmt: skip


def _sealed_anew_only(table: str, kept: tuple[str, ...]) -> str:
    """A sealed text changes with the key that it is sealed by, and nothing else does."""
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in kept)
    same_key = "NEW.vault_id = OLD.vault_id AND NEW.generation <= OLD.generation"
    return _never(
        f"{table}_keeps_what_it_says", table, "UPDATE",
        f"{changed} OR (NEW.body IS NOT OLD.body AND {same_key})", f"{table} is append-only",
    )  # fmt: skip


TRIGGERS = (
    *KEY_WORKERS,
    *(_sealed_anew_only(table, kept) for table, kept in SEALED.items()),
    *(_refusal(table, change) for table in APPEND_ONLY for change in ("UPDATE", "DELETE")),
    *(_refusal(table, "DELETE") for table in NEVER_DELETED),
    *(_kept_first(table) for table in VERSIONED),
)
