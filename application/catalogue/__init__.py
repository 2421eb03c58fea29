"""Keeping the local mirror of what an account holds."""
