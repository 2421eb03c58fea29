"""What travels: requests become domain objects in their own `to_domain`, answers are made by their own `of`."""
