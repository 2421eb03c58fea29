"""A supplier chooses the products that Upstock offers."""

from collections.abc import Iterable
from dataclasses import dataclass

from application.catalogue.import_jobs import ImportJobs, check_connected
from application.ports.clock import Clock
from application.ports.storage.catalogue import Chosen, NotImportable
from application.ports.storage.jobs import Job
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.access import Actor
from domain.errors import Conflict, InvalidValue
from domain.identifiers import Sku, SupplierId, folded

WHY = {
    NotImportable.SERVICE: "is a service",
    NotImportable.DEPRECATED: "is deprecated in Cin7",
    NotImportable.NOT_SELLABLE: "is marked as not sellable in Cin7",
    NotImportable.UNKNOWN: "is no product that was read from Cin7",
}
"""Why a product cannot be imported, to go behind its SKU. Source: R7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductImport:
    """The job, and the products that it does without."""

    job: Job
    refused: tuple[tuple[Sku, NotImportable], ...] = ()


class ImportProducts:
    """Stores the choice and has it published; what cannot be offered is left out and named.

    Source: R6, R7. Calls: none; prices come with the price lists.
    """

    def __init__(self, *, work: Work, imports: ImportJobs, clock: Clock) -> None:
        self._work, self._imports, self._clock = work, imports, clock

    def __call__(self, supplier: SupplierId, skus: Iterable[Sku] | None, actor: Actor) -> ProductImport:
        """Import the products with these SKUs; None means all that may be offered now.

        Raises: NotThere for a supplier that was never connected; Conflict while it is not, and for all products
        before they were read to the end; InvalidValue when none can be imported.
        """
        chosen = Chosen(actor=actor.name, at=self._clock.now())
        with self._work() as store:
            check_connected(store, supplier)
            if skus is None:
                _check_read(store, supplier)
                store.choices.choose_all_products(supplier, chosen)
                return ProductImport(job=self._imports.begin(store, supplier, Stream.PRODUCTS, actor, "all"))
            wanted = tuple({folded(sku): sku for sku in reversed(tuple(skus))}.values())[::-1]
            refused = store.choices.choose_products(supplier, wanted, chosen)
            if len(refused) == len(wanted):
                raise InvalidValue(_none_of(refused), pointer="/skus")
            detail = f"{len(wanted) - len(refused)} chosen"
            job = self._imports.begin(store, supplier, Stream.PRODUCTS, actor, detail)
            return ProductImport(job=job, refused=refused)


def _check_read(store: UnitOfWork, supplier: SupplierId) -> None:
    if store.stream_runs.cursor(supplier, Stream.PRODUCTS) is None:
        run = store.stream_runs.open(supplier, Stream.PRODUCTS)
        far = f" ({run.done} of {run.total} so far)" if run and run.total else ""
        raise Conflict(
            f"The products of {supplier} are being read for the first time{far}: import all when that is done."
        )


def _none_of(refused: tuple[tuple[Sku, NotImportable], ...]) -> str:
    if not refused:
        return "Name at least one SKU."
    named = [f"“{sku}” {WHY[why]}" for sku, why in refused[:20]]
    more = [f"and {len(refused) - 20} more"] if len(refused) > 20 else []
    return f"None of these can be imported: {'; '.join([*named, *more])}."
