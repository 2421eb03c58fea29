"""From an approved order to a sale: pure functions, each field with its origin, all problems at once."""
