"""The scenarios on which everything else rests, as in production: PostgreSQL, and the real task engine.

One of them is among the ordinary tests; the others, some seconds each, are `slow`.
"""

from collections.abc import Iterator

import pytest
from pytest_bdd import scenario

from tests.features.site import Site
from tests.features.steps import STEPS
from tests.looking_often import look_often
from tests.real_house import RealHouse

pytest_plugins = STEPS
pytestmark = pytest.mark.postgres


class RealSite(Site):
    """Builds houses as they are in production."""

    kind = RealHouse


@pytest.fixture
def site(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealSite]:
    """A PostgreSQL database of the scenario's own."""
    look_often(monkeypatch)
    site = RealSite(postgres_url)
    yield site
    site.close()


@pytest.mark.slow
@scenario("ordering_workflow.feature", "An approved order becomes a sale in Cin7")
def test_an_approved_order_becomes_a_sale_in_cin7() -> None:
    """Source: R10."""


@pytest.mark.slow
@scenario("ordering_workflow.feature", "A sale costs two calls and carries our key")
def test_a_sale_costs_two_calls_and_carries_our_key() -> None:
    """Source: R13."""


@pytest.mark.slow
@scenario(
    "beyond_the_article/shipment_truth_table.feature", "A person who does not want to wait has shipments read at once"
)
def test_a_person_who_does_not_want_to_wait_has_shipments_read_at_once() -> None:
    """Source: R14."""


@pytest.mark.slow
@scenario("importing_products.feature", "The products that were chosen are published, and no others")
def test_the_products_that_were_chosen_are_published_and_no_others() -> None:
    """Source: R6."""


@pytest.mark.slow
@scenario("prices.feature", "Customers who buy alike share a list")
def test_customers_who_buy_alike_share_a_list() -> None:
    """Source: R19."""
