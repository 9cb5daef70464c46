"""A Google Analytics property as the Data API tells of it, with made-up visits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.sources.google_server import Question, Refusal

FIGURES = {
    "sessions": "40",
    "engagedSessions": "25",
    "activeUsers": "33",
    "newUsers": "21",
    "screenPageViews": "96",
    "eventCount": "310",
    "keyEvents": "1.5",
    "userEngagementDuration": "1834",
    "totalRevenue": "1299.5",
}


def service_account(**fields: str) -> str:
    """The JSON of a service account with a key of its own, as Google hands it out."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    given = {
        "type": "service_account",
        "project_id": "fjord",
        "private_key_id": "0123456789abcdef",
        "private_key": pem,
        "client_email": "vaekst@fjord.iam.gserviceaccount.com",
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    return json.dumps(given | fields)


@dataclass
class Property:
    """Answers for property 123456789: `days` with as many combinations of sources a day."""

    days: tuple[str, ...] = ("20261117", "20261118")
    combinations: int = 2
    figures: dict[str, str] = field(default_factory=lambda: dict(FIGURES))
    retired: frozenset[str] = frozenset()
    metadata: dict[str, Any] = field(
        default_factory=lambda: {"currencyCode": "EUR", "timeZone": "Europe/Berlin", "subjectToThresholding": False}
    )
    hiccups: list[Refusal] = field(default_factory=list)

    def __call__(self, asked: Question) -> Any:
        if asked.method == "analyticsdata.properties.getMetadata":
            return {"name": "properties/123456789/metadata", "dimensions": [], "metrics": []}
        assert asked.method == "analyticsdata.properties.runReport"
        if self.hiccups:
            return self.hiccups.pop(0)
        metrics = [each["name"] for each in asked.body["metrics"]]
        for metric in metrics:
            if metric in self.retired:
                return Refusal(400, f"Field {metric} is not a valid metric.", "badRequest")
        assert len(metrics) <= 10
        dimensions = [each["name"] for each in asked.body["dimensions"]]
        start = int(asked.body["offset"])
        rows = [
            {
                "dimensionValues": [{"value": day}, *({"value": f"{name} {n}"} for name in dimensions[1:])],
                "metricValues": [{"value": self.figures[name]} for name in metrics],
            }
            for day in self.days
            for n in range(self.combinations)
        ]
        return {
            "dimensionHeaders": [{"name": name} for name in dimensions],
            "metricHeaders": [{"name": name, "type": "TYPE_INTEGER"} for name in metrics],
            "rows": rows[start : start + int(asked.body["limit"])],
            "rowCount": len(rows),
            "metadata": self.metadata,
            "propertyQuota": {"tokensPerDay": {"consumed": 4, "remaining": 199_000}},
            "kind": "analyticsData#runReport",
        }
