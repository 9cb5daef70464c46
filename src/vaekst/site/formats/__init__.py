"""How templates write bare numbers: for machines (SVG attributes, addresses), in every language.

What people read is written by `present.numbers` in their language; a template only places it.
"""
