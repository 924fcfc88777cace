"""Reusable parts of screens: they know no use case."""
