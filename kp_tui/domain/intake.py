"""The sheets from first contact to agreement (L1 to L5), each with the checks of its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kp_tui.domain.cases import Consent, ConsentForm
from kp_tui.domain.clients import FIRST_SERVICE
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.events import Channel
from kp_tui.domain.sheets import Pick, asked


class ConsultationOutcome(StrEnum):
    """What an introductory consultation leads to (L4)."""

    GOES_ON = "goes_on"
    BASIC_COUNSELLING = "basic_counselling"
    REFERRAL = "referral"


class ConsentNotByPhone(InvalidInput):
    """A consent by phone is recorded as such (L1); one given otherwise has a sheet of its own."""

    message = N_("A consent by phone is given in a call: choose the phone, or record the consent by itself.")
    field = "consent_by_phone"


class CrisisUnsaid(InvalidInput):
    """A crisis intervention is written down."""

    message = N_("Write down what the crisis intervention was about.")
    field = "crisis_text"


class ReferralNowhere(InvalidInput):
    """A referral leads somewhere (L4)."""

    message = N_("Write down which service the person was referred to.")
    field = "referred_to"


class OneAssessor(InvalidInput):
    """At least two different expert workers assess a case (L3)."""

    message = N_("A case is assessed by at least two different expert workers.")
    field = "second"


class Unsigned(InvalidInput):
    """An informed consent is signed (L5)."""

    message = N_("The informed consent is signed: on paper, or electronically.")
    field = "form"


@dataclass(frozen=True, slots=True)
class FirstContact:
    """Somebody turns to the service (L1)."""

    day: date = asked(N_("Day"))
    channel: Channel = asked(N_("How"))
    taken_by: Pick = asked(N_("Taken by"))
    wants: str = asked(N_("What the person wants"), "", text=True)


@dataclass(frozen=True, slots=True)
class Intake(FirstContact):
    """A first contact with somebody new: who they are stands on their card, not in the journal (L2)."""

    anonymous: bool = asked(N_("Anonymous"), default=False)
    surname: str = asked(N_("Surname"), "")
    name: str = asked(N_("Name"), "")
    contact: str = asked(N_("Phone or other contact"), "")
    service: Pick = asked(N_("Service"), Pick(FIRST_SERVICE))

    def contact_itself(self) -> FirstContact:
        """What the journal keeps."""
        return FirstContact(self.day, self.channel, self.taken_by, self.wants)


@dataclass(frozen=True, slots=True)
class NamedLater:
    """Somebody anonymous says who they are (L2)."""

    day: date = asked(N_("Day"))
    surname: str = asked(N_("Surname"))
    name: str = asked(N_("Name"), "")
    contact: str = asked(N_("Phone or other contact"), "")


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Another file of the same person: a link, not an overwrite (L2)."""

    day: date = asked(N_("Day"))
    other: int = 0


@dataclass(frozen=True, slots=True)
class Consultation:
    """The introductory consultation (L1, L4)."""

    day: date = asked(N_("Day"))
    channel: Channel = asked(N_("How"))
    consent_by_phone: bool = asked(N_("Consent to data processing by phone"), default=False)
    situation: str = asked(N_("The person's situation"), "", text=True)
    information: str = asked(N_("Information given"), "", text=True)
    crisis: bool = asked(N_("Crisis intervention"), default=False)
    crisis_text: str = asked(N_("What the crisis was"), "", text=True)
    outcome: ConsultationOutcome = asked(N_("Outcome"), ConsultationOutcome.GOES_ON)
    referred_to: str = asked(N_("Referred to"), "")
    help_offered: bool = asked(N_("Help with the referral offered"), default=False)

    def check(self) -> None:
        """Raise the `InvalidInput` of the first answer that breaks a rule."""
        if self.consent_by_phone and self.channel is not Channel.PHONE:
            raise ConsentNotByPhone
        if self.crisis and not self.crisis_text:
            raise CrisisUnsaid
        if self.outcome is ConsultationOutcome.REFERRAL and not self.referred_to:
            raise ReferralNowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Two expert workers at least look at how the situation may develop; it names the key worker (L3)."""

    day: date = asked(N_("Day"))
    first: Pick = asked(N_("First assessor"))
    second: Pick = asked(N_("Second assessor"))
    third: Pick | None = asked(N_("Third assessor"))
    development: str = asked(N_("How the situation may develop"), "", text=True)
    key_worker: Pick = asked(N_("Key worker"))

    def assessors(self) -> Sequence[tuple[str, Pick]]:
        """Who assesses, each with the question that says so; raises `OneAssessor` where one stands twice."""
        named = [("first", self.first), ("second", self.second)]
        named += [("third", self.third)] if self.third is not None else []
        if len({worker for _, worker in named}) < len(named):
            raise OneAssessor
        return named


@dataclass(frozen=True, slots=True)
class DistrictAllocation:
    """The case comes to whoever has the district the person lives in (K10)."""

    day: date = asked(N_("Day"))
    district: Pick = asked(N_("District"))


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A consent with its day and form (L5)."""

    day: date = asked(N_("Day"))
    form: ConsentForm = asked(N_("Form"), ConsentForm.WRITTEN)

    def check_signed(self) -> None:
        """Raise `Unsigned` where the form leaves no signature."""
        if self.form not in {ConsentForm.WRITTEN, ConsentForm.ELECTRONIC}:
            raise Unsigned


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A consent taken back."""

    day: date = asked(N_("Day"))
    which: Consent = asked(N_("Which consent"))
    form: ConsentForm = asked(N_("Form"), ConsentForm.WRITTEN)
