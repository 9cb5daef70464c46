"""How much hangs on one platform."""
