"""Measures, each beside a floor taken in the same run; a ratio says more than a time on somebody's machine."""
