"""What an account remembers and how it changes."""
