"""What made-up workers write down: all that the rules ask for of each kind of event."""

from random import Random
from typing import Any

from kp_tui.domain import fiction_words as words
from kp_tui.domain.events import Channel, Kind

_WHOLE = {
    Kind.CONTACT_SPECIFIED: words.CONTACTS,
    Kind.CONTACT_UNSPECIFIED: words.CLUB_ROOM,
    Kind.CONTACT_FIRST: words.FIRST,
    Kind.GROUP_THERAPY: words.THERAPY,
    Kind.FAMILY: words.FAMILY,
}


def written(kind: Kind, channel: Channel, random: Random) -> dict[str, Any]:
    """The texts of one event, by the names of its fields."""
    texts: dict[str, Any] = {"content": _content(kind, random)}
    if kind in {Kind.INDIVIDUAL, Kind.EXTERNAL}:
        texts["impact"] = random.choice(words.IMPACTS)
    if kind is Kind.FAMILY:
        texts["impact"] = random.choice(words.FAMILY_IMPACTS)
    if kind is Kind.EXTERNAL:
        texts["institution"] = random.choice(words.INSTITUTIONS)
    if kind is Kind.COURSE:
        texts["lesson"] = random.choice(words.LESSONS)
    if channel.leaves_letter:
        texts["letter"] = random.choice(words.LETTERS)
    return texts


def _content(kind: Kind, random: Random) -> str:
    if kind in _WHOLE:
        return random.choice(_WHOLE[kind])
    topic = f"Téma: {random.choice(words.TOPICS)}."
    if kind is Kind.EXTERNAL:
        return f"{topic} {random.choice(words.AGREED)}"
    return f"{topic} {random.choice(words.WORK)} {random.choice(words.OUTCOMES)}"
