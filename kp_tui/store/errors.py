"""What can go wrong with the database file, each with the sentence that mends it."""

from kp_tui.domain.errors import N_, KpError


class DatabaseMissing(KpError):
    """The header names a file that is not there."""

    message = N_("The database file is missing from the store's folder. Put back a backup of it.")


class ForeignDatabase(KpError):
    """A file of another program."""

    message = N_("The database file was not made by this program. Put back a backup of it.")


class DatabaseDamaged(KpError):
    """A page was changed, cut off or mixed up."""

    message = N_("The database file is damaged. Put back a backup of it.")


class DatabaseLocked(KpError):
    """The key is another one, or the first page is damaged: encryption cannot tell the two apart."""

    message = N_(
        "The database file does not fit this store's keys, or it is damaged. Put back a backup of both."
    )


class DatabaseExists(KpError):
    """A new database never takes the place of another one."""

    message = N_("There is already a database file in this folder.")


class Interrupted(KpError):
    """Somebody asked for the work to stop."""

    message = N_("The work was stopped. Nothing was changed.")
