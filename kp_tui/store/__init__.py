"""How the work is kept: the only SQL, one module a subject.

Nothing is imported here, so that naming the package costs nothing: SQLAlchemy comes with the modules, which
are imported on the store thread while the password is being typed.
"""
