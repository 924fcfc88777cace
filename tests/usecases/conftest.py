"""Every test here works on a real, encrypted store of its own."""

from hypothesis import settings

from tests.support.stores import office, template

__all__ = ["office", "template"]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
