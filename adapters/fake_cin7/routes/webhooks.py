"""Registering webhooks.

Source: ref §9.1 (D:27923).
"""

from adapters.fake_cin7.refusals import Problem, Refused
from adapters.fake_cin7.routes.fields import Fields
from adapters.fake_cin7.routes.routing import Visit, endpoint
from adapters.fake_cin7.state.account import Account
from adapters.fake_cin7.state.hooks import MOST_OF_A_TYPE, NAMES, Hook
from adapters.fake_cin7.values import new_guid
from adapters.fake_cin7.wire import Row

AUTHORISATIONS = ("NOAUTH", "BASICAUTH", "BEARERAUTH")
_BY_FOLDED = {kind.casefold(): kind for kind in NAMES}


@endpoint("GET", "webhooks", parameters="ID", source="D:28716, ref §9.1", note="switch webhook_token_in_get")
def list_webhooks(visit: Visit) -> object:
    """Answer all webhooks, without Total and Page; the bearer token is left empty.

    Source: ref §9.1 (D; L for the token).
    """
    _need_module(visit.account)
    shown = visit.account.switches["webhook_token_in_get"] == "shown"  # noqa: S105 - the name of a choice
    return {"Webhooks": [hook_row(hook, token=shown) for hook in visit.account.hooks.by_id.values()]}


@endpoint("POST", "webhooks", source="D:28745, ref §9.1", note="switch automation_module")
def create_webhook(visit: Visit) -> object:
    """Register a webhook; the sixth of a type is refused.

    Source: ref §9.1 (D: five of a type; wording G).
    """
    account = visit.account
    _need_module(account)
    hook = _read(visit.fields(), new_guid())
    if len(account.hooks.of_type(hook.type)) >= MOST_OF_A_TYPE:
        raise Refused(f"There is a limit of {MOST_OF_A_TYPE} webhooks of the same type. Type: {hook.type}")
    account.hooks.by_id[hook.id] = hook
    return {"Webhooks": [hook_row(hook, token=True)]}


@endpoint("PUT", "webhooks", source="D:28800, ref §9.1")
def replace_webhook(visit: Visit) -> object:
    """Replace a whole webhook; what is left out is gone, the token too.

    Source: ref §9.1 (D; L: a naive read-modify-write wipes the token).
    """
    account, fields = visit.account, visit.fields()
    _need_module(account)
    hook_id = fields.guid("ID")
    if hook_id is None:
        raise Refused("Required attribute ID is not provided.")
    old = account.hooks.by_id.get(hook_id)
    if old is None:
        raise Refused(Problem(f"Webhook with specified ID '{hook_id}' not found", 404))
    hook = _read(fields, hook_id)
    if hook.type != old.type and len(account.hooks.of_type(hook.type)) >= MOST_OF_A_TYPE:
        raise Refused(f"There is a limit of {MOST_OF_A_TYPE} webhooks of the same type. Type: {hook.type}")
    account.hooks.by_id[hook_id] = hook
    return {"Webhooks": [hook_row(hook, token=True)]}


@endpoint("DELETE", "webhooks", parameters="ID", source="D:28870, ref §9.1")
def delete_webhook(visit: Visit) -> object:
    """Remove a webhook and answer an empty list.

    Source: ref §9.1 (D).
    """
    account, hook_id = visit.account, visit.parameters.needed_guid("ID")
    if hook_id not in account.hooks.by_id:
        raise Refused(Problem(f"Webhook with specified ID '{hook_id}' not found", 404))
    del account.hooks.by_id[hook_id]
    account.hooks.waiting[:] = [entry for entry in account.hooks.waiting if entry.hook_id != hook_id]
    return {"Webhooks": []}


def _need_module(account: Account) -> None:
    """Source: ref §9.1 (D: a paid module; wording G, see the switch)."""
    if account.switches["automation_module"] == "off":
        raise Refused("Automation module is not available for your subscription")


def _read(fields: Fields, hook_id: str) -> Hook:
    """Source: ref §9.1 (D): which fields are needed."""
    sent = fields.needed("Type").strip()
    kind = _BY_FOLDED.get(sent.casefold())
    if kind is None:
        raise Refused(f"Webhook type '{sent}' is not valid")
    active = fields.flag("IsActive")
    if active is None:
        raise Refused("Required attribute IsActive is not provided.")
    url = fields.needed("ExternalURL")
    authorisation = fields.one_of("ExternalAuthorizationType", AUTHORISATIONS)
    if authorisation is None:
        raise Refused("Required attribute ExternalAuthorizationType is not provided.")
    return Hook(
        id=hook_id,
        type=kind,
        active=active,
        url=url,
        authorisation=authorisation.lower(),
        user_name=fields.text("ExternalUserName"),
        password=fields.text("ExternalPassword"),
        token=fields.text("ExternalBearerToken"),
        headers=[
            {"Key": entry.text("Key") or "", "Value": entry.text("Value") or ""}
            for entry in fields.rows("ExternalHeaders") or []
        ],
    )


def hook_row(hook: Hook, *, token: bool) -> Row:
    """Show a webhook.

    Source: ref §9.1 (D): the password in clear, as the example has it.
    """
    return {
        "ID": hook.id,
        "Type": hook.type,
        "Name": NAMES[hook.type],
        "IsActive": hook.active,
        "ExternalURL": hook.url,
        "ExternalAuthorizationType": hook.authorisation,
        "ExternalUserName": hook.user_name,
        "ExternalPassword": hook.password,
        "ExternalBearerToken": hook.token if token else "",
        "ExternalHeaders": hook.headers,
    }
