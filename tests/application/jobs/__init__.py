"""Tests of application.jobs."""
