"""Clients and applicants: the people the service is for."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.text import clean, clean_line

FIRST_SERVICE = 1  # the one that every store is made with
LONGEST_NAME = 100
LONGEST_CONTACTS = 5_000
MARK = re.compile(r"[\w./-]{1,20}")


class ClientState(StrEnum):
    """Where a person stands in the service."""

    APPLICANT = "applicant"
    CLIENT = "client"
    ENDED = "ended"


class MarkInvalid(InvalidInput):
    """A client mark is short and has no spaces, so that it can stand in a list of marks."""

    message = N_(
        "The mark may have up to 20 letters, digits, dots, slashes, hyphens or underscores, no spaces."
    )
    field = "mark"


class NameMissing(InvalidInput):
    """A person who is not anonymous has a surname."""

    message = N_("Write the surname, or mark the person as anonymous.")
    field = "surname"


class NameTooLong(InvalidInput):
    """A name stands in a line of a list."""

    message = N_("A name may have up to {maximum} letters.")
    field = "surname"


class ContactsTooLong(InvalidInput):
    """Contacts stand on the card."""

    message = N_("The contacts may have up to {maximum} characters.")
    field = "contacts"


class AnonymousNamed(InvalidInput):
    """Nothing that names an anonymous person is stored (L2)."""

    message = N_(
        "Of an anonymous person no name, birth date or contact is kept: empty them, or unmark anonymous."
    )
    field = "anonymous"


class BirthDateImpossible(InvalidInput):
    """A birth date lies between 1900 and today."""

    message = N_("The birth date must lie between 1900 and today.")
    field = "birth_date"


class KeyWorkerMissing(InvalidInput):
    """A client always has a key worker; an applicant may have none (K2)."""

    message = N_("A client must have a key worker; only an applicant may be without one.")
    field = "key_worker"


def next_mark(mark: str) -> str:
    """The mark after one that ends with a number, as wide as before; none where there is no number."""
    match = re.fullmatch(r"(.*?)([0-9]+)", mark)
    return f"{match[1]}{int(match[2]) + 1:0{len(match[2])}}" if match else ""


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """What a form or a file says about a person."""

    mark: str
    surname: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    state: ClientState = ClientState.APPLICANT
    anonymous: bool = False
    key_worker_id: int | None = None
    contacts: str = field(default="", repr=False)
    service_id: int = FIRST_SERVICE

    def checked(self, today: date) -> "ClientDetails":
        """These details, cleaned; raises the `InvalidInput` of the first field that breaks a rule."""
        tidy = replace(
            self,
            mark=clean_line(self.mark),
            surname=clean_line(self.surname),
            name=clean_line(self.name),
            contacts=clean(self.contacts).strip(),
        )
        tidy._check_person(today)
        if tidy.state is ClientState.CLIENT and tidy.key_worker_id is None:
            raise KeyWorkerMissing
        return tidy

    def _check_person(self, today: date) -> None:
        if max(len(self.surname), len(self.name)) > LONGEST_NAME:
            raise NameTooLong(maximum=LONGEST_NAME)
        if len(self.contacts) > LONGEST_CONTACTS:
            raise ContactsTooLong(maximum=LONGEST_CONTACTS)
        if not MARK.fullmatch(self.mark):
            raise MarkInvalid
        if self.anonymous and (self.surname or self.name or self.birth_date or self.contacts):
            raise AnonymousNamed
        if not self.anonymous and not self.surname:
            raise NameMissing
        if self.birth_date and not date(1900, 1, 1) <= self.birth_date <= today:
            raise BirthDateImpossible
