"""What click itself says: marked here, so that our catalogue speaks for it as well."""

import gettext
import os
from pathlib import Path

from kp_tui import locale
from kp_tui.domain.errors import N_

CLICK_TEXTS = (
    N_("Aborted!"),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Choose from:\n\t{choices}"),
    N_("Commands"),
    N_("Error: The two entered values do not match."),
    N_("Error: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Missing argument"),
    N_("Missing command."),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Options"),
    N_("Positional arguments"),
    N_("Repeat for confirmation"),
    N_("Show this message and exit."),
    N_("Try '{command} {option}' for help."),
    N_("Usage:"),
    N_("default: {default}"),
    N_("required"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
)


def translate_click(language: str) -> None:
    """Let click take its texts from our catalogue: it asks the process-wide one, in LANGUAGE."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("kp", Path(locale.__file__).parent)
    gettext.textdomain("kp")
