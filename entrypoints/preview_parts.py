"""What only shows what would be, or what was done, put together from what the container has."""

from dataclasses import dataclass

from application.connecting.preview_sale_options import PreviewSaleOptions
from application.ordering.gather import Gather
from application.ordering.preview_order import PreviewOrder
from application.ordering.preview_sample import PreviewSample
from application.ports.clock import Clock
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from application.reporting.gather_evidence import GatherEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewParts:
    """Those of the use cases that change nothing and call nobody; each field is one of `UseCases`."""

    preview_order: PreviewOrder
    preview_sample: PreviewSample
    preview_sale_options: PreviewSaleOptions
    gather_evidence: GatherEvidence


def preview_parts(*, work: Work, directory: InventoryDirectory, gather: Gather, clock: Clock) -> PreviewParts:
    """Put the previews and reports together."""
    return PreviewParts(
        preview_order=PreviewOrder(work=work, directory=directory, gather=gather),
        preview_sample=PreviewSample(directory=directory),
        preview_sale_options=PreviewSaleOptions(work=work, directory=directory, gather=gather),
        gather_evidence=GatherEvidence(work=work, clock=clock),
    )
