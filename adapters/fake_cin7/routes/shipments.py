"""Not yet served."""
