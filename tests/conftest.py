"""What every test stands on: a data home of its own, and people to knock on the doors."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before Django reads its settings: no test ever touches the data of the person who runs it.
_HOME = Path(tempfile.mkdtemp(prefix="vaekst-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["VAEKST_HOME"] = str(_HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "vaekst.site.settings"
for name in ("DATABASE_URL", "VAEKST_HOSTS", "VAEKST_DEBUG", "VAEKST_BRAND"):
    os.environ.pop(name, None)

import django  # noqa: E402  (reads the environment set above)

django.setup()
