"""A client as a person types them, and the details it comes to."""

from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.csvvalues import DayUnclear, optional_day
from kp_tui.domain.errors import N_, InvalidInput


class BirthDateUnclear(InvalidInput):
    """No day of the calendar."""

    message = N_("Write the birth date as 5. 11. 1980.")
    field = "birth_date"


@dataclass(frozen=True, slots=True)
class ClientForm:
    """The fields of the form as they stand, finished or not; a draft keeps exactly this."""

    mark: str = ""
    surname: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    state: ClientState = ClientState.APPLICANT
    anonymous: bool = False
    key_worker_id: int | None = None
    contacts: str = field(default="", repr=False)
    focus: str = ""
    cursor: tuple[int, int] = (0, 0)

    def details(self) -> ClientDetails:
        """What the form says; raises `BirthDateUnclear`."""
        return ClientDetails(
            mark=self.mark,
            surname=self.surname,
            name=self.name,
            birth_date=_birth_date(self.birth_date),
            state=self.state,
            anonymous=self.anonymous,
            key_worker_id=self.key_worker_id,
            contacts=self.contacts,
        )


def form_of_client(details: ClientDetails) -> ClientForm:
    """The form of a client who is already kept, to change it."""
    born = details.birth_date
    return ClientForm(
        mark=details.mark,
        surname=details.surname,
        name=details.name,
        birth_date=f"{born.day}. {born.month}. {born.year}" if born else "",
        state=details.state,
        anonymous=details.anonymous,
        key_worker_id=details.key_worker_id,
        contacts=details.contacts,
    )


def _birth_date(typed: str) -> date | None:
    try:
        return optional_day(typed.strip())
    except DayUnclear:
        raise BirthDateUnclear from None
