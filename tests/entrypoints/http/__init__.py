"""Tests of the JSON API, over the whole connector in one process."""
