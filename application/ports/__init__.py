"""Ports: one conversation with one outside party each; its errors stand beside it and are part of it."""
