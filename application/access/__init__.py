"""Who may call, proved by tokens."""
