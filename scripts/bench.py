"""Every figure that the program promises, as ratios measured in one run; 1 where one is over its limit."""

import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import bench_desk, bench_plans, bench_rows, bench_store, bench_terminal
from scripts.bench_rows import Figure
from tests.support.pty import PYTHON

PASSWORD = "rychla louka pod mostem"  # noqa: S105 -- of stores that last as long as the run
SMALL, LARGE = ("200", "100"), ("100000", "1000000")  # clients, events


def terminal_figures() -> list[Figure]:
    """Esc, leaving and idling, to stock Textual's."""
    return [
        Figure("Esc / stock Textual", bench_terminal.esc_latency().ratio, 1 / 3),
        Figure("exit / stock Textual", bench_terminal.exit_time().ratio, 1 / 3),
        Figure("wake-ups a second while idle", bench_terminal.idle_wakeups().ours, 0),
        Figure("bytes a second while idle", bench_terminal.idle_bytes().ours, 0),
    ]


def demo(home: Path, clients: str, events: str) -> Path:
    """A demo store of that size."""
    command = [*PYTHON, "-m", "kp_tui", "demo", str(home), "--password", PASSWORD]
    subprocess.run(
        [*command, "--clients", clients, "--events", events], check=True, stdout=subprocess.DEVNULL
    )
    return home


def main() -> int:
    """Measure, print, judge; a store with a million events takes some minutes to make."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = demo(Path(folder, "small"), *SMALL), demo(Path(folder, "large"), *LARGE)
        measured = [
            *bench_rows.figures(),
            *terminal_figures(),
            *bench_desk.figures(small, large, PASSWORD),
            *bench_store.figures(small, large, PASSWORD),
            *bench_plans.figures(),
        ]
    return bench_rows.judged(measured)


if __name__ == "__main__":
    sys.exit(main())
