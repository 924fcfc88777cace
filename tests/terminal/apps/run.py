"""Starts the small program named on the command line as the real one starts: the environment first."""

import os
import runpy
import signal
import sys
from pathlib import Path

from kp_tui.terminal.environment import clean_environment
from kp_tui.terminal.process import harden, leave


def main() -> None:
    clean_environment()
    harden()
    if "KP_SIGNALS_BLOCKED" in os.environ:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})
    module = runpy.run_path(str(Path(__file__).with_name(f"{sys.argv[1]}.py")), run_name=sys.argv[1])
    leave(module["Program"]().start())


if __name__ == "__main__":
    main()
