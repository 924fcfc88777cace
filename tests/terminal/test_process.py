"""The process keeps its files and its memory to itself."""

import os
import subprocess
import sys
from pathlib import Path

ASK = """
import ctypes, os, resource, signal
from kp_tui.terminal.process import harden
harden()
open("file", "w").close()
print(oct(os.stat("file").st_mode & 0o777), resource.getrlimit(resource.RLIMIT_CORE))
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), signal.getsignal(signal.SIGTSTP).name)
"""


def test_files_are_private_memory_is_unreadable_and_ctrl_z_is_ignored(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
    )
    assert told.stdout.splitlines() == ["0o600 (0, 0)", "0 SIG_IGN"]
