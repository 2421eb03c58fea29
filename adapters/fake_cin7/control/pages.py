"""A page to look at.

Source: fake-cin7.md.
"""

from flask import Blueprint

from adapters.fake_cin7.state.universe import Universe


def pages(universe: Universe) -> Blueprint:
    """Build the page over a universe."""
    del universe
    return Blueprint("pages", __name__)
