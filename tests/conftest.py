"""What every test may ask for, and how long properties are tried."""

from hypothesis import settings

from kp_tui.store import database
from tests.support.at_work import people, peopled
from tests.support.program import demo_store
from tests.support.stores import office, template

__all__ = ["demo_store", "office", "people", "peopled", "template"]

# Locking and wiping memory is two thirds of what a store costs, and nothing in a test is secret. The programs
# that tests start do it; tests/store/test_database.py looks.
database._GUARD = "cipher_memory_security = OFF"

settings.register_profile("kp", deadline=None)  # judged by what they find, never by how fast a machine is
settings.register_profile("torture", deadline=None, max_examples=2000)
settings.load_profile("kp")
