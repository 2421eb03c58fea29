"""One history of the schema for both databases; additive first, destructive one release later."""
