"""The catalogue's use cases, put together from what the container has."""

from dataclasses import dataclass

from application.catalogue.announcing import Announcer
from application.catalogue.catalogue_changed import CatalogueChanged
from application.catalogue.close_sweep import CloseSweep
from application.catalogue.fill_mirror import FillMirror
from application.catalogue.import_contacts import ImportContacts
from application.catalogue.import_jobs import ImportJobs
from application.catalogue.import_products import ImportProducts
from application.catalogue.match_contact import ChooseContact, FindContact
from application.catalogue.passes import Passes
from application.catalogue.publish_catalogue import PublishCatalogue
from application.catalogue.raise_alarms import RaiseAlarms
from application.catalogue.read_books import ReadBooks
from application.ordering.release_cured import ReleaseCured
from application.ordering.release_held import ReleaseHeld
from application.ports.clock import Clock
from application.ports.identities import NewId
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import TaskEngine
from application.pricing.explain_price import ExplainPrice
from application.pricing.publish_price_lists import PublishPriceLists
from application.pricing.show_price_list import ShowPriceList
from application.running.follow_job import CancelJob, FollowJob
from application.running.request_job import RequestJob
from application.telling import Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueParts:
    """Those of the use cases that are about products, customers and prices; each field is one of `UseCases`."""

    fill_mirror: FillMirror
    close_sweep: CloseSweep
    read_books: ReadBooks
    catalogue_changed: CatalogueChanged
    import_contacts: ImportContacts
    import_products: ImportProducts
    find_contact: FindContact
    choose_contact: ChooseContact
    explain_price: ExplainPrice
    show_price_list: ShowPriceList
    request_job: RequestJob
    follow_job: FollowJob
    cancel_job: CancelJob


def catalogue_parts(  # noqa: PLR0913 -- what a composition is made of is named, not bundled
    *,
    work: Work,
    directory: InventoryDirectory,
    passes: Passes,
    tasks: TaskEngine,
    clock: Clock,
    new_id: NewId,
    teller: Teller,
    release: ReleaseHeld,
) -> CatalogueParts:
    """Put the catalogue together: products and customers are told before the lists that name them."""
    imports = ImportJobs(work=work, tasks=tasks, clock=clock, new_id=new_id)
    announcer = Announcer(teller=teller, clock=clock)
    after_a_change = (
        PublishCatalogue(work=work, announcer=announcer, imports=imports),
        PublishPriceLists(work=work, teller=teller, clock=clock),
        RaiseAlarms(work=work, clock=clock),
        ReleaseCured(work=work, release=release),
        imports.end,
    )
    return CatalogueParts(
        fill_mirror=FillMirror(work=work, directory=directory, passes=passes, clock=clock),
        close_sweep=CloseSweep(work=work, directory=directory, passes=passes, clock=clock),
        read_books=ReadBooks(work=work, directory=directory, tasks=tasks, clock=clock),
        catalogue_changed=CatalogueChanged(work=work, steps=after_a_change, clock=clock),
        import_contacts=ImportContacts(work=work, imports=imports, clock=clock),
        import_products=ImportProducts(work=work, imports=imports, clock=clock),
        find_contact=FindContact(work=work),
        choose_contact=ChooseContact(work=work, release=release, clock=clock),
        explain_price=ExplainPrice(work=work),
        show_price_list=ShowPriceList(work=work),
        request_job=RequestJob(work=work, passes=passes, tasks=tasks, clock=clock, new_id=new_id),
        follow_job=FollowJob(work=work, clock=clock),
        cancel_job=CancelJob(work=work, passes=passes, clock=clock),
    )
