"""A made-up Danish bicycle shop whose export files look like the real ones, and the truth behind its numbers.

    demo = write_demo_files(folder, last_day=date(2026, 11, 22))
    demo.strategy                                # the YAML document the shop is governed by
    [file.path for file in demo.files]       # in the order they would have been downloaded

What is true of the shop, and how the numbers are made: docs/explanation/demo-brand.md.
"""

from vaekst.actions.demo.document import strategy
from vaekst.actions.demo.files import DemoFile, DemoFiles, write_demo_files
from vaekst.actions.demo.ideas import IDEAS, Idea
from vaekst.actions.demo.opening import SLUG, open_demo

__all__ = ["IDEAS", "SLUG", "DemoFile", "DemoFiles", "Idea", "open_demo", "strategy", "write_demo_files"]
