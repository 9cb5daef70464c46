"""From bytes to cells: what every source needs before it can look at a header."""
