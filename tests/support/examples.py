"""How many examples a property is tried on: few in every run of the tests, many in `scripts/torture`."""

from typing import Any

from hypothesis import settings

USUAL, MANY = 50, 2_000


def examples(number: int, **more: Any) -> settings:
    """Another number than `USUAL`, as an example costs much or little; torture has as many times more."""
    return settings(max_examples=number * settings().max_examples // USUAL, **more)
