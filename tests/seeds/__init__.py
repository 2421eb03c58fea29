"""The seeded supplier and its orders: complete, consistent and true to the public sample they come from."""
