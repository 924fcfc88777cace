"""What is missing from made-up events, so that the demo shows every reason for a zero that can be mended."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from kp_tui.domain.events import Channel, Event, Exclusion, Kind, Participant
from kp_tui.domain.reasons import Reason

FLAWS: Mapping[Reason, Kind] = {
    Reason.NO_IMPACT: Kind.INDIVIDUAL,
    Reason.NO_CONTENT: Kind.INDIVIDUAL,
    Reason.NO_CHANNEL: Kind.CONTACT_SPECIFIED,
    Reason.NO_LETTER: Kind.CONTACT_SPECIFIED,
    Reason.NO_INSTITUTION: Kind.EXTERNAL,
    Reason.END_UNCONFIRMED: Kind.INDIVIDUAL,
    Reason.NO_NOTE: Kind.GROUP_THERAPY,
    Reason.NO_LESSON: Kind.COURSE,
    Reason.NO_CLIENT: Kind.CONTACT_SPECIFIED,
    Reason.NO_WORKER: Kind.INDIVIDUAL,
}
"""Every reason that writing something down mends, and a kind of event that shows it."""

_WITHOUT: Mapping[Reason, dict[str, Any]] = {
    Reason.NO_IMPACT: {"impact": ""},
    Reason.NO_CONTENT: {"content": ""},
    Reason.NO_CHANNEL: {"channel": None},
    Reason.NO_LETTER: {"channel": Channel.ELECTRONIC, "letter": ""},
    Reason.NO_INSTITUTION: {"institution": ""},
    Reason.END_UNCONFIRMED: {"end_confirmed": False},
    Reason.NO_LESSON: {"lesson": ""},
    Reason.NO_CLIENT: {"participants": ()},
    Reason.NO_WORKER: {"shares": ()},
}
_EVERY = 16
_BEYOND_MENDING = 40


def flawed(event: Event, reason: Reason) -> Event:
    """The event with what this reason names taken away."""
    if reason is Reason.NO_NOTE:
        return replace(event, participants=tuple(Participant(one.client_id) for one in event.participants))
    return replace(event, **_WITHOUT[reason])


def flawed_at_times(event: Event, random: Random) -> Event:
    """Mostly the event itself; some were written up in haste, and a few can never count."""
    if not random.randrange(_BEYOND_MENDING):
        return replace(event, exclusion=random.choice(list(Exclusion)))
    fitting = [reason for reason, kind in FLAWS.items() if kind is event.kind]
    if fitting and not random.randrange(_EVERY):
        return flawed(event, random.choice(fitting))
    return event
