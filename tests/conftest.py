"""What every test may ask for, and how they are run."""

from hypothesis import settings

from kp_tui.store import database
from tests.support.at_work import people, peopled
from tests.support.examples import MANY, USUAL
from tests.support.program import demo_store
from tests.support.stores import office, template

__all__ = ["demo_store", "office", "people", "peopled", "template"]

# Locking and wiping memory is two thirds of what a store costs, and nothing in a test is secret. The programs
# that tests start do it; tests/store/test_database.py looks.
database._GUARD = "cipher_memory_security = OFF"

# A rule is judged by what is found, never by how fast a machine is.
settings.register_profile("usual", deadline=None, max_examples=USUAL)
settings.register_profile("torture", deadline=None, max_examples=MANY)
settings.load_profile("usual")
