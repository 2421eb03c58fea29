"""What customers pay: price lists, and why a price is what it is."""
