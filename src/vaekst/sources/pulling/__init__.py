"""Asking a platform's own API for figures. What it answered is kept as one document, and read like any other file."""
