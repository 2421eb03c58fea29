"""Linking suppliers to their inventory systems."""
