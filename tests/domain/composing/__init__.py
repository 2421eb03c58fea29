"""Tests of composing a sale, part by part and as a whole."""
