"""The command line: one file a subject, put together in `main`."""
