"""What people look at to know how things stand."""
