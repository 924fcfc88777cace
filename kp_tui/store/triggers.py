"""Rules the database itself keeps, in SQLite's words: what was written down is never unwritten (D4, K3)."""

APPEND_ONLY = ("audit", "event_version", "client_version")
VERSIONED = ("event", "client")
NEVER_DELETED = ("event", "client", "worker", "key_worker_period", "timer")


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


TRIGGERS = (
    *(_refusal(table, change) for table in APPEND_ONLY for change in ("UPDATE", "DELETE")),
    *(_refusal(table, "DELETE") for table in NEVER_DELETED),
    *(_kept_first(table) for table in VERSIONED),
)
