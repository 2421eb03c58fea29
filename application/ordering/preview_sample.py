"""What an invented order of an invented supplier would become."""

from application.ordering.plan import Preview, on_paper, previewed
from application.ports.inventory import InventoryDirectory
from domain.composing.compose_sale import Ingredients, compose_sale


class PreviewSample:
    """Composes what it is given and shows the calls, so that documentation can try the code out.

    Nothing is read, nothing is stored, nobody is called.

    Source: B16; architecture §16.
    """

    def __init__(self, *, directory: InventoryDirectory) -> None:
        self._directory = directory

    def __call__(self, given: Ingredients, *, system: str = "cin7_core") -> Preview:
        """Answer what this system would be sent. Raises: NotThere for a system that nobody built an adapter for."""
        return previewed(compose_sale(given), on_paper(self._directory, system))
