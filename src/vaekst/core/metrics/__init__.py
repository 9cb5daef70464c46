"""What each metric is on each platform and day, and how every rate and KPI is worked out from them."""
