"""One module a revision, named in order."""
