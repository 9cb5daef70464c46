"""Bare numbers in templates."""
