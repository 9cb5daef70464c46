"""What borrowing strength brings, and what it costs where there is nothing to borrow: sprints with a known truth."""
