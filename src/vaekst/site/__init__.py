"""Settings, root urls and wiring."""
