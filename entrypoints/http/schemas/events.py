"""What Upstock is told, as documents: the shape of every event's data.

Source: contract, "What we tell Upstock". A test holds them against what the adapter writes.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.order import OrderState


class Told(BaseModel):
    """A part of an event; nothing else is in it."""

    model_config = ConfigDict(extra="forbid")


class ToldSale(Told):
    """The sale in Cin7."""

    id: str = Field(description="Its id in Cin7.")
    number: str = Field(description="Its number in Cin7, such as SO-00045.")


class ToldTracking(Told):
    """How a parcel can be followed."""

    kind: Literal["url", "number"] = Field(description="A link, or a carrier's number.")
    value: str = Field(description="The link or the number itself; never empty.")


class ToldPacked(Told):
    """Goods in a parcel."""

    sku: str = Field(description="The product's SKU.")
    quantity: str = Field(description="How many, as a decimal text.")


class ToldParcel(Told):
    """One parcel that left."""

    carrier: str | None = Field(description="Who carries it, as Cin7 names it.")
    tracking: ToldTracking | None = Field(description="How this parcel can be followed.")
    shipped_on: date | None = Field(description="The day on which it left.")
    boxes: str | None = Field(description="How Cin7 calls the boxes.")
    contents: list[ToldPacked] = Field(description="What is in it, as far as Cin7 tells.")


class ToldProblem(Told):
    """One thing that keeps the order back."""

    code: str = Field(description="Its entry in the catalogue of problems.")
    pointer: str = Field(description="JSON pointer into the approved order; empty where there is none.")
    detail: str = Field(description="What is wrong.")
    fix: str = Field(description="What to do.")


class ToldOrder(Told):
    """How an order stands after what happened."""

    number: str = Field(description="The order's number at Upstock.")
    state: OrderState = Field(description="Where it stands now.")
    sale: ToldSale | None = Field(description="Its sale in Cin7; null while there is none.")
    tracking: ToldTracking | None = Field(description="How the order can be followed: a link before a number.")
    parcels: list[ToldParcel] = Field(description="Everything that left so far.")


class ToldHeldOrder(ToldOrder):
    """How a held order stands, with everything that is wrong."""

    problems: list[ToldProblem] = Field(description="Everything that is wrong with it, each with its remedy.")


class ToldProduct(Told):
    """A product as customers may see it; prices are in the lists alone."""

    id: str = Field(description="The product's id in Cin7.")
    sku: str = Field(description="Its SKU.")
    name: str = Field(description="Its name.")
    description: str = Field(description="Its description; empty where there is none.")
    category: str = Field(description="Its category.")
    brand: str = Field(description="Its brand; empty where there is none.")
    unit: str = Field(description="The unit it is sold in.")
    barcode: str = Field(description="Its barcode; empty where there is none.")
    images: list[str] = Field(description="Public links, the main picture first.")


class ToldGoneProduct(Told):
    """A product that is no longer offered."""

    id: str = Field(description="The product's id in Cin7.")
    sku: str = Field(description="Its SKU.")
    name: str = Field(description="Its name.")


class ToldPerson(Told):
    """Somebody to write to or call."""

    name: str = Field(description="The person's name.")
    email: str = Field(description="E-mail address; empty where there is none.")
    phone: str = Field(description="Telephone number; empty where there is none.")
    default: bool = Field(description="Whether this is the main one.")


class ToldAddress(Told):
    """One address of a customer."""

    id: str = Field(description="The address's id in Cin7.")
    type: Literal["billing", "business", "shipping"] = Field(description="What it is for.")
    default: bool = Field(description="Whether it is the default of its type.")
    line1: str = Field(description="First line, by which orders name it.")
    line2: str = Field(description="Second line; empty where there is none.")
    city: str = Field(description="City.")
    state: str = Field(description="State or province.")
    postcode: str = Field(description="Postcode.")
    country: str = Field(description="Country, as Cin7 writes it.")


class ToldContact(Told):
    """A customer: who it is and on which terms it buys."""

    id: str = Field(description="The customer's id in Cin7.")
    name: str = Field(description="Its name.")
    active: bool = Field(description="False when it is deprecated in Cin7: stop serving it.")
    currency: str = Field(description="The currency that it trades in.")
    price_tier: str = Field(description="Its price tier.")
    discount_percent: str = Field(description="Its discount, as a decimal text.")
    terms: str = Field(description="Its payment terms.")
    tax_rule: str = Field(description="Its tax rule.")
    location: str = Field(description="Where its goods leave from; empty for the account's default.")
    sales_representative: str = Field(description="Who looks after it; empty for nobody.")
    credit_hold: bool = Field(description="Whether Cin7 keeps its goods back.")
    people: list[ToldPerson] = Field(description="Its contact people.")
    addresses: list[ToldAddress] = Field(description="Its addresses.")


class ToldPrice(Told):
    """What one product costs."""

    product_id: str = Field(description="The product's id in Cin7.")
    sku: str = Field(description="Its SKU.")
    price: str = Field(description="The price of one unit, as a decimal text; never 0.")


class ToldPriceList(Told):
    """A price list, or a part of a long one: all parts of a version together replace the version before."""

    id: str = Field(description="The list's id, which stays while its tier, discount and own prices do.")
    name: str = Field(description="A name that says whose prices they are.")
    currency: str = Field(description="The currency of its prices.")
    version: int = Field(description="Counts its changes; parts of one version belong together.")
    part: int = Field(description="Which part this is, from 1.")
    parts: int = Field(description="How many parts this version has.")
    customers: list[str] = Field(description="Ids in Cin7 of customers who buy from it, up to 1,000 a part.")
    entries: list[ToldPrice] = Field(description="Its prices, up to 1,000 a part.")


class ToldGonePriceList(Told):
    """A price list that nobody buys from any more."""

    id: str = Field(description="The list's id.")
    name: str = Field(description="Its name.")


class ToldConnection(Told):
    """A connection that Cin7 no longer accepts."""

    company: str = Field(description="The company's name in Cin7.")
    detail: str = Field(description="What happened, and what to do.")
