"""Compares the fake's answers with the documented examples of Cin7's API, key by key and type by type.

`python -m tests.adapters.fake_cin7.documented` prints the table; with `--rewrite` it first extracts the kept
facts anew from the official text beside the repository.

Source: fake-cin7.md, "Kept honest"; ref §14 for the line index.
"""
