"""What can be wrong with a typed time; every sentence says what to type instead."""

from kp_tui.domain.errors import N_, InvalidInput


class UnusableTime(InvalidInput):
    """The time field cannot be used as it is."""

    field = "time"


class NotUnderstood(UnusableTime):
    """Nothing that could be a time."""

    message = N_("This is not a time. Write 9:15-10:40, 85m, -20m or v 14-15.")


class BareNumber(UnusableTime):
    """A number without a unit; `suggestion` is what can be typed in its place."""

    message = N_("Is {minutes} minutes meant? Write {suggestion}.")


class TwoReadings(UnusableTime):
    """Typed on the Czech number row, where `+` is the key 1 and the plus sign, it means two things."""

    message = N_("This can mean {first} or {second}. Write one of them.")


class MissingEnd(UnusableTime):
    """A start, and nothing after it."""

    message = N_("The end is missing. Write 9:15-10:40 or 9:15 45m.")


class MissingStart(UnusableTime):
    """A day and a length, and no start."""

    message = N_("The start is missing. Write v 14-15 or v 14 45m.")


class NoSuchDay(UnusableTime):
    """A date that no calendar has."""

    message = N_("There is no such day. Write 5.11., 5.11.2026 or 2026-11-05.")


class SkippedTime(UnusableTime):
    """The clocks went forward over this time; `suggestion` is what they showed instead."""

    message = N_("There was no {typed} that night: the clocks went forward. Write {suggestion}.")


class FutureEnd(UnusableTime):
    """It would end later than now."""

    message = N_("This would end on {end}, which is still to come. Write an earlier end or a day: v 14-15.")


class EmptySpan(UnusableTime):
    """It would last no time at all."""

    message = N_("This would last no time at all. Write 9:15-10:40 or 85m.")


class TooLong(UnusableTime):
    """It would last longer than a day."""

    message = N_("This would last over {hours} hours. Write a shorter time: 9:15-10:40, 85m or 1h25.")
