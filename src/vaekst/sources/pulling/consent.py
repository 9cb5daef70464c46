"""A person's consent to read their Google figures, given in their own browser and caught on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.sources.pulling import failures, google

AUTHORISE = "https://accounts.google.com/o/oauth2/auth"
HOST = "127.0.0.1"
PATIENCE = 300.0
"""Seconds a person has to say yes."""


def consent(client: str, *, scopes: Sequence[str], show: Callable[[str], None], patience: float = PATIENCE) -> str:
    """The JSON of the consent, with the token that lasts.

    `client` is the JSON Google hands out for a desktop app; `show` is given the address where the person says yes. The
    answer comes back to this machine alone. Raises BadInput where the JSON is another, and where no consent came.
    """
    try:
        from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
        from oauthlib.oauth2 import OAuth2Error
    except ImportError as error:
        raise failures.extra_missing("google", "Google") from error
    flow = InstalledAppFlow.from_client_config(_config(client), scopes=list(scopes))
    _show_when_known(flow, show)
    with closing(flow.oauth2session):
        try:
            given = flow.run_local_server(
                host=HOST,
                port=0,
                open_browser=False,
                authorization_prompt_message=None,
                timeout_seconds=patience,
                access_type="offline",  # a token that lasts
                prompt="consent",
            )
        except (OAuth2Error, Warning, WSGITimeoutError, OSError) as error:
            raise BadInput(
                "no_consent",
                N_("Google gave no consent ({said}). Try again, and allow everything Vaekst asks for: it only reads."),
                said=type(error).__name__,
            ) from error
    return json.dumps(
        {
            "type": "authorized_user",
            "client_id": given.client_id,
            "client_secret": given.client_secret,
            "refresh_token": given.refresh_token,
        }
    )


def _show_when_known(flow: Any, show: Callable[[str], None]) -> None:
    """Has the address shown as soon as the flow has made it, when the door for the answer is open."""
    made = flow.authorization_url

    def shown(**options: Any) -> tuple[str, str]:
        url, state = made(**options)
        show(url)
        return url, state

    flow.authorization_url = shown


def _config(client: str) -> dict[str, Any]:
    """The client as the library wants it. The addresses are Google's, whatever the JSON says."""
    try:
        held = json.loads(client)["installed"]
        known = {"client_id": str(held["client_id"]), "client_secret": str(held["client_secret"])}
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "bad_client",
            N_(
                "That is not the JSON of an OAuth client for a desktop app. Google Cloud hands it out under Credentials."
            ),
        ) from error
    return {"installed": {**known, "auth_uri": AUTHORISE, "token_uri": google.TOKENS}}
