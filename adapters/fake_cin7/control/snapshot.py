"""An account as the control plane shows it: every sale, product, customer, level and webhook.

Source: fake-cin7.md, `GET /_fake/accounts/{id}`.
"""

from adapters.fake_cin7.routes.availability import level_row
from adapters.fake_cin7.routes.customers import customer_row
from adapters.fake_cin7.routes.product_view import whole_product
from adapters.fake_cin7.routes.sale_document import sale_document
from adapters.fake_cin7.routes.sale_view import View
from adapters.fake_cin7.routes.webhooks import hook_row
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.hooks import Delivery
from adapters.fake_cin7.wire import Row


def account_summary(account: Account) -> Row:
    """Name an account and the keys that open it, with how much it holds."""
    return {
        "account_id": account.id,
        "application_keys": account.keys,
        "company": account.me["Company"],
        "products": len(account.catalogue),
        "customers": len(account.customers),
        "sales": len(account.sales.by_id),
    }


def whole_account(account: Account) -> Row:
    """Show the whole state of an account; a sale has the shape of `GET /sale`."""
    view = View(account=account)
    return {
        "account_id": account.id,
        "application_keys": account.keys,
        "me": account.me,
        "switches": account.switches.chosen,
        "sales": [sale_document(view, sale) for sale in account.sales.by_id.values()],
        "products": [whole_product(account, row) for row in account.catalogue],
        "customers": [customer_row(account, row, prices=True) for row in account.customers],
        "stock": [level_row(account, level) for level in account.stock],
        "webhooks": [hook_row(hook, token=True) for hook in account.hooks.by_id.values()],
        "deliveries": [delivery_row(entry) for entry in (*account.hooks.done, *account.hooks.waiting)],
    }


def delivery_row(delivery: Delivery) -> Row:
    """Show one webhook delivery and how its attempts went."""
    return {
        "id": delivery.id,
        "webhook_id": delivery.hook_id,
        "type": delivery.type,
        "body": delivery.body,
        "due": delivery.due,
        "attempts": delivery.attempts,
        "outcome": delivery.outcome,
        "answers": delivery.answers,
    }
