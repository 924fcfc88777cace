"""The line to the person's terminal: environment, process, signals, driver, the app every screen runs in.

Nothing here imports Textual until it is asked for: `environment.clean_environment()` comes first.
"""
