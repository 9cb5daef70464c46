"""What was spent and on what, in one currency, on one VAT basis, over the life of what was made; and what a lead costs."""
