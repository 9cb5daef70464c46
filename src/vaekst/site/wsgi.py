"""The web application that `vaekst serve`, or any other WSGI server, runs."""

from __future__ import annotations

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaekst.site.settings")
application = get_wsgi_application()
import_module("vaekst.site.urls")  # the screens and their engines now, not while the first visitor waits
