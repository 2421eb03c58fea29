"""What an invented order of an invented supplier would become."""

from application.ordering.plan import Preview, previewed
from application.ports.inventory import InventoryDirectory
from domain.call_budget import Lane
from domain.composing.compose_sale import Ingredients, compose_sale
from domain.connection import Credentials

NOBODYS = Credentials(account_id="nobody", application_key="nothing")


class PreviewSample:
    """Composes what it is given and shows the calls, so that documentation can try the code out.

    Nothing is read, nothing is stored, nobody is called.

    Source: B16; architecture §16.
    """

    def __init__(self, *, directory: InventoryDirectory) -> None:
        self._directory = directory

    def __call__(self, given: Ingredients, *, system: str = "cin7_core") -> Preview:
        """Answer what this system would be sent. Raises: NotThere for a system that nobody built an adapter for."""
        return previewed(compose_sale(given), self._directory.open(system, NOBODYS, lane=Lane.ORDERS))
