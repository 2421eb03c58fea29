"""What use cases ask of storage: repositories by subject, carried by one unit of work."""
