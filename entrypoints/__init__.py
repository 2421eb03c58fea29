"""Where people and programs come in: HTTP, console, command line, worker."""
