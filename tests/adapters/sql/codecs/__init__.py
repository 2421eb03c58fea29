"""Domain values there and back."""
