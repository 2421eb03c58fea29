"""What a supplier should know about its account when it connects."""

from collections import Counter

from domain.connection import Company
from domain.identifiers import folded
from domain.reference_books import ReferenceBooks

API_SALES = "API Sales"


def warnings_for(company: Company, books: ReferenceBooks) -> tuple[str, ...]:
    """Answer what will not work as expected, each with its remedy.

    Source: R26, B13; architecture §10.5.
    """
    warnings = []
    if books.sales_contact(API_SALES) is None:
        warnings.append(
            f"“{API_SALES}” is not among the company's sales contacts: sales of customers without a representative"
            " name none. Add it in Cin7 under Settings, Company contacts."
        )
    twins = [name for name, count in Counter(folded(tier.name) for tier in books.price_tiers).items() if count > 1]
    warnings += [
        f"Two price tiers are called “{name}”: Cin7 tells them apart by number only. Rename one in Cin7."
        for name in twins
    ]
    if company.lock_date:
        warnings.append(
            f"The account is locked up to {company.lock_date:%Y-%m-%d}: orders dated before that may be refused."
        )
    if books.default_location is None:
        warnings.append("No location is the account's default: set one in Cin7, or name one when connecting.")
    return tuple(warnings)
