"""Widgets that show the desk are tested on a real, encrypted store."""

from tests.support.stores import office, template

__all__ = ["office", "template"]
