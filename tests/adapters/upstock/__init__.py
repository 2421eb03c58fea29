"""Telling Upstock over HTTP."""
