"""A supplier chooses how its sales are made."""

from application.connecting.possible_options import refuse_impossible
from application.ordering.release_held import ReleaseHeld
from application.ports.clock import Clock
from application.ports.inventory import InventoryDirectory
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.errors import Conflict
from domain.identifiers import SupplierId
from domain.problems import ADDRESS_FIELD, FREIGHT_TAX_RULE
from domain.sale_options import OptionsVersion, SaleOptions


class ChangeSaleOptions:
    """Stores a new version; what the inventory system cannot do is refused here, not when an order arrives.

    Orders that the former choice held go again.

    Source: R15–R18, R34, B8, B14.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, release: ReleaseHeld, clock: Clock) -> None:
        self._work, self._directory, self._release, self._clock = work, directory, release, clock

    def __call__(
        self, supplier: SupplierId, options: SaleOptions, actor: Actor, *, instead_of: int | None = None
    ) -> OptionsVersion:
        """Answer the version now in force; the same options again make no new one.

        Raises: ImpossibleOptions, InvalidValue for a tax rule that is not there, Conflict when another version than
        `instead_of` is in force by now, AlreadyStored when somebody else chose at the same instant.
        """
        chosen = self._chosen(supplier, options, actor, instead_of)
        for cure in (ADDRESS_FIELD, FREIGHT_TAX_RULE):
            self._release(supplier, cure)
        return chosen

    def _chosen(
        self, supplier: SupplierId, options: SaleOptions, actor: Actor, instead_of: int | None
    ) -> OptionsVersion:
        with self._work() as store:
            newest = store.options.newest(supplier)
            if newest.options == options and newest.version > 0:
                return newest
            if instead_of is not None and instead_of != newest.version:
                raise Conflict(
                    f"Version {newest.version} of the options is in force by now, not {instead_of}: look at it first."
                )
            refuse_impossible(store, self._directory, supplier, options)
            chosen = OptionsVersion(
                supplier=supplier,
                version=newest.version + 1,
                options=options,
                actor=actor.name,
                at=self._clock.now(),
            )
            store.options.add(chosen)
            entry = AuditEntry(
                actor=actor.name,
                supplier=supplier,
                action="options.changed",
                detail=f"version {chosen.version}",
                at=self._clock.now(),
            )
            store.audit.add(entry)
            return chosen
