"""Reading a sale header: which names it may use, what it copies from the customer.

Source: ref §6.2 (D:20766), §1.5 (L texts), §1.8.5 (references by name).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.books import Book
from adapters.fake_cin7.wire import Row


@dataclass
class Lookups:
    """Finds what a header names; every miss is collected, so several are reported at once.

    Source: ref §1.5 (L): several entries, though not every problem there is.
    """

    account: Account
    problems: list[Problem] = field(default_factory=list)

    def name(self, fields: Fields, name: str, book: Book, problem: Callable[[str], str]) -> str | None:
        """Read a name and replace it by the book's own spelling."""
        sent = fields.text(name)
        if not sent:
            return sent
        row = book.by_name(sent)
        if row is None:
            self.problems.append(Problem(problem(sent), 404))
            return sent
        return str(row[book.name_field])

    def location(self, fields: Fields) -> str | None:
        """Source: ref §1.5 (L)."""
        return self.name(
            fields,
            "Location",
            self.account.books.locations,
            lambda sent: f"Location '{sent}' was not found in Locations reference book",
        )

    def tax_rule(self, fields: Fields) -> str | None:
        """Source: ref §1.8.5 (D by name); wording G."""
        return self.name(fields, "TaxRule", self.account.books.tax_rules, no_tax_rule)

    def terms(self, fields: Fields) -> str | None:
        """Source: ref §1.5 (L): only an active term will do."""
        sent = fields.text("Terms")
        row = self.account.books.payment_terms.by_name(sent) if sent else None
        if sent and (row is None or not row["IsActive"]):
            self.problems.append(Problem(no_term(sent), 404))
        return str(row["Name"]) if row else sent

    def price_tier(self, fields: Fields) -> str | None:
        """Source: ref §1.8.5 (D by name); wording G."""
        return self.name(
            fields,
            "PriceTier",
            self.account.books.price_tiers,
            lambda sent: f"Price Tier '{sent}' was not found in Price Tiers reference book",
        )

    def carrier(self, fields: Fields) -> str | None:
        """Source: ref §1.8.5 (D by name); whether it is checked G, see the switch."""
        if self.account.switches["unknown_carrier"] == "accept":
            return fields.text("Carrier", 256)
        return self.name(
            fields,
            "Carrier",
            self.account.books.carriers,
            lambda sent: f"Carrier '{sent}' was not found in Carriers reference book",
        )

    def sales_representative(self, fields: Fields) -> str | None:
        """Source: ref §1.5 (L), §10 (contacts of type Sale)."""
        found = self.name(fields, "SalesRepresentative", self.account.books.contacts, no_representative)
        row = self.account.books.contacts.by_name(found) if found else None
        if row and row["Type"] != "Sale" and self.account.switches["sales_representative"] == "sale_contact":
            self.problems.append(Problem(no_representative(str(found)), 404))
        return found

    def default_account(self, fields: Fields) -> str | None:
        """Source: ref §1.5 (L)."""
        code = fields.text("DefaultAccount", 50)
        if code and self.account.books.accounts.by_id(code) is None:
            self.problems.append(Problem("Account with specified ID not found", 404))
        return code

    def finish(self) -> None:
        """Refuse with everything that was not found.

        Raises: Refused when anything was missing.
        """
        if self.problems:
            raise Refused(*self.problems)


def no_tax_rule(name: str) -> str:
    """Word a tax rule that does not exist. Source: G, after the location's text (ref §1.5)."""
    return f"Tax Rule '{name}' was not found in Taxation Rules reference book"


def no_term(name: str) -> str:
    """Word a payment term that does not exist or is not active. Source: ref §1.5 (L)."""
    return f"Active payment term with name {name} was not found in Payment Terms reference book"


def no_representative(name: str) -> str:
    """Word a sales representative who is not a company contact. Source: ref §1.5 (L)."""
    return f"Sales Representative '{name}' was not found in Company Contacts reference book"


def find_customer(account: Account, fields: Fields) -> Row:
    """Find the customer by id, else by name.

    Source: ref §6.2 (D): one of the two is needed; wording of the miss G.
    """
    customer_id, name = fields.guid("CustomerID"), fields.text("Customer", 256)
    if customer_id is None and not name:
        raise Refused("Required attribute CustomerID is not provided.")
    found = account.customers.by_id(customer_id) if customer_id else account.customers.by_name(name or "")
    if found is None:
        shown = customer_id or name
        raise Refused(Problem(f"Customer '{shown}' was not found in Customers reference book", 404))
    return found


def location_or_refuse(account: Account, customer: Row, sent: str | None) -> str:
    """Decide where a sale picks from.

    Source: ref §6.2, §12 (table: required; see the switch).
    """
    if sent:
        return sent
    if account.switches["missing_location"] == "reject":
        raise Refused("Required attribute Location is not provided.")
    default = account.books.default_location()
    return str(customer.get("Location") or (default["Name"] if default else ""))
