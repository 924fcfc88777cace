"""What a command tells when it cannot go on: one plain line, and never whose data it was about."""

from kp_tui.domain.errors import N_, KpError


class NoTerminal(KpError):
    """The screens need a terminal on both ends."""

    message = N_("The program needs a terminal: start it in one; over SSH with “ssh -t”.")


class CommandOverSsh(KpError):
    """The account that opens the program opens nothing else."""

    message = N_("This account only opens the program: connect without a command.")


class LoginUnset(KpError):
    """The server names the person by their key; an empty name means that it is set up wrongly."""

    message = N_("The server did not say whose key this is: KP_LOGIN is empty. Tell the administrator.")


class PasswordUnreadable(KpError):
    """The first line of standard input is the password."""

    message = N_("The password on standard input must be one line of text in UTF-8.")


class FileUnreadable(KpError):
    """It is not there, or this account may not read it."""

    message = N_("The file cannot be read: check its name and your right to read it.")


class NothingToRevoke(KpError):
    """The person holds no vault within reach."""

    message = N_("This person holds no vault.")


class OutputFailed(KpError):
    """A full disk, most of the time."""

    message = N_("The output could not be written: is the disk full?")
