"""Who gets credit for a lead: paths, counts, models, and what the loss of a channel would cost."""
