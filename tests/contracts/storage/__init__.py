"""Every promise of the storage ports, on every storage."""
