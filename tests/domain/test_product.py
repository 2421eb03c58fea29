import pytest

from domain.errors import InvalidValue
from domain.product import Product, ProductKind
from tests.builders import a_product


def test_a_product_without_a_sku_cannot_exist() -> None:
    with pytest.raises(InvalidValue, match="“Chai” has no SKU"):
        a_product(" ")


@pytest.mark.parametrize(
    ("product", "reason"),
    [
        (a_product(), None),
        (a_product(kind=ProductKind.SERVICE, is_deprecated=True), "service"),
        (a_product(is_deprecated=True, is_sellable=False), "deprecated"),
        (a_product(is_sellable=False), "not_sellable"),
    ],
)
def test_services_and_what_is_no_longer_sold_are_never_offered(product: Product, reason: str | None) -> None:
    assert product.why_not_offered == reason
