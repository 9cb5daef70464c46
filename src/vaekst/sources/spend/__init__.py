"""What reports of advertising platforms have in common: a table of spend, its period, totals and currency."""
