"""The JSON API: authenticate, understand, one use case, answer."""
