"""The same job in other people's programs. Each runs in an environment of its own, made for the bench and thrown away."""
