"""What people do in Cin7's own pages: pick, pack, ship, invoice, pay, void, undo; edit goods and customers.

Source: fake-cin7.md, `POST /_fake/sales/…`.
"""

from flask import Blueprint

from adapters.fake_cin7.state.universe import Universe


def warehouse_routes(plane: Blueprint, universe: Universe) -> None:
    """Add the warehouse's routes to the control plane."""
    del plane, universe
