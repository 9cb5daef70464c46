"""What we remember: brands, people, strategies, imports, tags, baselines, decisions, and who changed what."""
