"""Families: one unit beside its members, each of whom keeps an own file (L8)."""

from dataclasses import dataclass, field

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.sheets import asked


class MarkUnknown(InvalidInput):
    """Members are clients or applicants of the service."""

    message = N_("No client has this mark.")
    field = "member"


class MemberAlready(InvalidInput):
    """A person stands once in a family."""

    message = N_("This person is in the family already.")
    field = "member"


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A family begins with one client."""

    name: str = asked(N_("The family's name"))
    relation: str = asked(N_("The client's place in the family"), "")


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody else of the family, by their mark."""

    member: str = asked(N_("The member's mark"))
    relation: str = asked(N_("Their place in the family"), "")


@dataclass(frozen=True, slots=True)
class Member:
    """A client in a family; `id` is the membership's."""

    id: int
    client_id: int
    mark: str
    full_name: str = field(repr=False)
    relation: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Family:
    """A family with those of its members who are within reach."""

    id: int
    name: str = field(repr=False)
    members: tuple[Member, ...]
