"""A client as a person types them, and the details it comes to."""

import re
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.clients import FIRST_SERVICE, ClientDetails, ClientState
from kp_tui.domain.errors import N_, InvalidInput


class BirthDateUnclear(InvalidInput):
    """No day of the calendar, or a year of two digits: people are born in two centuries."""

    message = N_("Write the birth date as 5. 11. 1980.")
    field = "birth_date"


_DATE = re.compile(r"\d{1,4}[\s./-]+\d{1,2}[\s./-]+\d{1,4}|\d{8}")
FIRST_YEAR = 1000  # fewer digits are a slip, or two of four
_LAST_DAY = 31  # a first number beyond it is a year


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
    service_id: int = FIRST_SERVICE
    focus: str = ""
    cursor: tuple[int, int] = (0, 0)

    def born(self) -> date | None:
        """The typed birth date: 5. 11. 1980, 5.11.1980, 5/11/1980, 05111980 or 1980-11-05."""
        return _birth_date(self.birth_date.strip())

    def details(self) -> ClientDetails:
        """What the form says; raises `BirthDateUnclear`."""
        return ClientDetails(
            mark=self.mark,
            surname=self.surname,
            name=self.name,
            birth_date=self.born(),
            state=self.state,
            anonymous=self.anonymous,
            key_worker_id=self.key_worker_id,
            contacts=self.contacts,
            service_id=self.service_id,
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
        service_id=details.service_id,
    )


def _birth_date(typed: str) -> date | None:
    if not typed:
        return None
    if not _DATE.fullmatch(typed):
        raise BirthDateUnclear
    spaced = f"{typed[:2]} {typed[2:4]} {typed[4:]}" if typed.isdecimal() else typed
    numbers = [int(number) for number in re.findall(r"\d+", spaced)]
    year, month, day = numbers if numbers[0] > _LAST_DAY else reversed(numbers)
    if year < FIRST_YEAR:
        raise BirthDateUnclear
    try:
        return date(year, month, day)
    except ValueError:
        raise BirthDateUnclear from None
