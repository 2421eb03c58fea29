"""What nobody knows about sales, stock and fulfilment.

Source: ref §12, §13.
"""

from adapters.fake_cin7.state.switch import Switch

SALES: tuple[Switch, ...] = (
    Switch(
        "missing_location",
        ("reject", "default"),
        "a sale header without Location: refused, or the customer's and then the default location",
        "ref §6.2, §12 (D: required; C(2): omitted with success)",
    ),
    Switch(
        "skip_quote_omitted",
        ("true", "false"),
        "what a header without SkipQuote means",
        "ref §6.2, §13.3 (C(4), G)",
    ),
    Switch(
        "put_order",
        ("405", "same_as_post"),
        "what PUT on sale/order does, which no document describes",
        "ref §6.6, §13.7 (G)",
    ),
    Switch(
        "wrong_total",
        ("recompute", "reject"),
        "a line whose Total is off by more than 0.01: recomputed in silence, or refused",
        "ref §6.6, §12, §13.2 (G)",
    ),
    Switch(
        "tax_mismatch",
        ("accept", "reject"),
        "a line whose Tax is not what its tax rule gives: stored as sent, or refused",
        "ref §6.6, §13.2 (D says nothing; G)",
    ),
    Switch(
        "duplicate_product",
        ("reject", "accept"),
        "one product in two lines of an order",
        "ref §6.6, §12 (L on purchases, and by report on sales)",
    ),
    Switch(
        "charge_description",
        ("free_text", "service_product"),
        "whether an additional charge must name a service product",
        "ref §6.6 (D says so; C(1) sends free text and it works)",
    ),
    Switch(
        "negative_price",
        ("reject", "accept"),
        "a price below 0, on a line or as an additional charge",
        "ref §6.6 (D names no least price; G)",
    ),
    Switch(
        "order_status_omitted",
        ("DRAFT", "AUTHORISED"),
        "the status of an order posted without one",
        "ref §6.6 (G)",
    ),
    Switch(
        "quantity_below_one",
        ("accept", "reject"),
        "a quantity between 0 and 1: the tables say minimum 1 and four decimals at once",
        "ref §1.7 (D)",
    ),
    Switch(
        "external_id_unique",
        ("no", "yes"),
        "whether a second sale with the same ExternalID is refused",
        "ref §6.2, §13.5 (G)",
    ),
    Switch(
        "unknown_carrier",
        ("reject", "accept"),
        "a sale whose Carrier is not in the reference book",
        "ref §1.8.5 (D: references by name; G)",
    ),
    Switch(
        "sales_representative",
        ("sale_contact", "any_contact"),
        "whose name SalesRepresentative may be: a company contact of type Sale, or any",
        "ref §4.2, §10 (D; the official example names a billing contact)",
    ),
    Switch(
        "put_after_authorisation",
        ("text_only", "anything", "nothing"),
        "what PUT on sale may change once the order is authorised",
        "ref §6.4, §13.11 (G)",
    ),
    Switch(
        "shipped_status",
        ("SHIPPING", "PACKED"),
        "the Status of a Simple sale that is shipped and not invoiced",
        "ref §5.4, §13.6 (G)",
    ),
    Switch(
        "status_precedence",
        ("as_listed", "invoice_first"),
        "which stage names the Status of a Simple sale that is invoiced before it is shipped",
        "ref §5.4 (order of the table, G)",
    ),
    Switch(
        "order_status_when_done",
        ("AUTHORISED", "FULFILLED"),
        "whether OrderStatus stays, or becomes FULFILLED and CLOSED",
        "ref §5.4 (L: stays; D lists the other values)",
    ),
    Switch(
        "stock_leaves_on",
        ("pick", "ship"),
        "which authorisation lowers OnHand",
        "ref §12 (G)",
    ),
    Switch(
        "pick_beyond_stock",
        ("reject", "accept"),
        "picking more than the location holds",
        "ref §12 (G)",
    ),
    Switch(
        "backorder_on_new_stock",
        ("stays", "allocate"),
        "whether stock that arrives is given to waiting backorders by itself",
        "ref §13.12 (G)",
    ),
    Switch(
        "put_pick_pack",
        ("served", "405"),
        "what PUT on pick and pack does",
        "ref §7 (D; L saw 405)",
    ),
    Switch(
        "delete_authorised_fulfilment",
        ("no_op", "undo"),
        "DELETE of a fulfilment that is authorised: 200 and nothing happens, or undone",
        "ref §7, §12 (L)",
    ),
    Switch(
        "ship_line_fields",
        ("lenient", "strict"),
        "whether a shipment line needs ShipmentDate and Box",
        "ref §7 (D: required; C(2) leave them out)",
    ),
    Switch(
        "undo_when_paid",
        ("accept", "reject"),
        "undoing or voiding a sale with a payment on it",
        "ref §6.7 (undocumented, G)",
    ),
    Switch(
        "void_again",
        ("no_op", "reject"),
        "voiding or undoing a sale that is void",
        "ref §6.7 (G)",
    ),
)
