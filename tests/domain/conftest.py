"""Properties are judged by what they find, never by how fast this machine is today."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
