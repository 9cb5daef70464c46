"""Attribution against what others do: a world with known truth, and the same job in other programs."""
