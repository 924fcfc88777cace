"""`kp` and `python -m kp_tui`: a clean environment, a hardened process, the language, then the arguments."""

import os
import sys
from typing import NoReturn

from kp_tui.locale import language_of, use_language
from kp_tui.terminal.environment import clean_environment
from kp_tui.terminal.process import harden


def main() -> NoReturn:
    """Run the program; its texts exist only once the language is known, so its modules are imported last."""
    clean_environment()
    harden()
    language = language_of(os.environ)
    use_language(language)
    from kp_tui.cli.clicktexts import translate_click

    translate_click(language)
    from kp_tui.cli.program import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
