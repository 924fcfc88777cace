"""What Esc, leaving and doing nothing cost, in a real pseudo-terminal, against Textual's own driver.

`scripts/bench` calls `esc_latency`, `exit_time`, `idle_wakeups` and `idle_bytes`; each runs the same small
program on both drivers in turn, so that a busy machine slows both, and returns both figures. Run by itself it
prints them all.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.support.pty import PYTHON, Terminal

ROUNDS = 5
IDLE_SECONDS = 3.0
ESC, CTRL_S = "\x1b", "\x13"


@dataclass(frozen=True, slots=True)
class Figures:
    """The same measure of Textual's own driver and of ours, at the median."""

    stock: float
    ours: float

    @property
    def ratio(self) -> float:
        """Ours as a part of Textual's; 0 where both are nothing."""
        return self.ours / self.stock if self.stock else 0.0


def esc_latency() -> Figures:
    """Milliseconds from Esc to the first byte of what it paints."""
    return _compared(_esc)


def exit_time() -> Figures:
    """Milliseconds from the key that ends the program to the end of its process."""
    return _compared(_exit)


def idle_wakeups() -> Figures:
    """Wake-ups of all threads a second, with the focus in a text field."""
    return _compared(_wakeups)


def idle_bytes() -> Figures:
    """Bytes written a second, with the focus in a text field."""
    return _compared(_bytes)


def _compared(measure: Callable[[Terminal], float]) -> Figures:
    samples: dict[str, list[float]] = {"stock": [], "ours": []}
    for _round in range(ROUNDS):
        for driver, taken in samples.items():
            with Terminal([*PYTHON, __file__, driver]) as terminal:
                terminal.wait_for("ready")
                terminal.settle(0.2 if driver == "ours" else 0)  # a cursor that blinks never settles
                taken.append(measure(terminal))
    return Figures(statistics.median(samples["stock"]), statistics.median(samples["ours"]))


def _milliseconds_since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _esc(terminal: Terminal) -> float:
    start = time.perf_counter()
    terminal.send(ESC)
    while b"escaped" not in terminal.read(0.001):
        pass
    return _milliseconds_since(start)


def _exit(terminal: Terminal) -> float:
    start = time.perf_counter()
    terminal.send(CTRL_S)
    terminal.wait_exit()
    return _milliseconds_since(start)


def _wakeups(terminal: Terminal) -> float:
    before = terminal.wakeups
    time.sleep(IDLE_SECONDS)
    return (terminal.wakeups - before) / IDLE_SECONDS


def _bytes(terminal: Terminal) -> float:
    terminal.read()
    return len(terminal.read(IDLE_SECONDS)) / IDLE_SECONDS


def _program(driver: str) -> None:
    """The same small program on Textual as it is, or on ours."""
    if driver == "ours":
        from kp_tui.terminal.environment import clean_environment
        from kp_tui.terminal.process import harden, leave

        clean_environment()
        harden()
    from textual.app import App, ComposeResult
    from textual.widgets import Input, Label

    from kp_tui.terminal.app import TerminalApp
    from kp_tui.terminal.fields import LineInput

    field = LineInput if driver == "ours" else Input
    base: type[App[None]] = TerminalApp if driver == "ours" else App

    class Small(base):  # type: ignore[misc, valid-type]
        def compose(self) -> ComposeResult:
            yield Label("ready")
            yield field()

        def key_escape(self) -> None:
            self.query_one(Label).update("escaped")

        def key_ctrl_s(self) -> None:
            self.exit()

    small = Small()
    if driver == "ours":
        leave(small.start())
    small.run()


def main() -> None:
    """Print every figure with its ratio."""
    for name, figures in {
        "Esc, ms": esc_latency(),
        "leaving, ms": exit_time(),
        "idle, wake-ups a second": idle_wakeups(),
        "idle, bytes a second": idle_bytes(),
    }.items():
        print(
            f"{name:26} Textual {figures.stock:8.1f}   ours {figures.ours:8.1f}   ratio {figures.ratio:.2f}"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _program(sys.argv[1])
    else:
        main()
