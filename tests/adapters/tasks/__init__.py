"""What the DBOS engine does beyond its port: surviving kills, adopting, forgetting, refusing a second executor."""
