"""Why an API did not answer as hoped, and whether waiting helps.

Failure
├── Kind.TRANSIENT     the network or the server stumbled; asked again after a moment
├── Kind.LATER         a limit was reached; asked again when the platform says so
├── Kind.DENIED        the token or its rights do not suffice; a person has to act
├── Kind.UNSUPPORTED   the API does not know this metric (any more); the others go on
├── Kind.UNAVAILABLE   the part of the service that counts this does not answer; the others go on
└── Kind.BROKEN        an answer nobody expected
"""

from __future__ import annotations

from enum import StrEnum

from vaekst.core.errors import BadInput, Trouble
from vaekst.core.sentence import N_, Sentence, Value

HIDDEN = "•••"


class Kind(StrEnum):
    """What is to be done about a failure."""

    TRANSIENT = "transient"
    LATER = "later"
    DENIED = "denied"
    UNSUPPORTED = "unsupported"
    UNAVAILABLE = "unavailable"
    BROKEN = "broken"


class Failure(Trouble):
    """A question an API did not answer. `after` is how many seconds it asks to be left alone, where it says so."""

    def __init__(self, kind: Kind, code: str, template: str, /, *, after: float | None = None, **values: Value) -> None:
        super().__init__(code, template, **values)
        self.kind = kind
        self.after = after

    @classmethod
    def saying(cls, kind: Kind, sentence: Sentence) -> Failure:
        """A failure in words that are there already."""
        failure = cls(kind, sentence.code, "")
        failure.say(sentence)
        return failure

    def say(self, sentence: Sentence) -> None:
        """Tell it in these words instead."""
        self.sentence = sentence
        self.args = (sentence.english(),)


def denied(service: str, said: str) -> Failure:
    """The token or its rights do not suffice."""
    return Failure(
        Kind.DENIED,
        "access_denied",
        N_("{service} refused the access Vaekst was given ({said}). Connect the account again with a new token."),
        service=service,
        said=said,
    )


def limited(service: str, after: float | None) -> Failure:
    """A limit of the API was reached."""
    return Failure(
        Kind.LATER,
        "limit_reached",
        N_("{service} answers no more questions for now: a limit of its API was reached."),
        after=after,
        service=service,
    )


def stumbled(service: str, said: str, *, after: float | None = None) -> Failure:
    """The network or the server stumbled."""
    return Failure(
        Kind.TRANSIENT,
        "no_answer",
        N_("{service} did not answer ({said}). What was pulled so far is kept; pull again to go on from there."),
        after=after,
        service=service,
        said=said,
    )


def unsupported(service: str, said: str) -> Failure:
    """The API does not know the metric it was asked for."""
    return Failure(
        Kind.UNSUPPORTED,
        "metric_unsupported",
        N_("{service} does not give this figure ({said})."),
        service=service,
        said=said,
    )


def unavailable(service: str, said: str) -> Failure:
    """The part of the service that counts does not answer."""
    return Failure(
        Kind.UNAVAILABLE,
        "metric_unavailable",
        N_("{service} could not say this figure just now ({said})."),
        service=service,
        said=said,
    )


def broken(service: str, said: str) -> Failure:
    """An answer nobody expected."""
    return Failure(
        Kind.BROKEN,
        "odd_answer",
        N_("{service} gave an answer Vaekst cannot use ({said}). Nothing of it was kept."),
        service=service,
        said=said,
    )


def extra_missing(extra: str, service: str) -> BadInput:
    """The client library of a service is not installed."""
    return BadInput(
        "extra_missing",
        N_("Pulling from {service} needs the extra '{extra}'. Install it: pip install 'vaekst[{extra}]'"),
        service=service,
        extra=extra,
    )


def redacted(sentence: Sentence, secrets: tuple[str, ...]) -> Sentence:
    """The same sentence with no secret in its values, whatever a library quoted."""
    return Sentence(
        sentence.code,
        sentence.template,
        **{name: hidden(value, secrets) for name, value in sentence.values.items()},
    )


def hidden(value: Value, secrets: tuple[str, ...]) -> Value:
    """The value with every secret in it painted over."""
    if not isinstance(value, str):
        return value
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        value = value.replace(secret, HIDDEN)
    return value
