"""The HTTP API: what dashboards and spreadsheets read, opened by a token. Built on the same actions as web and CLI."""
