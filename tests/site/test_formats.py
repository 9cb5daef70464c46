"""What a template writes bare is for machines, whatever the language of the page."""

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize("code", ["en", "da"])
def test_a_bare_number_is_a_number_for_machines(code):
    with translation.override(code):
        assert Template("{{ share }} {{ many }}").render(Context({"share": 62.5, "many": 12345})) == "62.5 12345"
