"""Leads as the customer system holds them, and what platforms claim beside it."""
