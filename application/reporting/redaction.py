"""Taking secrets out of documents that people may keep and pass on."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

REDACTED: Final = "[key]"


def redacted(document: Mapping[str, object], secrets: Iterable[str]) -> dict[str, object]:
    """Answer a JSON document without any of these texts, in whatever case and place they stand, names included.

    What was written down holds none; this is for what another system or a person put there.

    Source: B15; architecture §14.
    """
    known = [re.escape(secret) for secret in secrets if secret]
    if not known:
        return dict(document)
    pattern = re.compile("|".join(sorted(known, key=len, reverse=True)), re.IGNORECASE)
    return {pattern.sub(REDACTED, name): _without(pattern, value) for name, value in document.items()}


def _without(pattern: re.Pattern[str], value: object) -> object:
    if isinstance(value, str):
        return pattern.sub(REDACTED, value)
    if isinstance(value, Mapping):
        return {pattern.sub(REDACTED, str(name)): _without(pattern, item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without(pattern, item) for item in value]
    return value
