"""What the sources of web analytics share: visits as facts, each report counting the same visits once."""
