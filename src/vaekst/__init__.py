"""Vaekst: from export files to a recorded decision."""

__version__ = "0.1.0"
