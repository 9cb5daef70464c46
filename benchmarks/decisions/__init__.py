"""Decision rules against each other, over simulated sprints and real posts."""
