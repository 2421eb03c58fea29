"""The served endpoints: from a call to an answer."""

from importlib import import_module

MODULES = (
    "me",
    "products",
    "product_writes",
    "families",
    "availability",
    "customers",
    "customer_writes",
    "references",
    "price_rules",
    "sale_list",
    "sales",
    "sale_writes",
    "quotes",
    "orders",
    "fulfilments",
    "shipments",
    "invoices",
    "payments",
    "webhooks",
)


def load_endpoints() -> None:
    """Have every module register what it serves."""
    for name in MODULES:
        import_module(f"{__name__}.{name}")
