"""Harbour Café's sales in an imitated Cin7, and what a person sees of them there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from application.ports.inventory import InventorySystem
from domain.call_budget import Lane
from domain.sale import Sale, SaleRef
from tests.builders import a_billing_address, a_sale, an_address
from tests.plugins.servers import ACCOUNT, ImitatedCin7

SOON = timedelta(seconds=20)
QUAY = replace(an_address(), id="d0000000-0000-4000-8000-000000000011")
BOX = replace(a_billing_address(), id="d0000000-0000-4000-8000-000000000013")


def opened(cin7: ImitatedCin7) -> InventorySystem:
    return cin7.directory().open("cin7_core", cin7.credentials, lane=Lane.ORDERS)


def of_the_cafe(**changes: Any) -> Sale:
    return a_sale(**{"billing_address": BOX, "shipping_address": QUAY, **changes})


def placed(cin7: ImitatedCin7, sale: Sale) -> SaleRef:
    ref = opened(cin7).open_sale(sale, not_after=cin7.clock.now() + SOON)
    opened(cin7).fill_sale(ref, sale, not_after=cin7.clock.now() + SOON)
    return ref


def shown(cin7: ImitatedCin7, ref: SaleRef) -> dict[str, Any]:
    """What a person sees in Cin7."""
    answer = cin7.session.get(
        f"{cin7.base_url}sale",
        params={"ID": ref.id},
        headers={"api-auth-accountid": ACCOUNT, "api-auth-applicationkey": cin7.credentials.application_key},
    )
    document: dict[str, Any] = answer.json()
    return document
