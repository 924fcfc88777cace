"""A change of key worker as a protocol: who, from when, why, and what the client was told before (K4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.key_workers import NoticeChannel
from kp_tui.domain.sheets import Pick, asked

NEW, FROM, WHY, EXPLAINED = N_("New key worker"), N_("From"), N_("Reason"), N_("Explanation")
TOLD_HOW = N_("Told how")


class WhyChanged(StrEnum):
    """The reasons to choose among, each of them a `ChangeReason`; the others come about by themselves."""

    CLIENT_WISH = "client_wish"
    EXPERTISE = "expertise"
    LEAVING = "leaving"
    DISTRICT = "district"
    ASSESSMENT = "assessment"
    OTHER = "other"


class OtherUnexplained(InvalidInput):
    """A reason that has no name of its own is told in words (K4)."""

    message = N_("Explain the reason for the change.")
    field = "explanation"


@dataclass(frozen=True, slots=True)
class KeyWorkerChange:
    """The next key worker of a case, or its first one."""

    key_worker: Pick = asked(NEW)
    day: date = asked(FROM)
    reason: WhyChanged = asked(WHY)
    explanation: str = asked(EXPLAINED, "", text=True)
    told_on: date | None = asked(N_("Client told beforehand on"), None)
    channel: NoticeChannel | None = asked(TOLD_HOW, None)
    no_notice_reason: str = asked(N_("Why the client was not told beforehand"), "")


@dataclass(frozen=True, slots=True)
class HandOver:
    """One new key worker for all open cases of somebody who leaves (K9)."""

    key_worker: Pick = asked(NEW)
    day: date = asked(FROM)
    reason: WhyChanged = asked(WHY)
    explanation: str = asked(EXPLAINED, "", text=True)
    told_on: date | None = asked(N_("Clients told beforehand on"), None)
    channel: NoticeChannel | None = asked(TOLD_HOW, None)
    no_notice_reason: str = asked(N_("Why the clients were not told beforehand"), "")


def refuse_unexplained(change: KeyWorkerChange | HandOver) -> None:
    """Raise `OtherUnexplained` where neither the reason's name nor words say why."""
    if change.reason is WhyChanged.OTHER and not change.explanation:
        raise OtherUnexplained
