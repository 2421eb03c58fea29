"""The stand-in for Upstock, by itself."""
