"""What must stay secret stands nowhere in clear: the whole main job is done, then everything it left is searched."""
