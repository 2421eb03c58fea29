"""What can be wrong with a request, as further entries of the one catalogue of problems."""

from domain.problems import CATALOGUE, SUPPLIER, SUPPORT, UPSTOCK, ProblemKind

REQUESTS: dict[str, ProblemKind] = {
    "unauthenticated": ProblemKind(
        what="The call carries no token that is valid.",
        why="Everything below /v1 belongs to a supplier, so callers prove who they are.",
        fix="Send Authorization: Bearer <token>; `upstock-cin7 tokens new` makes one.",
        who=UPSTOCK,
    ),
    "not_found": ProblemKind(
        what="There is nothing of this name here.",
        why="It never existed, or it belongs to another supplier than the token.",
        fix="Check the supplier and the name, and that the token is for this supplier.",
        who=UPSTOCK,
    ),
    "no_such_path": ProblemKind(
        what="This address does not exist.",
        why="No call of this API begins there.",
        fix="Correct the address; /docs lists every call.",
        who=UPSTOCK,
    ),
    "method_not_allowed": ProblemKind(
        what="This address does not know that method.",
        why="The Allow header names those that it knows.",
        fix="Use one of the methods in the Allow header; /docs lists every call.",
        who=UPSTOCK,
    ),
    "too_large": ProblemKind(
        what="The body is larger than 1 MB.",
        why="No order is that large, and a server that reads everything can be kept busy by anyone.",
        fix="Send less: an order has at most 1,000 lines.",
        who=UPSTOCK,
    ),
    "not_json": ProblemKind(
        what="The body is not declared as JSON.",
        why="This API reads JSON in UTF-8 and nothing else, uncompressed.",
        fix="Send Content-Type: application/json, without Content-Encoding.",
        who=UPSTOCK,
    ),
    "malformed_json": ProblemKind(
        what="The body is not JSON that means one thing.",
        why="Programs would read it differently, and an order must not depend on who reads it.",
        fix="Correct the body at the place named in the detail; RFC 8259 is the rule.",
        who=UPSTOCK,
    ),
    "bad_request": ProblemKind(
        what="The request cannot be read.",
        why="It breaks HTTP itself.",
        fix="Look at the detail, and at what lies between you and this server.",
        who=UPSTOCK,
    ),
    "missing_field": ProblemKind(
        what="A field that is needed is missing.",
        why="It cannot be guessed.",
        fix="Add the field; /docs shows what it looks like.",
        who=UPSTOCK,
    ),
    "unknown_field": ProblemKind(
        what="A field is not known here.",
        why="Ignoring it would lose what you meant by it, for instance because of a typing error.",
        fix="Leave the field out, or correct its name; /docs lists all of them.",
        who=UPSTOCK,
    ),
    "invalid_value": ProblemKind(
        what="A value is not possible.",
        why="Taking something near it instead could change what was approved.",
        fix="Correct the value as the detail says.",
        who=UPSTOCK,
    ),
    "unknown_sku": ProblemKind(
        what="No product with this SKU was read from Cin7.",
        why="Only what exists in Cin7 can be imported; a new product is read within a quarter of an hour.",
        fix="Correct the SKU, or create the product in Cin7, sync, and import it then.",
        who=SUPPLIER,
    ),
    "not_offered": ProblemKind(
        what="This product is never offered.",
        why="Services, and what is deprecated or not sellable in Cin7, cannot be sold through Upstock.",
        fix="Change the product in Cin7, sync, and import it then; or leave it out.",
        who=SUPPLIER,
    ),
    "impossible_options": ProblemKind(
        what="Cin7 cannot do this combination of options.",
        why="It would be ignored there, and orders would not be handled as you chose.",
        fix="Choose another combination as the detail says.",
        who=SUPPLIER,
    ),
    "conflict": ProblemKind(
        what="What was asked contradicts what is there.",
        why="Nothing was changed, because one of the two is a mistake.",
        fix="Look at what is there, then decide again.",
        who=UPSTOCK,
    ),
    "changed_meanwhile": ProblemKind(
        what="Somebody else changed the same thing at the same instant.",
        why="Writing over it would lose what they decided.",
        fix="Read it again, then repeat the call.",
        who=UPSTOCK,
    ),
    "approved_differently": ProblemKind(
        what="An order of this number was approved before with other content.",
        why="After approval no change is synced, so two contents under one number cannot both be right.",
        fix="Change the sale in Cin7, or approve under a new number.",
        who=UPSTOCK,
    ),
    "illegal_transition": ProblemKind(
        what="An order in this state cannot do that.",
        why="It is on its way, done, or waiting for something else.",
        fix="Look at the order's state and problems first.",
        who=SUPPLIER,
    ),
    "unknown_sale": ProblemKind(
        what="Cin7 shows no sale of this id.",
        why="An order is linked only to a sale that was read.",
        fix="Open the sale in Cin7 and give its id, or the whole address of its page.",
        who=SUPPLIER,
    ),
    "cannot_be_linked": ProblemKind(
        what="This sale is not this order.",
        why="Goods, invoices and tracking of the sale would be taken for the order's.",
        fix="Look at what speaks against it, then name another sale.",
        who=SUPPLIER,
    ),
    "sale_is_void": ProblemKind(
        what="The sale was voided in Cin7.",
        why="Nothing will ever leave of it.",
        fix="Name the sale that took its place, retry the order to make a new one, or ignore it.",
        who=SUPPLIER,
    ),
    "sale_is_empty": ProblemKind(
        what="The sale holds nothing.",
        why="Nothing would ever leave of it, and the order would seem done.",
        fix="Enter its lines in Cin7 first, or retry the order, which fills what was begun for it.",
        who=SUPPLIER,
    ),
    "sale_of_another_customer": ProblemKind(
        what="The sale is for another customer than the order.",
        why="Somebody would be told of goods that go to somebody else.",
        fix="Name a sale of this customer; or choose first which customer in Cin7 the order's name means.",
        who=SUPPLIER,
    ),
    "sale_in_another_currency": ProblemKind(
        what="The sale is in another currency than the order.",
        why="The same amount would be another price.",
        fix="Name a sale in the order's currency.",
        who=SUPPLIER,
    ),
    "sale_of_another_order": ProblemKind(
        what="The sale is another order already.",
        why="One sale is one order: its goods would be told twice.",
        fix="Name another sale, or ignore the order if it is the same one twice.",
        who=SUPPLIER,
    ),
    "sale_in_the_way": ProblemKind(
        what="A sale that was made for the order holds goods.",
        why="The goods could go out twice, or unseen. A sale that holds lines is never voided by us.",
        fix="Link that sale, or void it in Cin7 first.",
        who=SUPPLIER,
    ),
    "sale_may_appear": ProblemKind(
        what="A sale for the order may still appear in Cin7.",
        why="A call got no answer, and may still be on its way.",
        fix="Repeat this after the time in the detail; nothing was changed.",
        who=SUPPLIER,
    ),
    "credentials_refused": ProblemKind(
        what="Cin7 does not accept this account id and key.",
        why="The key is wrong, was revoked, or belongs to another account; nothing was stored.",
        fix="Copy both again from Cin7 (Integrations, API), then connect again.",
        who=SUPPLIER,
    ),
    "try_later": ProblemKind(
        what="Cin7 cannot be asked just now.",
        why="It did not answer, or its calls a minute are used up; nothing was changed.",
        fix="Repeat the call after the seconds in the Retry-After header.",
        who=SUPPORT,
    ),
    "storage_unavailable": ProblemKind(
        what="The database did not answer.",
        why="Nothing is accepted that is not stored.",
        fix="Repeat the call after the seconds in the Retry-After header.",
        who=SUPPORT,
    ),
}

ALL: dict[str, ProblemKind] = {**CATALOGUE, **REQUESTS}
"""Every code that an answer can hold."""
