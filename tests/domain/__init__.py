"""Tests of the rules: each file mirrors the module of the same name."""
