"""Adapters, one folder each."""
