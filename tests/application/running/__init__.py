"""Tests of what happens by the clock."""
