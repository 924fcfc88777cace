"""The sheets of special situations (L6, 001) and of the people around a client (000)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.services import Profile
from kp_tui.domain.sheets import Pick, asked


class ContactKind(StrEnum):
    """Who somebody around a client is (000)."""

    FAMILY = "family"
    CONTACT_PERSON = "contact_person"
    GUARDIAN = "guardian"
    INSTITUTION = "institution"
    OTHER = "other"


class AgreementFirst(InvalidInput):
    """A case conference has the client's prior agreement, except in child protection (L6)."""

    message = N_("A case conference needs the client's agreement first: write down the day of it.")
    field = "agreed_on"


class LawyersInvited(InvalidInput):
    """Parents' lawyers and representatives are invited in child protection only (L6)."""

    message = N_("Lawyers and representatives of the parents are not invited, except in child protection.")
    field = "lawyers"


class OneParent(InvalidInput):
    """Joint mediation needs both parents (L6)."""

    message = N_("Joint mediation needs both parents present.")


class UntilTooEarly(InvalidInput):
    """Nobody is around a client until a day before they are."""

    message = N_("The last day cannot lie before the first one.")
    field = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A case conference: agreed to, who was invited and came, what it came to (L6)."""

    day: date = asked(N_("Day"))
    agreed_on: date | None = asked(N_("The client agreed on"), None)
    invited: str = asked(N_("Invited"), "", text=True)
    came: str = asked(N_("Came"), "", text=True)
    lawyers: bool = asked(N_("Lawyers or representatives of the parents invited"), default=False)
    conclusions: str = asked(N_("Conclusions"), text=True)

    def check(self, profile: Profile) -> None:
        """Raise the `InvalidInput` of the first answer that breaks a rule of this kind of service."""
        if profile is Profile.CHILD_PROTECTION:
            return
        if self.agreed_on is None or self.agreed_on > self.day:
            raise AgreementFirst
        if self.lawyers:
            raise LawyersInvited


@dataclass(frozen=True, slots=True)
class Mediation:
    """A joint mediation of both parents (L6)."""

    day: date = asked(N_("Day"))
    mediator: Pick = asked(N_("Mediator"))
    mother_present: bool = asked(N_("Mother present"), default=False)
    father_present: bool = asked(N_("Father present"), default=False)
    agreement: str = asked(N_("Course and agreement"), "", text=True)

    def check(self) -> None:
        """Raise `OneParent` where not both came."""
        if not (self.mother_present and self.father_present):
            raise OneParent().at("father_present" if self.mother_present else "mother_present")


@dataclass(frozen=True, slots=True)
class ParentChildSession:
    """A parent's session with their children; what comes out is told to the parents first (001)."""

    day: date = asked(N_("Day"))
    parent: str = asked(N_("Which parent"))
    children: str = asked(N_("Which children"))
    course: str = asked(N_("Course and output"), "", text=True)
    told_first: bool = asked(N_("Output told to the parents first"), default=False)


@dataclass(frozen=True, slots=True)
class DiagnosticsRequest:
    """A child's diagnostics is asked for (L6)."""

    day: date = asked(N_("Day"))
    asked_by: str = asked(N_("Asked for by"))
    question: str = asked(N_("What is to be found out"), "", text=True)


@dataclass(frozen=True, slots=True)
class DiagnosticsResult:
    """A child's diagnostics: who did it, who explains it, what came out (L6); `request` is its entry."""

    day: date = asked(N_("Day"))
    done_by: Pick = asked(N_("Done by"))
    interpreted_by: Pick = asked(N_("Explained by"))
    output: str = asked(N_("Output"), text=True)
    request: int = 0


@dataclass(frozen=True, slots=True)
class CanFlag:
    """Suspected child abuse and neglect; the service's own procedure is shown from now on (L6)."""

    day: date = asked(N_("Day"))
    grounds: str = asked(N_("What the suspicion rests on"), text=True)


@dataclass(frozen=True, slots=True)
class CanFlagLifted:
    """The suspicion is gone (L6)."""

    day: date = asked(N_("Day"))
    why: str = asked(N_("Why the suspicion is gone"), text=True)


@dataclass(frozen=True, slots=True)
class Intervision:
    """Colleagues speak a case through; it never counts (I3)."""

    day: date = asked(N_("Day"))
    with_whom: str = asked(N_("With whom"))
    conclusions: str = asked(N_("Conclusions"), text=True)


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Family, a contact person, a guardian or an institution around a client (000)."""

    day: date = asked(N_("Day"))
    kind: ContactKind = asked(N_("Who it is"))
    name: str = asked(N_("Name"))
    relation: str = asked(N_("Relation to the client"), "")
    contact: str = asked(N_("Phone or other contact"), "", text=True)
    until: date | None = asked(N_("Until"), None)

    def check(self) -> None:
        """Raise `UntilTooEarly` where the last day lies before the first one."""
        if self.until is not None and self.until < self.day:
            raise UntilTooEarly
