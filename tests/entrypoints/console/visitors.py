"""Somebody who uses the console: follows links, fills forms in, and reads what stands on a page."""

import html
import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.identifiers import Sku, SupplierId
from tests.builders import a_buyer, a_charge, a_comment, an_approved_order, an_order_line
from tests.house import OPERATOR, House
from tests.small_account import SMALL_ACCOUNT
from tests.switchboard import line_to

SUPPLIER = SupplierId("northwind")
HOME = f"/console/suppliers/{SUPPLIER}"
PROOF = re.compile(r'name="csrf_token" value="([^"]+)"')
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser of somebody's own."""

    client: FlaskClient
    token: str = ""

    def get(self, path: str = "", **headers: str) -> TestResponse:
        """Open a page; paths that do not begin with /console are below the supplier."""
        return self.client.get(_whole(path), headers=headers)

    def post(self, path: str, form: dict[str, object] | None = None, *, proof: str | None = None) -> TestResponse:
        """Send a form as the page would, with the session's proof."""
        given = {"csrf_token": self.proof() if proof is None else proof, **(form or {})}
        return self.client.post(_whole(path), data=given)

    def sent(self, path: str, form: dict[str, object] | None = None) -> str:
        """Send a form, go where it leads, and answer what that page says."""
        answer = self.post(path, form)
        assert answer.status_code == 303, said(answer)
        return said(self.client.get(answer.headers["Location"]))

    def reads(self, path: str = "") -> str:
        """Answer what a page says."""
        answer = self.get(path)
        assert answer.status_code == 200, said(answer)
        return said(answer)

    def proof(self) -> str:
        """Answer what the forms of this session carry."""
        found = PROOF.search(self.client.get("/console", follow_redirects=True).text)
        assert found, "no form carries a proof"
        return html.unescape(found.group(1))

    def sign_in(self) -> "Visitor":
        """Sign in with this visitor's token."""
        answer = self.post("/console/sign-in", {"token": self.token})
        assert answer.status_code == 303, said(answer)
        return self


@dataclass(frozen=True, slots=True)
class Lobby:
    """The console of a house, and who may come."""

    house: House

    def visitor(self, supplier: SupplierId | None = SUPPLIER, name: str = "office") -> Visitor:
        """Answer somebody with a token who has not signed in yet."""
        issued = self.house.use_cases.issue_token(name, supplier)
        return Visitor(line_to(self.house), issued.text)

    def office(self) -> Visitor:
        """Answer somebody of the supplier's office who is signed in."""
        return self.visitor().sign_in()

    def support(self) -> Visitor:
        """Answer somebody of Upstock's support who is signed in."""
        return self.visitor(None, "support").sign_in()


def said(answer: TestResponse) -> str:
    """Answer the text of a page as a person reads it, one space between words."""
    return " ".join(html.unescape(TAG.sub(" ", answer.text)).split())


def _whole(path: str) -> str:
    return path if path.startswith("/console") else HOME + path


def furnish(house: House) -> None:
    """Let a small account be connected: UP-1 is a sale, UP-2 is held for two reasons, all that may be is imported."""
    house.open_account(SMALL_ACCOUNT)
    house.connect()
    house.use_cases.import_contacts(SUPPLIER, OPERATOR)
    house.use_cases.import_products(SUPPLIER, [Sku("NW-001"), Sku("NW-003")], OPERATOR)
    house.settle()
    house.approve(an_approved_order(number="UP-1", charges=[a_charge()], comments=[a_comment()]))
    house.approve(
        an_approved_order(number="UP-2", customer=a_buyer("Nobody & Sons"), lines=[an_order_line(sku="NW-999")])
    )
