"""Rules the database itself keeps, in SQLite's words: what was written down is never unwritten (D4, K3)."""

APPEND_ONLY = ("audit", "event_version", "client_version")
NEVER_DELETED = ("event", "client", "worker", "key_worker_period", "timer")


def _refusal(table: str, change: str) -> str:
    return (
        f"CREATE TRIGGER {table}_keeps_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


TRIGGERS = (
    *(_refusal(table, change) for table in APPEND_ONLY for change in ("UPDATE", "DELETE")),
    *(_refusal(table, "DELETE") for table in NEVER_DELETED),
)
