"""Attribution: who gets credit for leads, by models side by side."""
