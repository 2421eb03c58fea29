"""Work that a person asked for, step by step."""
