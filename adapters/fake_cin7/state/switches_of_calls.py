"""What nobody knows about calls, lists and webhooks.

Source: ref §12, §13.
"""

from adapters.fake_cin7.state.switch import ANY_NUMBER, Switch

CALLS: tuple[Switch, ...] = (
    Switch(
        "throttle",
        ("modern429", "legacy503", "array400", "off"),
        "how a call beyond 60 in 60 seconds is refused: 429 with headers, 503 with the same text, "
        "400 with the error array, or never",
        "ref §1.3 (D 2026, D 2024, L)",
    ),
    Switch(
        "throttled_calls_count",
        ("no", "yes"),
        "whether a refused call takes a place in the rate window too",
        "ref §1.3, §13.13 (G)",
    ),
    Switch(
        "unknown_path",
        ("404_html", "200_html", "redirect"),
        "what an unknown path answers: a web page with 404, the same with 200, or a redirect to itself",
        "ref §1.4 (D says 404; L saw all three)",
    ),
    Switch(
        "commit_then_timeout",
        ("off", "on"),
        "every POST does its work and the reply is lost",
        "ref §1.8.4, §12 (L, G)",
    ),
    Switch(
        "availability_lag_minutes",
        (ANY_NUMBER,),
        "how old the figures of ref/productavailability may be",
        "ref §2.5 (L: 10 to 15 minutes)",
    ),
    Switch(
        "external_id_filter",
        ("honoured", "ignored"),
        "whether saleList filters by ExternalID",
        "ref §5.1 (D), §1.8.1 (L for ignored parameters)",
    ),
    Switch(
        "external_id_visible_after_seconds",
        (ANY_NUMBER,),
        "how long a new sale stays out of saleList when it is filtered by ExternalID",
        "ref §11 stock lag, §13 (G)",
    ),
    Switch(
        "unknown_parameters",
        ("ignored", "reject"),
        "a query parameter the endpoint does not know: the unfiltered list, or refused",
        "ref §1.8.1 (L)",
    ),
    Switch(
        "list_filters",
        ("honoured", "ignored"),
        "whether saleList applies CreatedSince, UpdatedSince and the status filters",
        "ref §1.8.1 (L for ignored parameters, G)",
    ),
    Switch(
        "duplicate_parameters",
        ("first", "last"),
        "which of two equal parameters counts, when a client sends one twice in different case",
        "ref §1.1 (C(2), G)",
    ),
    Switch(
        "name_filter",
        ("contains", "starts_with"),
        "what Name and Sku of product mean: the table says contains, the introduction starts with",
        "ref §2.1 (D contradicts itself; L measured contains)",
    ),
    Switch(
        "location_rows",
        ("500", "1000"),
        "the most rows ref/location gives in one page",
        "ref §1.6 (L: 500)",
    ),
    Switch(
        "missing_document",
        ("400", "404"),
        "the status for a sale, task or payment that does not exist",
        "ref §1.4, §13.1 (G)",
    ),
    Switch(
        "refusal_status",
        ("as_is", "200"),
        "whether error arrays come with their own status or with 200",
        "ref §1.5 (IP saw 200)",
    ),
    Switch(
        "refusal_shape",
        ("array", "object"),
        "whether an error comes as an array or as one bare object",
        "ref §1.5 (D: array; C(2) saw objects)",
    ),
    Switch(
        "text_too_long",
        ("reject", "truncate"),
        "a text longer than its documented length",
        "ref §6.2 lengths (D); behaviour G",
    ),
    Switch(
        "automation_module",
        ("on", "off"),
        "whether the account has paid for webhooks",
        "ref §9.1 (D)",
    ),
    Switch(
        "webhook_delivery",
        ("normal", "drop", "duplicate", "reorder"),
        "what happens to webhooks on their way",
        "ref §9.2, §12 (L: duplicates; G)",
    ),
    Switch(
        "webhook_delay_minutes",
        (ANY_NUMBER,),
        "minutes beyond the documented one before the first attempt",
        "ref §12 (G)",
    ),
    Switch(
        "webhook_deactivation",
        ("after_6", "never"),
        "whether a webhook that failed six times is switched off",
        "ref §9.2 (D, L)",
    ),
    Switch(
        "webhook_guid_case",
        ("as_documented", "lower", "upper"),
        "the casing of identifiers in webhooks: as each documented example has it, or one for all",
        "ref §9.4, §12 (D)",
    ),
    Switch(
        "webhook_token_in_get",
        ("empty", "shown"),
        "whether GET webhooks shows the bearer token",
        "ref §9.1 (L: empty)",
    ),
    Switch(
        "price_change_webhook",
        ("sent", "not_sent"),
        "whether a change of prices alone sends Product/Updated",
        "ref §13.10 (G)",
    ),
)
