"""A customer and a product as Cin7 writes them, every field filled, and the same as ours."""

from datetime import UTC, datetime
from decimal import Decimal

from domain.address import Address, AddressBook, AddressKind
from domain.contact import Contact, OwnPrice, Person
from domain.identifiers import ContactId, ProductId, Sku
from domain.product import Product, ProductKind

MOMENT = datetime(2026, 3, 1, 2, 3, 4, 500000, tzinfo=UTC)
CUSTOMER: dict[str, object] = {
    "ID": "6C18F8E9-90E1-418F-AEBC-1219E67E4B9C",
    "Name": " Sparrow Cafe ",
    "Status": "DEPRECATED",
    "Currency": "AUD",
    "PaymentTerm": "30 days",
    "TaxRule": "GST on Income",
    "PriceTier": "Wholesale",
    "Discount": "5.00",
    "Location": "Main Warehouse",
    "SalesRepresentative": "Nancy Davolio",
    "Carrier": "AusPost",
    "IsOnCreditHold": "true",
    "LastModifiedOn": "2026-03-01T02:03:04.5Z",
    "Addresses": [
        {
            "ID": "FC8CA28E-7F91-4AC3-8FFF-DEB86395B494",
            "Line1": "1 High St",
            "Line2": "Unit 2",
            "City": "Perth",
            "State": "WA",
            "Postcode": "6000",
            "Country": "Australia",
            "Type": "BILLING",
            "DefaultForType": True,
        },
        {"Line1": "2 Low St", "Line2": None, "Type": "Warehouse"},
    ],
    "Contacts": [
        {"Name": "Ana Reyes", "Email": "ana@example.com", "Phone": None, "MobilePhone": "0400", "Default": True},
        {"Name": None, "Email": None, "Phone": "nobody's"},
        {"Name": "Kai", "Phone": "08", "MobilePhone": "0400"},
    ],
    "ProductPrices": [
        {"ProductID": "6A6F0C1E-0000-4000-8000-000000000002", "ProductSKU": "MUG-RED", "Price": "9.50"},
        {"ProductID": "6A6F0C1E-0000-4000-8000-000000000001", "ProductSKU": "MUG-BLUE", "Price": 0},
        {"ProductID": None, "ProductSKU": "NOBODY'S", "Price": 5},
        "text",
    ],
}
CONTACT = Contact(
    id=ContactId("6c18f8e9-90e1-418f-aebc-1219e67e4b9c"),
    name="Sparrow Cafe",
    currency="AUD",
    is_active=False,
    price_tier="Wholesale",
    discount=Decimal(5),
    payment_terms="30 days",
    tax_rule="GST on Income",
    location="Main Warehouse",
    sales_representative="Nancy Davolio",
    carrier="AusPost",
    is_on_credit_hold=True,
    people=(
        Person(name="Ana Reyes", email="ana@example.com", phone="0400", is_default=True),
        Person(name="Kai", phone="08"),
    ),
    addresses=AddressBook(
        (
            Address(
                id="fc8ca28e-7f91-4ac3-8fff-deb86395b494",
                line1="1 High St",
                line2="Unit 2",
                city="Perth",
                state="WA",
                postcode="6000",
                country="Australia",
                kind=AddressKind.BILLING,
                is_default=True,
            ),
            Address(id="", line1="2 Low St", kind=AddressKind.BUSINESS),
        )
    ),
    own_prices=(
        OwnPrice(product_id=ProductId("6a6f0c1e-0000-4000-8000-000000000001"), price=Decimal(0)),
        OwnPrice(product_id=ProductId("6a6f0c1e-0000-4000-8000-000000000002"), price=Decimal("9.50")),
    ),
    modified_at=MOMENT,
)
PRODUCT_ROW: dict[str, object] = {
    "ID": "6A6F0C1E-0000-4000-8000-000000000001",
    "SKU": " MUG-BLUE ",
    "Name": "Mug, blue",
    "Type": "service",
    "Status": "Deprecated",
    "Sellable": False,
    "SaleTaxRule": "GST Free",
    "DiscountRule": "Ten for nine",
    "Category": "Homeware",
    "Brand": "Kiln",
    "UOM": "Item",
    "Barcode": "9300601",
    "Description": "<p>Blue</p>",
    "ShortDescription": "Blue",
    "Attachments": [
        {"ContentType": "image/jpeg", "FileName": "side", "DownloadUrl": "https://cin7.example/side"},
        {"ContentType": "application/pdf", "FileName": "care.pdf", "DownloadUrl": "https://cin7.example/care"},
        {
            "ContentType": "application/octet-stream",
            "FileName": "Front.JPG",
            "DownloadUrl": "https://cin7.example/front",
            "IsDefault": "true",
        },
        {"ContentType": "image/png", "FileName": "back.png", "DownloadUrl": "https://cin7.example/back"},
        {"ContentType": "image/png", "FileName": "lost.png", "DownloadUrl": None},
        {"ContentType": "image/png", "FileName": "odd.png", "DownloadUrl": "javascript:alert(1)"},
        None,
    ],
    "LastModifiedOn": "2026-03-01T02:03:04.5Z",
    **{f"PriceTier{tier}": Decimal(tier) for tier in range(1, 11)},
}
PRODUCT = Product(
    id=ProductId("6a6f0c1e-0000-4000-8000-000000000001"),
    sku=Sku("MUG-BLUE"),
    name="Mug, blue",
    kind=ProductKind.SERVICE,
    is_deprecated=True,
    is_sellable=False,
    tier_prices=tuple(map(Decimal, range(1, 11))),
    sale_tax_rule="GST Free",
    discount_rule="Ten for nine",
    category="Homeware",
    brand="Kiln",
    unit="Item",
    barcode="9300601",
    description="<p>Blue</p>",
    images=("https://cin7.example/front", "https://cin7.example/side", "https://cin7.example/back"),
    modified_at=MOMENT,
)
