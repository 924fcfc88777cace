"""Expected failures: an error's class is its text and its exit code."""

from typing import ClassVar, Self


def N_(message: str) -> str:  # noqa: N802 -- gettext's usual name for "mark now, translate where it is shown"
    """Mark a text for the catalogue; it is translated where it is shown, in the reader's language."""
    return message


class KpError(Exception):
    """Something a person can mend: `message` tells them how, `fields` fill its placeholders.

    Fields never hold personal data: the sentence may end up on a shared screen or in a log.
    """

    message: ClassVar[str]
    exit_code: ClassVar[int] = 1

    def __init__(self, **fields: object) -> None:
        super().__init__()
        self.fields = fields

    def __str__(self) -> str:
        return self.message.format_map(self.fields)


class Refused(KpError):
    """The person's roles do not allow this."""

    message = N_("Your role does not allow this.")


class NotFound(KpError):
    """There is no such record, or not within this person's reach: the two are told apart by nobody (V1)."""

    message = N_("There is no such record.")


class Conflict(KpError):
    """Somebody else saved the same record first."""

    message = N_("Somebody else has changed this meanwhile. Compare both versions and save again.")


class InvalidInput(KpError):
    """A field holds something the rules do not allow; `field` names it for the form."""

    message = N_("This value cannot be used.")
    field: str = ""

    def at(self, field: str) -> Self:
        """This error, at the field that it is about here."""
        self.field = field
        return self
