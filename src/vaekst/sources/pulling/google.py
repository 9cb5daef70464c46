"""Google's APIs through Google's own client, built on the descriptions of them that come with it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.sources.pulling import failures
from vaekst.sources.pulling.contract import Access
from vaekst.sources.pulling.failures import Failure

TOKENS = "https://oauth2.googleapis.com/token"
"""The only place secrets are sent to, whatever a credentials file says."""

PACIFIC = ZoneInfo("America/Los_Angeles")
"""The zone in which Google's daily quotas begin anew."""

AN_HOUR = 3600.0  # seconds

_TIMEOUT = 60.0  # seconds for one answer
_DAILY = re.compile(r"quotaExceeded|dailyLimitExceeded|per day|daily", re.IGNORECASE)
_BRIEF = re.compile(r"rateLimitExceeded|userRateLimitExceeded|RATE_LIMIT_EXCEEDED")


def client(name: str, version: str, access: Access, scopes: Sequence[str]) -> Any:
    """The API's client. Raises BadInput for credentials of no known kind, and where the library is not installed."""
    try:
        from google_auth_httplib2 import AuthorizedHttp
        from googleapiclient.discovery import build
    except ImportError as error:
        raise failures.extra_missing("google", "Google") from error
    authorized = AuthorizedHttp(credentials(access, scopes), http=transport())
    return build(name, version, http=authorized, static_discovery=True)


def transport() -> Any:
    """What carries questions to Google."""
    from httplib2 import Http

    return Http(timeout=_TIMEOUT)


def credentials(access: Access, scopes: Sequence[str]) -> Any:
    """The credentials in the JSON a person gave: of a service account, or of an account that gave its consent."""
    from google.oauth2 import credentials as consent
    from google.oauth2 import service_account

    of_service: Any = service_account.Credentials  # neither has types
    of_person: Any = consent.Credentials
    try:
        given = json.loads(access.secret["credentials"])
        if given.get("type") == "service_account":
            return of_service.from_service_account_info(given | {"token_uri": TOKENS}, scopes=scopes)
        return of_person.from_authorized_user_info(given, scopes=scopes)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadInput(
            "bad_credentials",
            N_(
                "These are no Google credentials. Give the JSON of a service account, or one with client_id, client_secret and refresh_token."
            ),
        ) from error


def answer(label: str, request: Any, *, of_metrics: bool = False) -> Any:
    """What Google answered. Raises Failure; `of_metrics`: a refused question is a refused metric."""
    from google.auth import exceptions
    from googleapiclient.errors import HttpError
    from httplib2 import HttpLib2Error

    try:
        return request.execute(num_retries=0)  # it is the wire that tries again, and knows how long to wait
    except HttpError as error:
        raise _refused(label, error, of_metrics=of_metrics) from error
    except exceptions.RefreshError as error:
        if error.retryable:
            raise failures.stumbled(label, "OAuth") from error
        raise failures.denied(label, _oauth_said(error)) from error
    except (exceptions.TransportError, HttpLib2Error, OSError) as error:
        raise failures.stumbled(label, type(error).__name__) from error


def _oauth_said(error: Exception) -> str:
    return str(error.args[0]) if error.args else type(error).__name__


def _refused(label: str, error: Any, *, of_metrics: bool) -> Failure:
    """What an error of the API means."""
    status = int(error.resp.status)
    said = f"{status} {error.reason}".strip()
    whole = error.content.decode("utf-8", "replace")
    after = _retry_after(error)
    if status == 429 or (status == 403 and _DAILY.search(whole)):
        return failures.limited(label, after if after is not None else _until_lifted(error, whole))
    if status == 403 and _BRIEF.search(whole):
        return failures.stumbled(label, said, after=after)
    if status >= 500:
        return failures.stumbled(label, said, after=after)
    if status in (401, 403):
        return failures.denied(label, said)
    if status == 400 and of_metrics:
        return failures.unsupported(label, said)
    return failures.broken(label, said)


def _retry_after(error: Any) -> float | None:
    stated = error.resp.get("retry-after", "")
    return float(stated) if stated.isdigit() else None


def _until_lifted(error: Any, whole: str) -> float:
    """Seconds until the quota begins anew: at midnight Pacific for a day's, else within the hour."""
    stated = error.resp.get("date")
    if not stated or not _DAILY.search(whole):
        return AN_HOUR
    now = parsedate_to_datetime(stated).astimezone(PACIFIC)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), PACIFIC)
    return (midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
