"""Tests of the living documentation."""
