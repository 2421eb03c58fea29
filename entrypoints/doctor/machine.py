"""What the settings and this machine have to do with it."""

import shutil
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from entrypoints.doctor.findings import Finding, ok, warn, wrong
from entrypoints.settings import CIN7_CORE, Settings

GIGABYTE = 1024**3
LITTLE, TOO_LITTLE = 2 * GIGABYTE, GIGABYTE // 5


def of_settings(settings: Settings) -> Iterator[Finding]:
    """Say where everything is kept, and what leads elsewhere than in production."""
    yield ok("settings", "All of them can be used.")
    keys = len(settings.secret_keys)
    yield ok(
        "keys", f"SECRET_KEYS holds {keys}." if keys else "The one beside the database, readable by its owner alone."
    )
    if settings.cin7_url != CIN7_CORE:
        remedy = "For production leave CIN7_URL out."
        yield warn("settings", "CIN7_URL leads to an imitation, or to a proxy.", remedy)
    yield _public(settings.public_url)


def _public(url: str) -> Finding:
    if not url:
        remedy = "Set PUBLIC_URL to how Cin7 reaches this program, https://…; without it polling alone goes on."
        return warn("public url", "None, so Cin7 is given no webhooks.", remedy)
    parts = urlsplit(url)
    if _is_private(parts.hostname or ""):
        return wrong(
            "public url", f"{url} is an address that Cin7 cannot reach.", "Write one that leads here from outside."
        )
    if parts.scheme != "https":
        return warn("public url", f"{url} is not encrypted, and webhooks carry a token.", "Write https://…")
    return ok("public url", url)


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def of_disk(settings: Settings) -> Iterator[Finding]:
    """Say whether what is accepted can be stored, where that is a file of this machine."""
    file = settings.sqlite_file
    if file is None:
        return
    free = shutil.disk_usage(file.parent).free
    said = f"{free / GIGABYTE:.1f} GB are free in {file.parent}."
    if free < TOO_LITTLE:
        yield wrong("disk", said, "Make room: a full disk takes no order, and nothing accepted is lost.")
    elif free < LITTLE:
        yield warn("disk", said, "Make room before it is full; see also the KEEP_… settings.")
    else:
        yield ok("disk", said)
