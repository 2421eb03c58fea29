"""Short words for picking, packing and shipping by the API."""

from typing import Any

from tests.adapters.fake_cin7.company import Company, Json, line

PICK, PACK, SHIP = "sale/fulfilment/pick", "sale/fulfilment/pack", "sale/fulfilment/ship"


def goods(sku: str = "MUG", quantity: object = 2, **changes: Any) -> Json:
    return {"SKU": sku, "Quantity": quantity, "Location": "Main", **changes}


def picked(company: Company, *lines: Json, header: Json | None = None) -> str:
    """A sale whose task is picked; its id is the task's too when it is Simple."""
    sale_id = company.sold(*lines, header=header)
    if header:
        company.post("sale/fulfilment", {"SaleID": sale_id})
    company.post(PICK, {"TaskID": task_of(company, sale_id), "AutoPickMode": "AUTOPICK"})
    return sale_id


def task_of(company: Company, sale_id: str, index: int = -1) -> str:
    return str(company.sale(sale_id)["Fulfilments"][index]["TaskID"])


def packed(company: Company, **header: Any) -> str:
    sale_id = picked(company, line("MUG", 4), header=header or None)
    lines = [goods(quantity=1, Box="Box 1"), goods(quantity=3, Box="Box 2")]
    company.post(PACK, {"TaskID": task_of(company, sale_id), "Status": "AUTHORISED", "Lines": lines})
    return sale_id


def box(name: str, **changes: Any) -> Json:
    return {"ShipmentDate": "2026-05-04", "Carrier": "AusPost", "Box": name, "IsShipped": True, **changes}
