"""The reader's language: Czech first, English second; `LANG` or a setting decides."""

import gettext
import os
import re
from pathlib import Path

LANGUAGES = ("cs", "en")
_translations: gettext.NullTranslations = gettext.NullTranslations()


def language_of(environment: os._Environ[str] | dict[str, str]) -> str:
    """The language an environment asks for; Czech unless it names another one we speak."""
    for variable in ("KP_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = re.split(r"[_.:@]", environment.get(variable, ""))[0].lower()
        if code in LANGUAGES:
            return code
    return "cs"


def use_language(code: str) -> None:
    """Speak `code` ("cs" or "en") from now on; English is the language of the message ids."""
    global _translations  # noqa: PLW0603 -- one process speaks to one person
    _translations = gettext.translation("kp", Path(__file__).parent, languages=[code], fallback=code == "en")


def _(message: str) -> str:
    """`message` in the reader's language."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a text that fits `n`; Czech has three."""
    return _translations.ngettext(singular, plural, n)
