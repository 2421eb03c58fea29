"""Who acts, and whose data they may touch."""

from dataclasses import dataclass

from domain.identifiers import SupplierId


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does something, for the audit: `token:…`, `cli:…` or `system`; None as supplier means every one."""

    name: str
    supplier: SupplierId | None = None

    def may_touch(self, supplier: SupplierId) -> bool:
        """Answer whether this actor may see and change this supplier's data. Source: contract, tokens."""
        return self.supplier is None or self.supplier == supplier


SYSTEM = Actor(name="system")
