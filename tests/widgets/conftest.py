"""Widgets that show the desk are tested on a real, encrypted store."""

from tests.support.at_work import people, peopled
from tests.support.stores import office, template

__all__ = ["office", "people", "peopled", "template"]
