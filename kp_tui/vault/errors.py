"""What can go wrong with the store's folder and its keys, each with the sentence that mends it."""

from kp_tui.domain.errors import N_, InvalidInput, KpError, Refused


class StoreBusy(KpError):
    """Another program held a lock for longer than a person waits."""

    message = N_("Another program is writing to the store for too long. Nothing was changed: try again.")


class DiskFull(KpError):
    """No room, or over quota, or over a limit of the process."""

    message = N_("The disk with the store is full. Nothing was changed: make room and try again.")


class DiskFailed(KpError):
    """The system could not read or write: a failing disk, or a limit that it does not name."""

    message = N_("The disk with the store could not be read or written. Check its free space and its health.")


class FolderReadOnly(KpError):
    """The store's folder or a file in it may not be read or written."""

    message = N_("This account cannot read and write the store's folder. Give it the right to.")


class NotAFolder(KpError):
    """The path leads to something else, or nowhere."""

    message = N_("The path of the store does not lead to a folder. Name another one.")


class NetworkFolder(KpError):
    """Locks and shared memory hold on one computer only (WAL needs one host)."""

    message = N_("The store lies on a network file system ({kind}). Move it to a disk of this computer.")


class NoStore(KpError):
    """The folder holds no store."""

    message = N_("There is no store in this folder. Make one with “kp init”, or name another folder.")


class StoreExists(KpError):
    """Making a store here would hide the one that is there."""

    message = N_("There is already a store in this folder. Open it, or name an empty folder.")


class HeaderDamaged(KpError):
    """`kp.keys` is missing beside its copy, cut short or changed by accident."""

    message = N_("The file kp.keys is missing or damaged. Put back its copy: kp.keys.bak in the same folder.")


class HeaderTampered(KpError):
    """`kp.keys` is whole, yet no program holding the database key wrote it."""

    message = N_(
        "The file kp.keys was changed by something other than this program. Put back a backup of it."
    )


class HeaderOlder(KpError):
    """`kp.keys` is older than the database remembers: somebody's removed key may be back."""

    message = N_("The file kp.keys is older than the database. Put back the newest copy of it.")


class HeaderTooNew(KpError):
    """A later version of this program wrote `kp.keys`."""

    message = N_("A newer version of this program made this store. Update the program.")


class WrongPassword(KpError):
    """The password, the login or both are wrong, or the person was deactivated: nobody can tell which."""

    message = N_("The login or the password is not right.")


class NotTheirPassword(WrongPassword):
    """Whoever types is somebody else than who has signed in, or has mistyped."""

    message = N_("This is not the password of the worker who is signed in.")


class Throttled(KpError):
    """Too many failures: `seconds` until the next try."""

    message = N_("Too many wrong passwords. Try again in {seconds} s.")

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.seconds = seconds


class LoginUnusable(InvalidInput):
    """Empty, too long, or with characters that nobody can type."""

    message = N_("A login has 1 to {maximum} visible characters.")
    field = "login"


class LoginTaken(InvalidInput):
    """Two people cannot have one login."""

    message = N_("Somebody has this login already. Choose another one.")
    field = "login"


class NoSuchLogin(KpError):
    """An administrator named a person who has no key."""

    message = N_("Nobody has this login.")


class PaperKeyIncomplete(InvalidInput):
    """Something is missing or too much."""

    message = N_("The paper key has 8 groups of 5 characters. Type all of them.")
    field = "paper_key"


class PaperKeyMistyped(InvalidInput):
    """A group's own check character does not fit; `group` counts from 1."""

    message = N_("Group {group} of the paper key is mistyped. Compare it with the paper.")
    field = "paper_key"


class WrongPaperKey(InvalidInput):
    """Well typed, and of another store."""

    message = N_("This paper key belongs to another store.")
    field = "paper_key"


class PasswordTooShort(InvalidInput):
    """Counted in characters after NFKC."""

    message = N_("The password is short: use at least {minimum} characters, best four words or more.")
    field = "password"


class PasswordTooEasy(InvalidInput):
    """A guessing program would find it soon."""

    message = N_(
        "The password is easy to guess. Use four or more words that do not belong together,"
        " without names, dates and neighbouring keys."
    )
    field = "password"


class VaultClosed(Refused):
    """The vault's key was not granted to this person, or to the keys they had before."""

    message = N_("The plans are not open to you yet. A colleague who reads them grants you the vault.")


class TextMoved(KpError):
    """A sealed text that was changed, cut, moved here from another place, or sealed by who had left."""

    message = N_(
        "A part of this plan was changed outside the program and cannot be trusted. Tell the administrator."
    )


class KeyForged(KpError):
    """A vault's key that nobody who held the one before has made: it was slipped into the database."""

    message = N_(
        "The key of these plans was changed outside the program: nothing is written by it."
        " Tell the manager and whoever is responsible for data protection."
    )


class SignerForged(KpError):
    """In the database, somebody else's public key stands behind the person's own: it would sign as them."""

    message = N_(
        "Another key was entered under your name outside the program: somebody could sign as you."
        " Tell the manager and whoever is responsible for data protection."
    )
