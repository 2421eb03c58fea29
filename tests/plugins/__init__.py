"""Fixtures that need a server or a file of their own."""
