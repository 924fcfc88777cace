"""Clients in a table: the columns, and the person a row describes."""

from collections.abc import Mapping
from datetime import date

from kp_tui.domain import csvvalues
from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.csvfiles import Columns, Row
from kp_tui.domain.csvrows import Converters, NoRepeats, fields
from kp_tui.domain.errors import N_, KpError

CLIENT_COLUMNS = Columns(
    required=("mark",),
    optional=("surname", "name", "birth_date", "state", "key_worker", "anonymous"),
)


class MarkTwice(KpError):
    """Two people never share a mark."""

    message = N_("Another row of this file has this mark already.")


class MarkTakenDifferently(KpError):
    """The same mark with other data: which of the two is right, a person must say."""

    message = N_("A client with this mark is already there, and the data are different.")


class KeyWorkerUnknown(KpError):
    """A key worker is an active worker with that role (K6)."""

    message = N_("This is the login of no active worker who holds the key worker's role.")


class ClientReader:
    """Reads the rows of one file; `key_workers` are the ids of those who may be one, by login."""

    def __init__(self, key_workers: Mapping[str, int], today: date) -> None:
        self._today = today
        self._key_workers = key_workers
        new = NoRepeats(MarkTwice)
        self._lines: Converters = {
            "mark": lambda text: new(csvvalues.required(text)),
            "surname": str,
            "name": str,
            "birth_date": csvvalues.optional_day,
            "state": lambda text: csvvalues.code(ClientState, text or ClientState.APPLICANT),
            "key_worker": self._key_worker,
            "anonymous": csvvalues.flag,
        }

    def __call__(self, row: Row) -> ClientDetails:
        """The person of a row; raises `RowRefused` or `InvalidInput`."""
        values = fields(row, self._lines)
        key_worker_id = values.pop("key_worker")
        return ClientDetails(**values, key_worker_id=key_worker_id).checked(self._today)

    def _key_worker(self, login: str) -> int | None:
        if not login:
            return None
        try:
            return self._key_workers[login.lower()]
        except KeyError:
            raise KeyWorkerUnknown from None
