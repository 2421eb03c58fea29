"""Documented stand-ins for outside parties, each held to its port by a contract suite."""
