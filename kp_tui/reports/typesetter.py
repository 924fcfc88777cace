"""The child that makes one paper: data on standard input, PDF/A on standard output."""

import sys
from pathlib import Path
from typing import Final

import typst

from kp_tui.terminal.process import harden

STANDARD: Final = "a-2b"


def main() -> None:
    """Make the paper of the template that the only argument names."""
    harden()
    folder = Path(__file__).parent
    paper = typst.compile(
        folder / f"{sys.argv[1]}.typ",
        root=folder,
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
    )
    sys.stdout.buffer.write(paper)


if __name__ == "__main__":
    main()
