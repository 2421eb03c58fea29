"""Rules of the integration: pure functions and frozen values, standard library only."""
